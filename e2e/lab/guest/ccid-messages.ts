/**
 * Messages between a host and a chip card reader (USB device class specification CCID, revision 1.1, 6): a head of ten
 * octets, whose octets 1 to 4 count what follows it, numbers little endian.
 */

const headLength = 10

/** What a host asks (6.1). */
export const commands = {
  setParameters: 0x61,
  powerOn: 0x62,
  powerOff: 0x63,
  getSlotStatus: 0x65,
  escape: 0x6b,
  getParameters: 0x6c,
  resetParameters: 0x6d,
  transferBlock: 0x6f,
} as const

/** What a reader answers (6.2), and what it says unasked (6.3). */
export const answers = { dataBlock: 0x80, slotStatus: 0x81, parameters: 0x82, escape: 0x83 } as const
const notifySlotChange = 0x50

/** Why a command failed (table 6.2-2); 1 to 127 name the octet of the message that is not supported. */
export const errors = { notSupported: 0, levelParameter: 8, mute: 0xfe } as const

/** How the card in the slot stands. */
export const cardStates = { active: 0, inactive: 1, absent: 2 } as const
export type CardState = keyof typeof cardStates

export interface CcidCommand {
  readonly type: number
  readonly slot: number
  readonly sequence: number
  /** Octets 8 and 9: of a block, which part of a command it is. */
  readonly level: number
  readonly data: Buffer
}

/** Takes what the host sends, cut anywhere, and calls back with each command. */
export function commandReader(onCommand: (command: CcidCommand) => void): (octets: Uint8Array) => void {
  let pending = Buffer.alloc(0)
  return (octets) => {
    pending = Buffer.concat([pending, octets])
    while (pending.length >= headLength) {
      const end = headLength + pending.readUInt32LE(1)
      if (pending.length < end) return
      const message = pending.subarray(0, end)
      pending = pending.subarray(end)
      onCommand({
        type: message.readUInt8(0),
        slot: message.readUInt8(5),
        sequence: message.readUInt8(6),
        level: message.readUInt16LE(8),
        data: message.subarray(headLength),
      })
    }
  }
}

export interface CcidAnswer {
  readonly type: number
  /** Octet 9: of parameters, the protocol. */
  readonly last?: number
  readonly data?: Uint8Array
  /** That the command failed, and why. */
  readonly error?: number
}

/** The answer to a command. */
export function answerTo({ slot, sequence }: CcidCommand, card: CardState, answer: CcidAnswer): Buffer {
  const { type, last = 0, data = new Uint8Array(0), error } = answer
  const head = Buffer.alloc(headLength)
  head.writeUInt8(type, 0)
  head.writeUInt32LE(data.length, 1)
  head.writeUInt8(slot, 5)
  head.writeUInt8(sequence, 6)
  head.writeUInt8(cardStates[card] | (error === undefined ? 0 : 0x40), 7)
  head.writeUInt8(error ?? 0, 8)
  head.writeUInt8(last, 9)
  return Buffer.concat([head, data])
}

/** Tells the host that a card was laid into the one slot or taken out of it. */
export function slotChange(isPresent: boolean): Uint8Array {
  return Uint8Array.of(notifySlotChange, isPresent ? 0b11 : 0b10)
}

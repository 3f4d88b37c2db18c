import type { ReaderSlot } from './card-carrier.ts'
import { ccidDescriptors, ccidPipes } from './ccid-descriptors.ts'
import {
  answers,
  answerTo,
  type CardState,
  type CcidAnswer,
  type CcidCommand,
  commandReader,
  commands,
  errors,
  slotChange,
} from './ccid-messages.ts'
import { plugInUsb } from './usb-device.ts'

/** A chip card reader that the kernel takes for a real one, on USB. */
export interface CcidReader {
  /** Whether the PC/SC service has taken it up and waits at it for a card. */
  readonly isServed: boolean
  /** How many commands went to its card. */
  readonly transmitted: number
  /** Pulls the plug. Resolves when the kernel has let go of the device. */
  unplug(): Promise<void>
}

/** Of T=1, as the reader found them by itself (CCID, 6.2.3). */
const protocolParameters = { last: 1, data: Uint8Array.of(0x11, 0x10, 0x00, 0x4d, 0x00, 0xfe, 0x00) }

/** Plugs in a reader with this slot. */
export async function plugInCcidReader(slot: ReaderSlot): Promise<CcidReader> {
  let powered = false
  let transmitted = 0

  const powerOn = async (): Promise<CcidAnswer> => {
    const atr = slot.isPresent ? await slot.powerOn() : null
    powered = atr !== null
    return { type: answers.dataBlock, ...(atr ? { data: atr } : { error: errors.mute }) }
  }

  const transfer = async ({ level, data }: CcidCommand): Promise<CcidAnswer> => {
    const type = answers.dataBlock
    if (level !== 0) return { type, error: errors.levelParameter }
    transmitted += 1
    const answer = powered ? await slot.transmit(data) : null
    return answer ? { type, data: answer } : { type, error: errors.mute }
  }

  const obey = async (command: CcidCommand): Promise<CcidAnswer> => {
    switch (command.type) {
      case commands.powerOn:
        return powerOn()
      case commands.powerOff:
        powered = false
        slot.powerOff()
        return { type: answers.slotStatus }
      case commands.getSlotStatus:
        return { type: answers.slotStatus }
      case commands.transferBlock:
        return transfer(command)
      case commands.getParameters:
        return { type: answers.parameters, ...protocolParameters }
      case commands.setParameters:
      case commands.resetParameters:
        return { type: answers.parameters, error: errors.notSupported }
      case commands.escape:
        return { type: answers.escape, error: errors.notSupported }
      default:
        return { type: answers.slotStatus, error: errors.notSupported }
    }
  }

  const cardState = (): CardState => (!slot.isPresent ? 'absent' : powered ? 'active' : 'inactive')

  const serve = async (command: CcidCommand) => {
    const answer = await obey(command)
    device.send(ccidPipes.into, answerTo(command, cardState(), answer))
  }

  // The host waits for each answer before it asks again.
  const receive = commandReader((command) => void serve(command))
  const device = await plugInUsb(ccidDescriptors, receive)
  slot.onChange(() => {
    powered = false
    device.send(ccidPipes.interrupt, slotChange(slot.isPresent))
  })
  return {
    get isServed() {
      return device.usedPipes.has(ccidPipes.interrupt)
    },
    get transmitted() {
      return transmitted
    },
    unplug: () => device.unplug(),
  }
}

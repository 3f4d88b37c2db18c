import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** What a reader finds in its slot. */
export interface ReaderSlot {
  readonly isPresent: boolean
  /** Gives power, or takes it away and gives it again; the card's answer to reset, or null when there is none. */
  powerOn(): Promise<Uint8Array | null>
  powerOff(): void
  /** Null when the card leaves before it answers. */
  transmit(command: Uint8Array): Promise<Uint8Array | null>
  /** Calls back when a card is laid down or lifted. */
  onChange(callback: () => void): void
}

/** Nothing is ever laid here. */
export const emptySlot: ReaderSlot = {
  isPresent: false,
  powerOn: async () => null,
  powerOff: () => undefined,
  transmit: async () => null,
  onChange: () => undefined,
}

/** A payload of one octet is for the card's contacts, any other a command. */
const contacts = { off: 0, on: 1, reset: 2, giveAtr: 4 } as const

/**
 * A slot into which the bench lays its documents: it carries them over a connection (see vpcd.ts of the bench), which
 * stands while a document lies there. Frames are two octets of length, high octet first, and the payload.
 */
export async function openCarriedSlot(): Promise<ReaderSlot & { readonly port: number }> {
  let card: Socket | null = null
  let answer: ((payload: Uint8Array | null) => void) | null = null
  let changed: () => void = () => undefined

  const settle = (payload: Uint8Array | null) => {
    const waiting = answer
    answer = null
    waiting?.(payload)
  }
  const server = createServer({ noDelay: true }, (socket) => {
    card = socket
    let pending = Buffer.alloc(0)
    socket.on('data', (octets) => {
      pending = Buffer.concat([pending, octets])
      if (pending.length < 2 || pending.length < 2 + pending.readUInt16BE(0)) return
      const payload = pending.subarray(2)
      pending = Buffer.alloc(0)
      settle(payload)
    })
    // A reset is followed by `close`, which is all that matters.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      if (card !== socket) return
      card = null
      settle(null)
      changed()
    })
    changed()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')

  const send = (payload: Uint8Array) => {
    card?.write(Buffer.concat([Uint8Array.of(payload.length >> 8, payload.length & 0xff), payload]))
  }
  const ask = (payload: Uint8Array): Promise<Uint8Array | null> => {
    if (!card) return Promise.resolve(null)
    return new Promise((resolve) => {
      answer = resolve
      send(payload)
    })
  }
  return {
    port: address.port,
    get isPresent() {
      return card !== null
    },
    powerOn: () => {
      send(Uint8Array.of(contacts.off))
      send(Uint8Array.of(contacts.on))
      return ask(Uint8Array.of(contacts.giveAtr))
    },
    powerOff: () => {
      send(Uint8Array.of(contacts.off))
    },
    transmit: ask,
    onChange: (callback) => {
      changed = callback
    },
  }
}

import { connect, type Socket } from 'node:net'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'
import type { After } from '../after.ts'
import { uint16 } from './apdu.ts'
import type { CardSlot } from './card-slot.ts'

/** The ports on which vsmartcard's driver for pcscd (vpcd) has its two readers. */
export const vpcdPorts = [35963, 35964] as const

/** A payload of one byte is for the card's contacts, any other an APDU. */
const control = { off: 0, on: 1, reset: 2, giveAtr: 4 } as const

export interface VpcdConnection {
  /** Whether a chip lies in the slot and the driver is reached. */
  readonly connected: boolean
  close(): void
}

export interface VpcdOptions {
  readonly port: number
  readonly host?: string
  readonly after: After
  /** Milliseconds until the next attempt when nobody listens, or pcscd has gone. */
  readonly retryMilliseconds?: number
}

/**
 * Carries the chip of a slot into pcscd: connected while a chip lies there, cut off when it is lifted. Frames in both
 * directions are two bytes of length, high byte first, and the payload. Tries again for ever until closed.
 */
export function carryToVpcd(slot: CardSlot, options: VpcdOptions): VpcdConnection {
  const { port, host = '127.0.0.1', after, retryMilliseconds = 200 } = options
  let socket: Socket | null = null
  let connected = false
  let closed = false
  let callOffRetry = () => {}
  let callOffRest = () => {}
  /** pcscd looks now and then: a chip that is laid down sooner after another one would be taken for that one. */
  let resting = false

  const disconnect = () => {
    callOffRetry()
    connected = false
    const left = socket
    socket = null
    left?.destroy()
  }
  const reconnect = () => {
    disconnect()
    if (closed || resting || !slot.chip) return
    const next = connect({ port, host, noDelay: true })
    socket = next
    next.on('connect', () => {
      connected = true
    })
    // A refusal or a reset is followed by `close`, which is all that matters.
    next.on('error', () => next.destroy())
    next.on('close', () => {
      if (socket !== next) return
      socket = null
      connected = false
      slot.chip?.powerOff()
      callOffRetry = after(retryMilliseconds, reconnect)
    })
    serve(next, slot)
  }
  const forget = slot.onChange(() => {
    reconnect()
    if (slot.chip) return
    callOffRest()
    resting = true
    callOffRest = after(5 * retryMilliseconds, () => {
      resting = false
      reconnect()
    })
  })
  reconnect()

  return {
    get connected() {
      return connected
    },
    close() {
      closed = true
      forget()
      callOffRest()
      disconnect()
    },
  }
}

/** Answers frames in their order, one at a time. */
function serve(socket: Socket, slot: CardSlot): void {
  let pending: Uint8Array = new Uint8Array(0)
  let busy = false

  const work = async () => {
    while (pending.length >= 2 && pending.length >= 2 + uint16(pending)) {
      const end = 2 + uint16(pending)
      const payload = pending.slice(2, end)
      pending = pending.slice(end)
      const answer = await respond(slot, payload)
      if (answer && !socket.destroyed) {
        socket.write(concatBytes(Uint8Array.of(answer.length >> 8, answer.length & 0xff), answer))
      }
    }
    busy = false
  }
  socket.on('data', (chunk) => {
    pending = concatBytes(pending, chunk)
    if (busy) return
    busy = true
    void work()
  })
}

/**
 * Stands for an answer that was not made out: the driver has no word for that, and waits on when it gets no octet. One is no
 * answer of a card either, and has the card reset.
 */
const brokenOff = Uint8Array.of(0)

/** The answer to a payload, null when it wants none or the chip has left. */
async function respond(slot: CardSlot, payload: Uint8Array): Promise<Uint8Array | null> {
  const [first = 0] = payload
  if (payload.length !== 1) {
    const answer = await slot.transmit(payload)
    return answer?.length === 0 ? brokenOff : answer
  }
  switch (first) {
    case control.off:
      slot.chip?.powerOff()
      return null
    case control.on:
    case control.reset:
      slot.chip?.powerOn()
      return null
    case control.giveAtr:
      return slot.chip?.atr ?? null
    default:
      return null
  }
}

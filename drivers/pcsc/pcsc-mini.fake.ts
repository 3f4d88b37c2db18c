import { EventEmitter } from 'node:events'
import type * as Native from './pcsclite/binding.d.ts'

/** What a card of the test's answers, or the name of the error with which pcsc-mini reports that it did not. */
export type FakeAnswer = (command: Uint8Array) => Promise<Uint8Array | { readonly code: string }>

export interface FakePcsc extends Native.Binding {
  plug(name: string): void
  unplug(name: string): void
  lay(name: string, answer?: FakeAnswer): void
  take(name: string): void
  /** Another card lies there before anybody looked. */
  exchange(name: string, answer: FakeAnswer): void
  /** The service stops: everybody hears of it, and nobody gets in again until it runs. */
  stopService(code?: string): void
  runService(): void
  /** What connecting a card fails with, as long as it is set. */
  connectFault: string | null
  /** What disconnecting a card fails with, as long as it is set. */
  disconnectFault: string | null
  /** What was done with cards: `connect`, `disconnect 1`, `begin`, `end`, and commands in hexadecimal digits. */
  readonly log: readonly string[]
  /** Contexts so far, and those that were stopped. */
  readonly contexts: { readonly started: number; readonly stopped: number }
}

const flags = { changed: 0x02, unavailable: 0x08, empty: 0x10, present: 0x20 }

const fault = (code: string) => Object.assign(new TypeError(code), { code })

interface Slot {
  events: number
  answer: FakeAnswer | null
}

/** pcsc-mini with a service and readers of the test's own behind it. */
export function fakePcsc(): FakePcsc {
  const slots = new Map<string, Slot>()
  const clients = new Set<FakeClient>()
  const log: string[] = []
  const contexts = { started: 0, stopped: 0 }
  let down: string | null = null

  const stateOf = ({ events, answer }: Slot) =>
    (events << 16) | flags.changed | (answer ? flags.present : flags.empty)

  const slotOf = (name: string): Slot => {
    const slot = slots.get(name)
    if (!slot) throw fault('UnknownReader')
    return slot
  }

  const card = (name: string): Native.Card => {
    const answer = slotOf(name).answer
    const transmit = async (input: Uint8Array, room: ArrayBuffer) => {
      log.push(Buffer.from(input).toString('hex'))
      if (down !== null) throw fault('NoService')
      if (!slots.has(name)) throw fault('ReaderUnavailable')
      if (!answer || slots.get(name)?.answer !== answer) throw fault('RemovedCard')
      const answered = await answer(input)
      if (!(answered instanceof Uint8Array)) throw fault(answered.code)
      const response = new Uint8Array(room, 0, answered.length)
      response.set(answered)
      return response
    }
    return {
      protocol: () => 2,
      state: async () => ({ atr: Uint8Array.of(0x3b, 0x80, 0x80, 1, 1) }),
      transaction: async () => {
        log.push('begin')
        return {
          end: async () => {
            log.push('end')
          },
        }
      },
      transmit,
      transmitProtocol: async (_protocol, input, room) => transmit(input, room),
      control: async () => new Uint8Array(),
      disconnect: async (then) => {
        log.push(`disconnect ${then}`)
        if (fake.disconnectFault !== null) throw fault(fake.disconnectFault)
      },
    }
  }

  class FakeReader extends EventEmitter implements Native.Reader {
    readonly #name: string

    constructor(name: string) {
      super()
      this.#name = name
    }

    name() {
      return this.#name
    }

    async connect() {
      log.push('connect')
      if (down !== null) throw fault('NoService')
      if (fake.connectFault !== null) throw fault(fake.connectFault)
      if (!slotOf(this.#name).answer) throw fault('NoSmartCard')
      return card(this.#name)
    }
  }

  class FakeClient extends EventEmitter implements Native.Client {
    readonly #readers = new Map<string, FakeReader>()

    start() {
      if (down !== null) throw fault(down)
      contexts.started += 1
      clients.add(this)
      queueMicrotask(() => {
        for (const name of slots.keys()) this.change(name)
      })
    }

    stop() {
      contexts.stopped += 1
      clients.delete(this)
      // The real one, too, cannot take its leave from a service that is gone.
      if (down !== null) throw fault('NoService')
      for (const name of this.#readers.keys()) this.lose(name)
    }

    change(name: string) {
      const slot = slotOf(name)
      let reader = this.#readers.get(name)
      if (!reader) {
        reader = new FakeReader(name)
        this.#readers.set(name, reader)
        this.emit('reader', reader)
      }
      reader.emit('change', { raw: stateOf(slot) })
    }

    lose(name: string) {
      this.#readers.get(name)?.emit('disconnect')
      this.#readers.delete(name)
    }
  }

  const change = (name: string) => {
    for (const client of clients) client.change(name)
  }

  const put = (name: string, answer: FakeAnswer | null) => {
    const slot = slotOf(name)
    slot.events += 1
    slot.answer = answer
  }

  const fake: FakePcsc = {
    Client: FakeClient,
    plug: (name) => {
      slots.set(name, { events: 0, answer: null })
      change(name)
    },
    unplug: (name) => {
      slots.delete(name)
      for (const client of clients) client.lose(name)
    },
    lay: (name, answer = async (command) => Uint8Array.of(...command, 0x90, 0)) => {
      put(name, answer)
      change(name)
    },
    take: (name) => {
      put(name, null)
      change(name)
    },
    exchange: (name, answer) => {
      put(name, null)
      put(name, answer)
      change(name)
    },
    stopService: (code = 'CommError') => {
      down = 'NoService'
      for (const client of clients) client.emit('error', fault(code))
    },
    runService: () => {
      down = null
    },
    connectFault: null,
    disconnectFault: null,
    log,
    contexts,
  }
  return fake
}

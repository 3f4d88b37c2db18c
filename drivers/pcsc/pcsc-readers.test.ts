import { createRequire } from 'node:module'
import type pcsclite from '@pokusew/pcsclite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FakeClock, fakeClock } from '../clock.fake.ts'
import { type FakeAnswer, type FakePcsc, fakePcsc } from './pcsc-mini.fake.ts'
import type { PcscReader, ReadyReader } from './pcsc-reader.ts'
import { openPcscReaders } from './pcsc-readers.ts'
import type { PcscService } from './pcsc-service.ts'

/** The very module that nfc-pcsc requires. */
const adapter: typeof pcsclite = createRequire(import.meta.url)('@pokusew/pcsclite')
const realBinding = adapter.binding

const command = Uint8Array.of(0, 0x84, 0, 0, 8)
const limit = 1_000
const left = 'Left 00 00'
const right = 'Right 00 00'

let pcsc: FakePcsc
let clock: FakeClock
let readers: readonly PcscReader[]
let history: string[]
let services: PcscService[]
let close: () => void

/** Everything that can happen without time passing has happened. */
const settled = async () => {
  for (let round = 0; round < 20; round += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

beforeEach(() => {
  pcsc = fakePcsc()
  clock = fakeClock()
  readers = []
  history = []
  services = []
  close = () => undefined
  adapter.binding = () => pcsc
})

afterEach(() => {
  close()
  adapter.binding = realBinding
})

async function open(listens = false) {
  close = openPcscReaders(
    { clock, listens: async () => listens },
    {
      onReaders: (now) => {
        readers = now
        history.push(now.map(({ state }) => state).join(' ') || 'none')
      },
      onService: (service) => {
        services.push(service)
      },
    },
  )
  await settled()
}

function readyAt(index: number): ReadyReader {
  const reader = readers[index]
  if (reader?.state !== 'ready') throw new TypeError(`not ready: ${reader?.state}`)
  return reader
}

const states = () => readers.map(({ name, state }) => `${name.split(' ')[0]} ${state}`)

/** A card that does not answer until told. */
function slowCard() {
  let answer: (response: Uint8Array | { code: string }) => void = () => undefined
  const card: FakeAnswer = () =>
    new Promise((resolve) => {
      answer = resolve
    })
  return {
    card,
    answer: (response: Uint8Array | { code: string }) => {
      answer(response)
    },
  }
}

describe('readers', () => {
  test('that are there at the start, and such as come later, are there', async () => {
    pcsc.plug(left)
    await open()
    expect(states()).toEqual(['Left empty'])
    pcsc.plug(right)
    await settled()
    expect(states()).toEqual(['Left empty', 'Right empty'])
  })

  test('losing one of two is not no reader', async () => {
    await open()
    expect(readers).toEqual([])
    pcsc.plug(left)
    pcsc.plug(right)
    pcsc.lay(right)
    await settled()
    history = []
    pcsc.unplug(left)
    await settled()
    expect(history).toEqual(['ready'])
    expect(await readyAt(0).transmit(command, limit)).toMatchObject({ type: 'response' })
  })

  test('one that is plugged in again is a new one, and its card is ready', async () => {
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    const before = readyAt(0)
    pcsc.unplug(left)
    await settled()
    pcsc.plug(left)
    pcsc.lay(left)
    await settled()
    expect(await readyAt(0).transmit(command, limit)).toMatchObject({ type: 'response' })
    expect(await before.transmit(command, limit)).toEqual({ type: 'failed', reason: 'reader-gone' })
  })

  test('one that is unplugged in mid-command ends the command and nothing else', async () => {
    const slow = slowCard()
    pcsc.plug(left)
    pcsc.lay(left, slow.card)
    await open()
    const answer = readyAt(0).transmit(command, limit)
    await settled()
    pcsc.unplug(left)
    expect(await answer).toEqual({ type: 'failed', reason: 'reader-gone' })
    slow.answer({ code: 'ReaderUnavailable' })
    await settled()
    expect(readers).toEqual([])
    expect(services.at(-1)).toEqual({ state: 'running' })
    expect(clock.pending).toBe(0)
  })
})

describe('cards', () => {
  test('are connected, and sent nothing of our own: no UID is asked for', async () => {
    pcsc.plug(left)
    await open()
    pcsc.lay(left)
    await settled()
    expect(states()).toEqual(['Left ready'])
    pcsc.take(left)
    await settled()
    pcsc.lay(left)
    await settled()
    await readyAt(0).transmit(command, limit)
    expect(pcsc.log.filter((entry) => /^[0-9a-f]+$/.test(entry))).toEqual(['0084000008'])
  })

  test('commands to the reader itself do not pass', async () => {
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    await expect(readyAt(0).transmit(Uint8Array.of(0xff, 0xca, 0, 0, 0), limit)).rejects.toThrow(TypeError)
    expect(pcsc.log).toEqual(['connect'])
  })

  test('a second one after the first is another one, even when nobody saw the exchange', async () => {
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    const first = readyAt(0)
    pcsc.exchange(left, async () => Uint8Array.of(0x6a, 0x82))
    await settled()
    expect(await first.transmit(command, limit)).toEqual({ type: 'failed', reason: 'card-removed' })
    expect(await readyAt(0).transmit(command, limit)).toEqual({
      type: 'response',
      bytes: Buffer.of(0x6a, 0x82),
    })
  })

  test('one that is taken away in mid-command ends it at once; its late answer is zeroed', async () => {
    const slow = slowCard()
    pcsc.plug(left)
    pcsc.lay(left, slow.card)
    await open()
    const answer = readyAt(0).transmit(command, limit)
    await settled()
    pcsc.take(left)
    expect(await answer).toEqual({ type: 'failed', reason: 'card-removed' })
    slow.answer(Uint8Array.of(1, 2, 3, 0x90, 0))
    await settled()
    expect(states()).toEqual(['Left empty'])
  })

  test.each(['NotTransacted', 'CommDataLost'])(
    'one that leaves the field for a moment (%s) is reset, and ready again',
    async (code) => {
      let faults = 1
      pcsc.plug(left)
      pcsc.lay(left, async () => {
        faults -= 1
        return faults >= 0 ? { code } : Uint8Array.of(0x90, 0)
      })
      await open()
      const before = readyAt(0)
      expect(await before.transmit(command, limit)).toEqual({ type: 'failed', reason: 'card-removed' })
      await settled()
      expect(states()).toEqual(['Left connecting'])
      expect(pcsc.log.at(-1)).toBe('disconnect 1')
      clock.pass(50)
      await settled()
      expect(await readyAt(0).transmit(command, limit)).toMatchObject({ type: 'response' })
      expect(await before.transmit(command, limit)).toEqual({ type: 'failed', reason: 'card-removed' })
    },
  )

  test('one that does not answer in time is given up, and reset once the reader lets go', async () => {
    const slow = slowCard()
    pcsc.plug(left)
    pcsc.lay(left, slow.card)
    await open()
    const answer = readyAt(0).transmit(command, limit)
    await settled()
    clock.pass(limit)
    expect(await answer).toEqual({ type: 'failed', reason: 'timed-out' })
    expect(readers[0]).toEqual({ name: left, state: 'unusable', reason: 'unresponsive' })
    slow.answer(Uint8Array.of(0x90, 0))
    await settled()
    clock.pass(50)
    await settled()
    expect(states()).toEqual(['Left ready'])
  })

  test.each([
    ['UnresponsiveCard', 'mute'],
    ['SharingViolation', 'in-use'],
    ['ProtoMismatch', 'unsupported'],
  ])('one that cannot be connected (%s) is unusable: %s', async (code, reason) => {
    pcsc.connectFault = code
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    expect(readers[0]).toEqual({ name: left, state: 'unusable', reason })
    pcsc.connectFault = null
    clock.pass(50)
    await settled()
    expect(states()).toEqual(['Left ready'])
  })

  test('one that stays mute is tried now and then, and one that another program has often', async () => {
    pcsc.connectFault = 'UnresponsiveCard'
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    const pass = async () => {
      for (let second = 0; second < 20; second += 1) {
        clock.pass(1_000)
        await settled()
      }
    }
    const tried = () => pcsc.log.filter((entry) => entry === 'connect').length
    await pass()
    const before = tried()
    await pass()
    expect(tried() - before).toBe(4)
    pcsc.take(left)
    pcsc.connectFault = 'SharingViolation'
    pcsc.lay(left)
    await settled()
    await pass()
    const shared = tried()
    await pass()
    expect(tried() - shared).toBe(10)
    pcsc.connectFault = null
    clock.pass(2_000)
    await settled()
    expect(states()).toEqual(['Left ready'])
  })

  test('an answer of one byte is none', async () => {
    pcsc.plug(left)
    pcsc.lay(left, async () => Uint8Array.of(0x90))
    await open()
    expect(await readyAt(0).transmit(command, limit)).toEqual({ type: 'failed', reason: 'protocol' })
  })

  test('two commands at the same time are a mistake', async () => {
    const slow = slowCard()
    pcsc.plug(left)
    pcsc.lay(left, slow.card)
    await open()
    const reader = readyAt(0)
    const answer = reader.transmit(command, limit)
    await expect(reader.transmit(command, limit)).rejects.toThrow(TypeError)
    await settled()
    slow.answer(Uint8Array.of(0x90, 0))
    expect(await answer).toMatchObject({ type: 'response' })
  })

  test('are ours alone while we say so', async () => {
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    const reader = readyAt(0)
    const use = async () => {
      await reader.transmit(command, limit)
      return 7
    }
    expect(await reader.exclusively(limit, use)).toEqual({ type: 'done', value: 7 })
    expect(pcsc.log).toEqual(['connect', 'begin', '0084000008', 'end'])
  })

  test('are given back when what was to be done with them fails', async () => {
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    const use = async () => {
      throw new TypeError('a mistake')
    }
    await expect(readyAt(0).exclusively(limit, use)).rejects.toThrow('a mistake')
    expect(pcsc.log).toEqual(['connect', 'begin', 'end'])
  })
})

describe('the service', () => {
  test('that stops takes the readers along, and is sought with growing patience until it is back', async () => {
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    const before = readyAt(0)
    pcsc.stopService()
    await settled()
    expect(readers).toEqual([])
    expect(services.at(-1)).toEqual({ state: 'stopped', reason: 'not-running' })
    expect(await before.transmit(command, limit)).toEqual({ type: 'failed', reason: 'service-gone' })
    for (let minute = 0; minute < 60; minute += 1) {
      clock.pass(1_000)
      await settled()
    }
    expect(clock.pending).toBe(1)
    pcsc.runService()
    clock.pass(2_000)
    await settled()
    expect(states()).toEqual(['Left ready'])
    expect(services.at(-1)).toEqual({ state: 'running' })
  })

  test.each(['NoService', 'ServiceStopped', 'InvalidHandle', 'Shutdown', 'StatusEventBufferOverflow'])(
    'that fails with %s is opened anew',
    async (code) => {
      pcsc.plug(left)
      await open()
      pcsc.stopService(code)
      await settled()
      pcsc.runService()
      clock.pass(100)
      await settled()
      expect(pcsc.contexts.started).toBe(2)
      expect(states()).toEqual(['Left empty'])
    },
  )

  test('that stops in mid-command is told as such, and the context is opened anew', async () => {
    pcsc.plug(left)
    pcsc.lay(left, async () => ({ code: 'CommError' }))
    await open()
    expect(await readyAt(0).transmit(command, limit)).toEqual({ type: 'failed', reason: 'service-gone' })
    clock.pass(100)
    await settled()
    expect(pcsc.contexts.started).toBe(2)
    expect(states()).toEqual(['Left ready'])
  })

  test('connections that cannot be closed do not use up the context for good', async () => {
    pcsc.plug(left)
    await open()
    pcsc.connectFault = 'TooManyCardConnections'
    pcsc.lay(left)
    await settled()
    pcsc.connectFault = null
    clock.pass(100)
    await settled()
    expect(states()).toEqual(['Left ready'])
  })

  test('that turns us away while it runs is of another version', async () => {
    pcsc.stopService()
    await open(true)
    expect(services).toEqual([{ state: 'starting' }, { state: 'stopped', reason: 'protocol-mismatch' }])
  })

  test('cannot be had where its library does not load', async () => {
    adapter.binding = () => {
      throw new TypeError('libpcsclite.so.1: cannot open shared object file')
    }
    await open()
    expect(services.at(-1)).toEqual({ state: 'stopped', reason: 'library-missing' })
    adapter.binding = () => pcsc
    clock.pass(100)
    await settled()
    expect(services.at(-1)).toEqual({ state: 'running' })
  })

  test('that keeps failing right after it came is not asked faster for that', async () => {
    await open()
    for (let second = 0; second < 60; second += 1) {
      pcsc.stopService()
      pcsc.runService()
      clock.pass(1_000)
      await settled()
    }
    expect(pcsc.contexts.started).toBeLessThan(40)
  })

  test('is left alone after the end, and its cards are let go', async () => {
    pcsc.plug(left)
    pcsc.lay(left)
    await open()
    close()
    await settled()
    expect(pcsc.log).toEqual(['connect', 'disconnect 0'])
    await vi.waitFor(() => {
      expect(pcsc.contexts).toEqual({ started: 1, stopped: 1 })
    })
    expect(clock.pending).toBe(0)
    history = []
    pcsc.stopService()
    clock.pass(10_000)
    await settled()
    expect(history).toEqual([])
  })
})

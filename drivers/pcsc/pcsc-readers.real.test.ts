/** The readers against a real pcscd, with cards that are real to it. */
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type pcsclite from '@pokusew/pcsclite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { layCard, type TestCard, testPcscd, type TestPcscd } from './pcscd.fake.ts'
import type { PcscReader, ReadyReader } from './pcsc-reader.ts'
import { openPcscReaders } from './pcsc-readers.ts'
import type { PcscService } from './pcsc-service.ts'
import { wholeResponse } from './whole-response.ts'
import type { CardBehaviour } from './virtual-card.fake.mjs'

/** The very module that nfc-pcsc requires. */
const adapter: typeof pcsclite = createRequire(import.meta.url)('@pokusew/pcsclite')

const handles = () => readdirSync('/proc/self/fd').length

const limit = 5_000
const ok = Uint8Array.of(0x90, 0x00)
const select = Buffer.from('00a4040c07a0000002471001', 'hex')

let pcscd: TestPcscd
let readers: readonly PcscReader[] = []
let history: string[] = []
let services: PcscService[] = []
const cards: TestCard[] = []
let close: () => void = () => undefined

beforeAll(async () => {
  pcscd = await testPcscd()
  process.env['PCSCLITE_CSOCK_NAME'] = pcscd.socket
})

afterAll(async () => {
  await pcscd.close()
})

beforeEach(() => {
  readers = []
  history = []
  services = []
})

afterEach(async () => {
  close()
  close = () => undefined
  for (const card of cards.splice(0)) await card.takeAway()
  await pcscd.kill()
})

function open() {
  close = openPcscReaders(
    { clock: systemClock },
    {
      onReaders: (now) => {
        readers = now
        const states = now.map(({ state }) => state).join(' ')
        if (history.at(-1) !== states) history.push(states)
      },
      onService: (service) => {
        services.push(service)
      },
    },
  )
}

async function lay(slot: 0 | 1, behaviour: CardBehaviour = 'echo') {
  const card = await layCard(pcscd.ports[slot], behaviour)
  cards.push(card)
  return card
}

const until = (condition: () => boolean) =>
  vi.waitFor(
    () => {
      expect(condition()).toBe(true)
    },
    { timeout: 8_000, interval: 10 },
  )

const states = () => readers.map(({ state }) => state).join(' ')

/** Whatever is no longer referred to goes, and what the native part does about that is seen. */
async function collectGarbage() {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new TypeError('no garbage collector')
  for (let round = 0; round < 5; round += 1) {
    collect()
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

/** The end of an operation of the adapter's. */
const done = (operation: (callback: (error: unknown) => void) => void) =>
  new Promise<void>((resolve, reject) => {
    operation((error) => {
      if (error instanceof Error) reject(error)
      else resolve()
    })
  })

async function readyAt(slot: 0 | 1): Promise<ReadyReader> {
  await until(() => readers[slot]?.state === 'ready')
  const reader = readers[slot]
  if (reader?.state !== 'ready') throw new TypeError('not ready')
  return reader
}

describe('with a real pcscd', () => {
  test('no service, no readers; they come with it, go with it, and come back', async () => {
    open()
    await until(() => services.length === 2)
    expect(services).toEqual([{ state: 'starting' }, { state: 'stopped', reason: 'not-running' }])
    expect(readers).toEqual([])
    await pcscd.start()
    await until(() => states() === 'empty empty')
    expect(services.at(-1)).toEqual({ state: 'running' })
    await pcscd.kill()
    await until(() => readers.length === 0)
    await pcscd.start()
    await until(() => states() === 'empty empty')
    expect(services.slice(-2)).toEqual([{ state: 'stopped', reason: 'not-running' }, { state: 'running' }])
    await collectGarbage()
    expect(states()).toBe('empty empty')
  })

  test('readers and cards that were there before are seen; a second card is, after the first', async () => {
    await pcscd.start()
    const first = await lay(0)
    open()
    const reader = await readyAt(0)
    expect(reader.atr).toEqual(Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01))
    expect(await reader.transmit(select, limit)).toEqual({
      type: 'response',
      bytes: Buffer.concat([select, ok]),
    })
    await first.takeAway()
    await until(() => states() === 'empty empty')
    expect(await reader.transmit(select, limit)).toEqual({ type: 'failed', reason: 'card-removed' })
    await lay(0, 'not-found')
    const again = await readyAt(0)
    expect(await again.transmit(select, limit)).toMatchObject({ bytes: Buffer.from('6a82', 'hex') })
  })

  test('two cards at the same time; one taken away leaves the other', async () => {
    await pcscd.start()
    open()
    const first = await lay(0)
    await lay(1)
    const [left, right] = [await readyAt(0), await readyAt(1)]
    const answers = await Promise.all([left.transmit(select, limit), right.transmit(select, limit)])
    expect(answers.map(({ type }) => type)).toEqual(['response', 'response'])
    await first.takeAway()
    await until(() => states() === 'empty ready')
    expect(await right.transmit(select, limit)).toMatchObject({ type: 'response' })
  })

  test('no card is asked for its UID, nor for anything else', async () => {
    await pcscd.start()
    open()
    const card = await lay(0)
    const reader = await readyAt(0)
    expect(card.commands).toEqual([])
    await expect(reader.transmit(Buffer.from('ffca000000', 'hex'), limit)).rejects.toThrow(TypeError)
    await reader.transmit(select, limit)
    await until(() => card.commands.length > 0)
    await card.takeAway()
    await until(() => readers[0]?.state === 'empty')
    expect(card.commands).toEqual([select.toString('hex')])
  })

  test('a response of 60,002 bytes arrives, and one that comes in parts', async () => {
    await pcscd.start()
    open()
    await lay(0, 'long')
    const reader = await readyAt(0)
    const ask = (command: string) =>
      wholeResponse(Buffer.from(command, 'hex'), async (bytes) => {
        const answer = await reader.transmit(bytes, limit)
        if (answer.type === 'failed') throw new Error(answer.reason)
        return answer.bytes
      })
    expect(await ask('00b00000000000')).toMatchObject({
      status: 0x9000,
      data: new Uint8Array(60_000).fill(7),
    })
    expect(await ask('0084000000')).toEqual({ data: Uint8Array.of(1, 1, 2, 2, 2, 2, 2), status: 0x9000 })
  })

  test('a card that leaves in mid-command is a card removed; laid back, it is ready', async () => {
    await pcscd.start()
    open()
    await lay(0, 'leave')
    const reader = await readyAt(0)
    expect(await reader.transmit(select, limit)).toEqual({ type: 'failed', reason: 'card-removed' })
    await until(() => readers[0]?.state === 'empty')
    await lay(0)
    expect(await (await readyAt(0)).transmit(select, limit)).toMatchObject({ type: 'response' })
  })

  test('pcscd killed in mid-command: told as such, and everything is as before when it is back', async () => {
    await pcscd.start()
    open()
    const card = await lay(0, 'silence')
    const reader = await readyAt(0)
    const answer = reader.transmit(select, 30_000)
    await until(() => card.commands.length === 1)
    await pcscd.kill()
    expect(await answer).toEqual({ type: 'failed', reason: 'service-gone' })
    await until(() => readers.length === 0)
    await pcscd.start()
    await until(() => states() === 'empty empty')
    await lay(0)
    expect(await (await readyAt(0)).transmit(select, limit)).toMatchObject({ type: 'response' })
    expect(await reader.transmit(select, limit)).toEqual({ type: 'failed', reason: 'service-gone' })
  })

  test('a card that says nothing is given up in time, and reset before it is spoken to again', async () => {
    await pcscd.start()
    open()
    const card = await lay(0, 'silence')
    const reader = await readyAt(0)
    expect(await reader.transmit(select, 100)).toEqual({ type: 'failed', reason: 'timed-out' })
    expect(readers[0]).toMatchObject({ state: 'unusable', reason: 'unresponsive' })
    await card.takeAway()
    await until(() => readers[0]?.state === 'empty')
    await lay(0)
    expect(await (await readyAt(0)).transmit(select, limit)).toMatchObject({ type: 'response' })
  })

  test('while one has a card for itself, another waits its turn', async () => {
    await pcscd.start()
    open()
    const card = await lay(0)
    const mine = await readyAt(0)
    const other: { reader: ReadyReader | null } = { reader: null }
    const closeOther = openPcscReaders(
      { clock: systemClock },
      {
        onReaders: ([first]) => {
          other.reader = first?.state === 'ready' ? first : null
        },
        onService: () => undefined,
      },
    )
    try {
      await until(() => other.reader !== null)
      let theirs: Promise<unknown> = Promise.resolve()
      const done = await mine.exclusively(limit, async () => {
        theirs =
          other.reader?.transmit(Buffer.from('00b00000', 'hex'), limit) ?? Promise.reject(new TypeError())
        await mine.transmit(Buffer.from('00840001', 'hex'), limit)
        await mine.transmit(Buffer.from('00840002', 'hex'), limit)
        return 'mine'
      })
      expect(done).toEqual({ type: 'done', value: 'mine' })
      expect(await theirs).toMatchObject({ type: 'response' })
      await until(() => card.commands.length === 3)
      expect(card.commands).toEqual(['00840001', '00840002', '00b00000'])
    } finally {
      closeOther()
    }
  })

  test('contexts opened and closed with a card leave no handle behind', async () => {
    await pcscd.start()
    const card = await lay(0)
    const use = async () => {
      open()
      await readyAt(0)
      close()
      readers = []
    }
    await use()
    const before = handles()
    for (let round = 0; round < 5; round += 1) {
      await use()
      await until(() => handles() <= before)
    }
    expect(card.commands).toEqual([])
  })

  test('a card connected and disconnected a hundred times leaves no handle behind', async () => {
    await pcscd.start()
    const card = await lay(0)
    const context = adapter()
    try {
      const reader = await new Promise<pcsclite.CardReader>((resolve) => {
        context.on('reader', (found) => {
          found.on('status', ({ state }) => {
            if ((state & found.SCARD_STATE_PRESENT) !== 0) resolve(found)
          })
        })
      })
      const use = async () => {
        await done((callback) => {
          reader.connect({ share_mode: reader.SCARD_SHARE_SHARED }, callback)
        })
        await done((callback) => {
          reader.disconnect(reader.SCARD_LEAVE_CARD, callback)
        })
      }
      await use()
      const before = handles()
      for (let round = 0; round < 100; round += 1) await use()
      expect(handles()).toBeLessThanOrEqual(before)
      expect(card.commands).toEqual([])
    } finally {
      context.close()
    }
  })

  test('a service that turns us away is told from one that does not run', async () => {
    await pcscd.startStrange()
    open()
    await until(() => services.some((service) => service.state === 'stopped'))
    expect(services.at(-1)).toEqual({ state: 'stopped', reason: 'protocol-mismatch' })
    await pcscd.kill()
    await until(() => services.length === 3)
    expect(services.at(-1)).toEqual({ state: 'stopped', reason: 'not-running' })
  })
})

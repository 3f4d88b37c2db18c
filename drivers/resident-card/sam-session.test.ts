import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inventedCards, type VirtualCard } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { fakeClock } from '../clock.fake.ts'
import { readCardContent } from '../../src/shared/resident-card-content.ts'
import { samLimits } from './sam-limits.ts'
import { type CardOutcome, samSession } from './sam-session.ts'
import { fakeSamTransport, passUntil, settled } from './sam-transport.fake.ts'

const cards = inventedCards()
const [card, other] = cards
if (!card || !other) throw new TypeError('no cards')

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const found = bytes('aaaaaa9669000800009f0000000097')
const notSelected = bytes('aaaaaa9669000400008185')
const number = bytes(`aaaaaa96690014000090${'00'.repeat(16)}84`)

/** A session with a virtual SAM at the other end of the cable. */
function stand(serial = 1) {
  const clock = fakeClock()
  const cable: Uint8Array[] = []
  const transport = fakeSamTransport((command) => {
    sam.receive(command)
  })
  const sam = virtualSam({
    clock,
    serial,
    random: noise(),
    send: (octets) => {
      cable.push(transport.deliver(octets))
    },
  })
  const session = samSession(transport, clock)
  const happened: string[] = []
  const listener = {
    onFound: () => {
      happened.push('found')
    },
    onTakeAwayFirst: () => {
      happened.push('take away first')
    },
  }
  const read = (signal?: AbortSignal) => session.read(listener, signal)
  const pass = <T>(promise: Promise<T>, most?: number) => passUntil(clock, promise, most)
  return { clock, cable, transport, sam, session, happened, read, pass }
}

/** The same noise every time. */
function noise(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function textOf(outcome: CardOutcome): Uint8Array {
  const content = outcome.type === 'read' ? readCardContent(outcome.content) : null
  if (!content) throw new TypeError(outcome.type)
  return content.text
}

const read = (outcome: CardOutcome, { text }: VirtualCard) => Buffer.from(textOf(outcome)).equals(text)

describe('a session with a SAM', () => {
  test.each(cards.map((invented, index) => [index, invented] as const))(
    'reads invented card %i',
    async (_, card) => {
      const { sam, pass, read: start, happened, session } = stand()
      sam.lay(card)
      const { value, took } = await pass(start())
      expect(read(value, card)).toBe(true)
      expect(took).toBeLessThan(2_500)
      expect(happened).toEqual(['found'])
      const number = (await pass(session.number())).value
      if (number.type !== 'number' || value.type !== 'read') throw new TypeError(number.type)
      expect(readCardContent(value.content)?.samNumber).toEqual(number.octets)
    },
  )

  test('asks for text and photo alone, never for fingerprints or an address', async () => {
    const { sam, pass, read: start } = stand()
    sam.lay(card)
    await pass(start())
    expect(sam.asked).toEqual(['12ff', '2001', '2002', '3001'])
  })

  test('leaves nothing of a card but what is to be sealed', async () => {
    const { sam, pass, read: start, cable } = stand()
    sam.lay(card)
    const { value } = await pass(start())
    expect(cable.every((octets) => octets.every((octet) => octet === 0))).toBe(true)
    if (value.type !== 'read') throw new TypeError(value.type)
    expect(value.content).toHaveLength(288)
    expect(Buffer.from(value.content).includes(Buffer.from(card.photo.subarray(0, 16)))).toBe(false)
  })

  test('says what the SAM is and that it works', async () => {
    const { session, pass } = stand(7)
    expect((await pass(session.reset())).value).toEqual({ type: 'working' })
    expect((await pass(session.status())).value).toEqual({ type: 'working' })
    expect((await pass(session.number())).value).toMatchObject({
      text: '05.03-20260101-0000990000-0000000007',
    })
  })

  test('waits for a card that comes late', async () => {
    const { sam, clock, pass, read: start, happened } = stand()
    const outcome = start()
    for (let time = 0; time < 5_000; time += 50) {
      clock.pass(50)
      await settled()
    }
    expect(happened).toEqual([])
    sam.lay(card)
    expect(read((await pass(outcome)).value, card)).toBe(true)
  })

  test('gives up when nobody comes, at its limit', async () => {
    const { clock, transport } = stand()
    const session = samSession(transport, clock, { ...samLimits, wait: 3_000 })
    const waiting = session.read({ onFound: () => undefined, onTakeAwayFirst: () => undefined })
    const { value, took } = await passUntil(clock, waiting)
    expect(value).toEqual({ type: 'no-card' })
    expect(took).toBeLessThan(3_000 + 1_000)
    expect(clock.pending).toBe(0)
  })

  test('asks to take the card away first when the one that was read still lies there', async () => {
    const { sam, pass, read: start, happened, clock } = stand()
    sam.lay(card)
    await pass(start())
    const next = start()
    for (let time = 0; time < 4_000; time += 50) {
      clock.pass(50)
      await settled()
    }
    expect(happened).toEqual(['found', 'take away first'])
    sam.lift()
    sam.lay(other)
    expect(read((await pass(next)).value, other)).toBe(true)
    expect(happened).toEqual(['found', 'take away first', 'found'])
  })

  test('says nothing of taking away when the next person is quick', async () => {
    const { sam, pass, read: start, happened } = stand()
    sam.lay(card)
    await pass(start())
    sam.lay(other)
    expect(read((await pass(start())).value, other)).toBe(true)
    expect(happened).toEqual(['found', 'found'])
  })

  test('asks to lay a card again that was lifted while it was read, and reads it then', async () => {
    const { sam, pass, read: start } = stand()
    sam.lay(card)
    sam.setFaults({ liftedWhileRead: true })
    expect((await pass(start())).value).toEqual({
      type: 'refused',
      reason: 'card-moved',
      remedy: 'lay-card-again',
    })
    sam.setFaults({})
    sam.lay(card)
    expect(read((await pass(start())).value, card)).toBe(true)
  })

  test('selects a card again that moves a little, and asks to lay it again when it does not lie still', async () => {
    const clock = fakeClock()
    const transport = fakeSamTransport((command) => {
      const answers = new Map([
        [0x12, number],
        [0x01, found],
        [0x02, notSelected],
      ])
      const octets = answers.get(command[8] === 0xff ? 0x12 : (command[8] ?? 0))
      if (octets) clock.after(250, () => transport.deliver(octets.slice()))
    })
    let begun = 0
    const outcome = samSession(transport, clock).read({
      onFound: () => {
        begun += 1
      },
      onTakeAwayFirst: () => undefined,
    })
    expect((await passUntil(clock, outcome)).value).toEqual({
      type: 'refused',
      reason: 'card-moved',
      remedy: 'lay-card-again',
    })
    expect(transport.written).toEqual(['12ff', '2001', '2002', '2001', '2002', '2001', '2002'])
    expect(begun).toBe(1)
  })

  test('says that a card is not readable when its data do not verify', async () => {
    const { sam, pass, read: start } = stand()
    sam.lay(card)
    sam.setFaults({ unreadable: true })
    expect((await pass(start())).value).toEqual({
      type: 'refused',
      reason: 'card-not-accepted',
      remedy: 'card-not-readable',
    })
  })

  test('refuses a card whose text is half read', async () => {
    const { sam, pass, read: start } = stand()
    const text = card.text.slice()
    text.fill(0, 100)
    sam.lay({ ...card, text })
    expect((await pass(start())).value).toEqual({
      type: 'refused',
      reason: 'text-invalid',
      remedy: 'card-not-readable',
    })
  })

  test('refuses a reading whose lengths are not those of a card', async () => {
    const { sam, pass, read: start } = stand()
    sam.lay({ ...card, text: card.text.slice(0, 200) })
    expect((await pass(start())).value).toMatchObject({ reason: 'read-interrupted' })
    sam.lay({ ...card, photo: new Uint8Array(1_025) })
    expect((await pass(start())).value).toMatchObject({ reason: 'read-interrupted' })
  })

  test('says that the reader needs attention when its own test fails or it is not authorised', async () => {
    const { sam, session, pass, read: start } = stand()
    sam.setFaults({ selfTestFailed: true, notAuthorised: true })
    expect((await pass(session.status())).value).toEqual({
      type: 'faulty',
      fault: 'self-test-failed',
      remedy: 'reader-needs-attention',
    })
    expect((await pass(start())).value).toMatchObject({ type: 'faulty', fault: 'not-authorised' })
  })

  test.each([
    ['silent', { silent: true }, 'silent'],
    ['damages everything', { damaged: true }, 'garbled'],
    ['sends garbage', { garbage: true }, 'silent'],
    ['cuts everything off', { cutAfter: 8 }, 'silent'],
  ] as const)('says that a reader that %s needs attention, and does not hang', async (_, faults, fault) => {
    const { sam, session, pass, read: start, clock } = stand()
    await pass(session.number())
    sam.setFaults(faults)
    const { value, took } = await pass(start(), 60_000)
    expect(value).toMatchObject({ type: 'faulty', fault, remedy: 'reader-needs-attention' })
    expect(took).toBeLessThan(12_000)
    expect(clock.pending).toBeLessThanOrEqual(1)
  })

  test.each([
    ['silent', { silent: true }, 400],
    ['damaged', { damaged: true }, 400],
    ['cut off', { cutAfter: 700 }, 400],
    ['nothing but garbage', { garbage: true }, 400],
    ['too slow', { slowness: 4 }, 100],
  ] as const)(
    'asks to lay the card again when the reading is %s, and reads it then',
    async (_, faults, at) => {
      const { sam, session, pass, clock } = stand()
      sam.lay(card)
      const outcome = session.read({
        onFound: () => {
          clock.after(at, () => {
            sam.setFaults(faults)
          })
        },
        onTakeAwayFirst: () => undefined,
      })
      expect((await pass(outcome)).value).toEqual({
        type: 'refused',
        reason: 'read-interrupted',
        remedy: 'lay-card-again',
      })
      sam.setFaults({})
      sam.lay(other)
      const next = await pass(session.read({ onFound: () => undefined, onTakeAwayFirst: () => undefined }))
      expect(read(next.value, other)).toBe(true)
    },
  )

  test.each([1, 2, 3, 7, 64, 500, 1_294])('reads a card in pieces of %i octets', async (pieces) => {
    const { sam, pass, read: start } = stand()
    sam.lay(card)
    sam.setFaults({ pieces })
    expect(read((await pass(start())).value, card)).toBe(true)
  })

  test('reads a card through noise before every answer', async () => {
    const { sam, pass, read: start } = stand()
    sam.lay(card)
    sam.setFaults({ noise: 200 })
    expect(read((await pass(start())).value, card)).toBe(true)
  })

  test('ends at once when it is aborted, wherever it is, and reads the next card as if nothing had been', async () => {
    for (const at of [5, 100, 400, 600, 1_200, 2_000]) {
      const { sam, clock, pass, read: start } = stand()
      sam.lay(card)
      const abort = new AbortController()
      const outcome = start(abort.signal)
      clock.after(at, () => {
        abort.abort()
      })
      const { value, took } = await pass(outcome)
      expect(value).toEqual({ type: 'aborted' })
      expect(took).toBeLessThanOrEqual(at + 20)
      sam.lay(other)
      expect(read((await pass(start())).value, other)).toBe(true)
    }
  })

  test('ends at once when the reader is unplugged while a card is read', async () => {
    const { sam, clock, transport, pass, read: start } = stand()
    sam.lay(card)
    const outcome = start()
    clock.after(1_000, () => {
      transport.unplug()
    })
    const { value, took } = await pass(outcome)
    expect(value).toEqual({ type: 'faulty', fault: 'gone', remedy: 'reader-needs-attention' })
    expect(took).toBeLessThan(1_050)
    expect((await pass(start())).value).toMatchObject({ fault: 'gone' })
  })

  test('does one thing after the other when it is asked for several', async () => {
    const { sam, session, pass, read: start } = stand()
    sam.lay(card)
    const reading = start()
    const status = session.status()
    expect((await pass(reading)).value.type).toBe('read')
    expect((await pass(status)).value).toEqual({ type: 'working' })
    expect(sam.asked).toEqual(['12ff', '2001', '2002', '3001', '11ff'])
  })

  test('closes its transport', async () => {
    const { session, transport } = stand()
    await session.close()
    expect(transport.closed).toBe(true)
  })

  test('ends with a whole card or none, within its limits, whatever the reader does', async () => {
    const faults = fc.record({
      unreadable: fc.boolean(),
      liftedWhileRead: fc.boolean(),
      silent: fc.boolean(),
      damaged: fc.boolean(),
      cutAfter: fc.option(fc.nat(1_400)),
      noise: fc.nat(300),
      garbage: fc.boolean(),
      pieces: fc.option(fc.integer({ min: 1, max: 1_400 })),
      slowness: fc.constantFrom(0.2, 1, 3),
    })
    const change = fc.record({ after: fc.nat(1_500), faults: fc.option(faults), lifted: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
        const { sam, clock, pass, transport } = stand()
        const session = samSession(transport, clock, { ...samLimits, wait: 4_000 })
        sam.lay(card)
        let at = 0
        for (const { after, faults, lifted } of changes) {
          at += after
          clock.after(at, () => {
            sam.setFaults(faults ?? {})
            if (lifted) sam.lift()
            else sam.lay(card)
          })
        }
        const waiting = session.read({ onFound: () => undefined, onTakeAwayFirst: () => undefined })
        const { value } = await pass(waiting, 40_000)
        expect(value.type !== 'read' || read(value, card)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

import { describe, expect, test } from 'vitest'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { type FakeClock, fakeClock } from '../clock.fake.ts'
import { readCardContent } from '../../src/shared/resident-card-content.ts'
import type { EnrolledReader } from './enrolment.ts'
import { type CardTaker, openSamReaders, type SamReader } from './sam-readers.ts'
import type { SamSource } from './sam-source.ts'
import { type FakeSamTransport, fakeSamTransport, settled } from './sam-transport.fake.ts'

const [card, other] = inventedCards()
if (!card || !other) throw new TypeError('no cards')

const numberOf = (serial: number) => `05.03-20260101-0000990000-${serial.toString().padStart(10, '0')}`

/** A place on a serial port with a virtual SAM in it. */
function reader(clock: FakeClock, serial: number) {
  const transports: FakeSamTransport[] = []
  const state = { connected: true, opened: 0 }
  const samOf = (last: number) =>
    virtualSam({ clock, serial: last, send: (octets) => transports.at(-1)?.deliver(octets) })
  let sam = samOf(serial)
  const source: SamSource = {
    key: `reader ${serial}`,
    place: { type: 'serial', path: `/dev/ttyTEST${serial}` },
    open: async () => {
      state.opened += 1
      if (!state.connected) return null
      const transport = fakeSamTransport((command) => {
        sam.receive(command)
      })
      transports.push(transport)
      return transport
    },
  }
  return {
    get sam() {
      return sam
    },
    source,
    state,
    /** Another SAM on the same port, which the port does not tell. */
    exchange: (last: number) => {
      sam = samOf(last)
    },
    unplug: () => transports.at(-1)?.unplug(),
    closed: () => transports.at(-1)?.closed,
  }
}

function stand(enrolled: readonly EnrolledReader[] = []) {
  const clock = fakeClock()
  const first = reader(clock, 1)
  const second = reader(clock, 2)
  const told: string[] = []
  const happened: string[] = []
  const contents: Uint8Array[] = []
  let speak: (sources: readonly SamSource[]) => void = () => undefined
  const describeReader = (reader: SamReader) => {
    switch (reader.state) {
      case 'faulty':
        return `faulty ${reader.fault}`
      case 'strange':
        return `strange ${reader.alarm}`
      case 'opening':
      case 'ready':
        return reader.state
    }
  }
  const readers = openSamReaders(
    {
      watch: (onSources) => {
        speak = onSources
        return () => {
          speak = () => undefined
        }
      },
    },
    clock,
    (list) => {
      told.push(list.map(describeReader).join(', '))
    },
    enrolled,
  )
  const taker: CardTaker = {
    onFound: () => happened.push('found'),
    onTakeAwayFirst: () => happened.push('take away first'),
    onReaderFailed: () => happened.push('reader failed'),
    onRefused: ({ reason }) => happened.push(reason),
    onRead: (content) => {
      contents.push(content)
      const text = Buffer.from(readCardContent(content)?.text ?? [])
      happened.push(text.equals(card?.text ?? text.subarray(1)) ? 'read card' : 'read other')
    },
  }
  const pass = async (milliseconds: number) => {
    for (let time = 0; time < milliseconds; time += 10) {
      await settled()
      clock.pass(10)
    }
    await settled()
  }
  return {
    clock,
    first,
    second,
    told,
    happened,
    contents,
    readers,
    taker,
    pass,
    list: (...sources: readonly SamSource[]) => {
      speak(sources)
    },
  }
}

describe('resident card readers', () => {
  test('are opened, tested and told, as they come and go', async () => {
    const { first, second, told, pass, list } = stand()
    list(first.source)
    await pass(100)
    list(first.source, second.source)
    await pass(100)
    list(second.source)
    await pass(20)
    list()
    expect(told).toEqual(['opening', 'ready', 'ready, opening', 'ready, ready', 'ready', ''])
    expect(first.closed()).toBe(true)
    expect(second.closed()).toBe(true)
  })

  test('read a card on whichever it lies, and zero what was read once it was taken', async () => {
    const { first, second, happened, contents, readers, taker, pass, list } = stand()
    list(first.source, second.source)
    await pass(100)
    readers.arm(taker)
    second.sam.lay(card)
    await pass(4_000)
    expect(happened).toEqual(['found', 'read card'])
    expect(contents).toHaveLength(1)
    expect(contents[0]?.every((octet) => octet === 0)).toBe(true)
    const asked = first.sam.asked.length
    await pass(2_000)
    expect(first.sam.asked).toHaveLength(asked)
  })

  test('read one card alone, though one lies on each', async () => {
    const { first, second, happened, readers, taker, pass, list } = stand()
    list(first.source, second.source)
    await pass(100)
    first.sam.lay(card)
    second.sam.lay(other)
    readers.arm(taker)
    await pass(6_000)
    expect(happened.filter((what) => what.startsWith('read'))).toHaveLength(1)
  })

  test('wait on after a card that was refused', async () => {
    const { first, happened, readers, taker, pass, list } = stand()
    list(first.source)
    await pass(100)
    readers.arm(taker)
    first.sam.setFaults({ liftedWhileRead: true })
    first.sam.lay(card)
    await pass(4_000)
    first.sam.setFaults({})
    first.sam.lay(card)
    await pass(4_000)
    expect(happened).toEqual(['found', 'card-moved', 'found', 'read card'])
  })

  test('read nothing while nobody waits, and nothing for who gave up', async () => {
    const { first, happened, readers, taker, pass, list } = stand()
    list(first.source)
    await pass(100)
    first.sam.lay(card)
    await pass(2_000)
    expect(first.sam.asked).toEqual(['12ff', '11ff'])
    const disarm = readers.arm(taker)
    await pass(1_000)
    disarm()
    await pass(4_000)
    expect(happened).toEqual(['found'])
  })

  test('serve who waits last', async () => {
    const { first, happened, readers, taker, pass, list } = stand()
    list(first.source)
    await pass(100)
    const late: string[] = []
    readers.arm({ ...taker, onFound: () => late.push('found'), onRead: () => late.push('read') })
    await pass(500)
    readers.arm(taker)
    first.sam.lay(card)
    await pass(5_000)
    expect(late).toEqual([])
    expect(happened).toEqual(['found', 'read card'])
  })

  test('that come while somebody waits are waited on too', async () => {
    const { first, second, happened, readers, taker, pass, list } = stand()
    list(first.source)
    await pass(100)
    readers.arm(taker)
    second.sam.lay(card)
    list(first.source, second.source)
    await pass(4_000)
    expect(happened).toEqual(['found', 'read card'])
  })

  test('that are faulty are told so and tried again, and are not shown as opening meanwhile', async () => {
    const { first, told, pass, list } = stand()
    first.state.connected = false
    list(first.source)
    await pass(100)
    list(first.source)
    await pass(100)
    first.state.connected = true
    first.sam.setFaults({ selfTestFailed: true })
    list(first.source)
    await pass(100)
    first.sam.setFaults({})
    list(first.source)
    await pass(100)
    expect([...new Set(told)]).toEqual(['opening', 'faulty silent', 'faulty self-test-failed', 'ready'])
    expect(first.state.opened).toBe(4)
  })

  test('that are being tried are not tried twice at once', async () => {
    const { first, pass, list } = stand()
    list(first.source)
    list(first.source)
    await pass(10)
    list(first.source)
    await pass(100)
    expect(first.state.opened).toBe(1)
  })

  test('that are unplugged are faulty at once, whether or not somebody waits, and come back', async () => {
    for (const waits of [false, true]) {
      const { first, told, happened, readers, taker, pass, list } = stand()
      list(first.source)
      await pass(100)
      if (waits) readers.arm(taker)
      await pass(100)
      first.unplug()
      await pass(20)
      expect(told.at(-1)).toBe('faulty gone')
      list(first.source)
      await pass(500)
      expect(told.at(-1)).toBe('ready')
      first.sam.lay(card)
      await pass(4_000)
      expect(happened).toEqual(waits ? ['reader failed', 'found', 'read card'] : [])
    }
  })

  test('are closed with all that is under way', async () => {
    const { first, clock, happened, told, readers, taker, pass, list } = stand()
    list(first.source)
    await pass(100)
    readers.arm(taker)
    first.sam.lay(card)
    await pass(1_000)
    const before = told.length
    await readers.close()
    await pass(4_000)
    expect(happened).toEqual(['found'])
    expect(first.closed()).toBe(true)
    expect(told).toHaveLength(before)
    expect(clock.pending).toBe(0)
  })
})

describe('resident card readers of which one is enrolled', () => {
  const enrolled = [{ samNumber: numberOf(1) }]

  test('are used when they are that one, and otherwise closed, told and asked for no card', async () => {
    const { first, second, told, happened, readers, taker, pass, list } = stand(enrolled)
    list(first.source, second.source)
    await pass(100)
    expect(told.at(-1)).toBe('ready, strange other-sam')
    expect(second.closed()).toBe(true)
    readers.arm(taker)
    second.sam.lay(card)
    await pass(4_000)
    expect(second.sam.asked).toEqual(['12ff', '11ff'])
    expect(happened).toEqual([])
    first.sam.lay(card)
    await pass(4_000)
    expect(happened).toEqual(['found', 'read card'])
  })

  test('are looked at again now and then, and used when the enrolled one is back', async () => {
    const { first, told, happened, readers, taker, pass, list } = stand(enrolled)
    first.exchange(2)
    list(first.source)
    await pass(100)
    list(first.source)
    await pass(100)
    expect([...new Set(told)]).toEqual(['opening', 'strange other-sam'])
    first.exchange(1)
    readers.arm(taker)
    list(first.source)
    await pass(100)
    expect(told.at(-1)).toBe('ready')
    first.sam.lay(card)
    await pass(4_000)
    expect(happened).toEqual(['found', 'read card'])
  })

  test('are not used when another was put on the same port after they were opened', async () => {
    const { first, told, happened, readers, taker, pass, list } = stand(enrolled)
    list(first.source)
    await pass(100)
    first.exchange(2)
    first.sam.lay(card)
    readers.arm(taker)
    await pass(4_000)
    expect(told.at(-1)).toBe('strange other-sam')
    expect(first.sam.asked).toEqual(['12ff'])
    expect(happened).toEqual([])
  })

  test('are faulty when they fall silent before a check', async () => {
    const { first, told, happened, readers, taker, pass, list } = stand(enrolled)
    list(first.source)
    await pass(100)
    first.sam.setFaults({ silent: true })
    readers.arm(taker)
    await pass(4_000)
    expect(told.at(-1)).toMatch(/^faulty/)
    expect(happened).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { fakeClock } from '../clock.fake.ts'
import { exampleFraming as example } from './hid-framing.fake.ts'
import { type HidReportChannel, hidSamTransport } from './hid-framing.ts'
import { samSession } from './sam-session.ts'
import { passUntil } from './sam-transport.fake.ts'

/** A HID reader with a virtual SAM in it. */
function stand() {
  const clock = fakeClock()
  const reports: Uint8Array[] = []
  let ears: Parameters<HidReportChannel['listen']>[0] | null = null
  let takes = true
  let closed = false
  const give = (report: Uint8Array) => {
    reports.push(report)
    ears?.onReport(report)
  }
  const sam = virtualSam({
    clock,
    send: (octets) => {
      for (const report of example.pack(octets)) give(report)
    },
  })
  const channel: HidReportChannel = {
    listen: (listener) => {
      ears = listener
    },
    write: async (report) => {
      if (!takes) return false
      const octets = example.unpack(report)
      if (octets) sam.receive(octets)
      return true
    },
    close: async () => {
      closed = true
    },
  }
  const session = samSession(hidSamTransport(channel, example), clock)
  const read = () => session.read({ onFound: () => undefined, onTakeAwayFirst: () => undefined })
  return {
    clock,
    sam,
    session,
    read,
    give,
    reports,
    refuse: () => {
      takes = false
    },
    unplug: () => {
      ears?.onGone()
    },
    closed: () => closed,
  }
}

describe('a SAM behind HID reports', () => {
  test('is read like any other, and leaves nothing in the reports', async () => {
    const { clock, sam, read, reports, give } = stand()
    const [card] = inventedCards()
    if (!card) throw new TypeError('no card')
    sam.lay(card)
    const reading = read()
    give(Uint8Array.of(0x02, 9, 9))
    give(new Uint8Array(64))
    expect((await passUntil(clock, reading)).value.type).toBe('read')
    expect(reports.length).toBeGreaterThan(20)
    expect(reports.every((report) => report.every((octet) => octet === 0))).toBe(true)
  })

  test('is gone when it is unplugged or takes nothing more, and is closed', async () => {
    const { clock, session, unplug, closed } = stand()
    unplug()
    expect((await passUntil(clock, session.status())).value).toMatchObject({ fault: 'gone' })
    await session.close()
    expect(closed()).toBe(true)
    const other = stand()
    other.refuse()
    expect((await passUntil(other.clock, other.session.status())).value).toMatchObject({ fault: 'gone' })
  })
})

import { describe, expect, test } from 'vitest'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { fakeClock } from '../clock.fake.ts'
import { type HidFraming, type HidReportChannel, hidSamTransport } from './hid-framing.ts'
import { samSession } from './sam-session.ts'
import { passUntil } from './sam-transport.fake.ts'

/**
 * The worked example: an invented packing in reports of 64 octets. Report id 01, the number of octets that follow, and
 * the octets, up to 62; what is left is filled with zeros.
 */
const reportLength = 64
const most = 62
const example: HidFraming = {
  devices: [{ vendorId: 0x1209, productId: 0x0003 }],
  pack: (octets) =>
    Array.from({ length: Math.ceil(octets.length / most) }, (_, index) => {
      const part = octets.subarray(index * most, (index + 1) * most)
      const report = new Uint8Array(reportLength)
      report.set([0x01, part.length])
      report.set(part, 2)
      return report
    }),
  unpack: (report) => {
    const [id, length = 0] = report
    if (report.length !== reportLength || id !== 0x01 || length > most) return null
    return report.subarray(2, 2 + length)
  },
}

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

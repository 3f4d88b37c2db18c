import { describe, expect, test } from 'vitest'
import type { Device } from '../../src/shared/device-contract.ts'
import type { Clock } from '../clock.ts'
import { fakeClock } from '../clock.fake.ts'
import { type FakeHid, fakeHid } from './hid-transport.fake.ts'
import {
  honeywell,
  newland,
  someMaker,
  walletCode,
  writeReport,
  writeReports,
  youjie,
} from './reports.fake.ts'
import { openScanners } from './scanners.ts'
import { settle, settlingTime } from './settling.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

function scanner(path: string, vendorId = someMaker) {
  return { path, vendorId, productId: 0x0010 }
}

function stand(hid: FakeHid = fakeHid()) {
  const clock = fakeClock()
  let leftovers = 0
  const lists: (readonly Device[])[] = []
  const outcomes: string[] = []
  const close = openScanners(hid, clock, {
    onDevices: (devices) => {
      if (JSON.stringify(devices) !== JSON.stringify(lists.at(-1))) lists.push(devices)
    },
    onCode: () => ({
      keeps: true,
      end: (outcome) =>
        outcomes.push(
          outcome.type === 'rejected'
            ? outcome.reason
            : outcome.type === 'code'
              ? Buffer.from(outcome.bytes).toString('latin1')
              : outcome.type,
        ),
    }),
    onLeftover: () => {
      leftovers += 1
    },
  })
  /** Until what was plugged in is open and has settled. */
  const ready = async () => {
    await settled()
    clock.pass(settlingTime)
  }
  const states = () => lists.map((devices) => devices.map(({ state }) => state).join())
  return {
    clock,
    hid,
    close,
    lists,
    states,
    outcomes,
    ready,
    get leftovers() {
      return leftovers
    },
  }
}

describe('scanners', () => {
  test('are told of when there is none', () => {
    expect(stand().states()).toEqual([''])
  })

  test('that are plugged in are opened, and unplugging one leaves the other', async () => {
    const { hid, states, lists, ready } = stand()
    hid.plug(scanner('one'))
    hid.plug(scanner('two', newland))
    await ready()
    expect(states()).toEqual(['', 'opening', 'opening,opening', 'ready,opening', 'ready,ready'])
    hid.unplug('one')
    expect(lists.at(-1)).toEqual([
      { kind: 'qr-scanner', state: 'ready', vendorId: newland, productId: 0x0010 },
    ])
    expect([...hid.openPaths]).toEqual(['two'])
  })

  test('that were there before are found', async () => {
    const hid = fakeHid()
    hid.plug(scanner('one'))
    const { states, ready } = stand(hid)
    await ready()
    expect(states().at(-1)).toBe('ready')
  })

  test.each([
    ['Honeywell', honeywell, true],
    ['Youjie', youjie, true],
    ['Newland', newland, false],
  ])('of %s get the report that enables them only if they need it', async (_name, vendorId, needed) => {
    const { hid, states, ready } = stand()
    hid.plug(scanner('one', vendorId))
    await ready()
    expect(hid.features).toEqual(needed ? [{ path: 'one', report: Uint8Array.of(0xfe, 0x01) }] : [])
    expect(states().at(-1)).toBe('ready')
  })

  test('that cannot be opened are faulty and tried again', async () => {
    const { hid, states, ready } = stand()
    hid.locked.add('one')
    hid.plug(scanner('one'))
    await ready()
    expect(states()).toEqual(['', 'opening', 'faulty'])
    hid.list()
    await ready()
    expect(states()).toHaveLength(3)
    hid.locked.clear()
    hid.list()
    await ready()
    expect(states().slice(3)).toEqual(['opening', 'ready'])
  })

  test('that cannot be opened are opened by one attempt at a time', async () => {
    const { hid, ready } = stand()
    hid.locked.add('one')
    hid.plug(scanner('one'))
    await ready()
    hid.locked.clear()
    const before = hid.attempts
    hid.list()
    hid.list()
    await ready()
    expect(hid.attempts).toBe(before + 1)
  })

  test('whose read fails are gone at once, and come back when they are listed still', async () => {
    const { hid, states, outcomes, ready } = stand()
    hid.plug(scanner('one'))
    await ready()
    const [first] = writeReports('a', walletCode())
    if (first) hid.report('one', first)
    hid.failRead('one')
    expect(outcomes).toEqual(['device-gone'])
    expect(states().at(-1)).toBe('')
    hid.list()
    await ready()
    expect(states().at(-1)).toBe('ready')
  })

  test('that are no longer listed end the code they were in, even before their read fails', async () => {
    const hid = fakeHid()
    const { outcomes, ready } = stand(hid)
    hid.plug(scanner('one'))
    await ready()
    const [first, rest] = writeReports('a', walletCode())
    if (first) hid.report('one', first)
    hid.unplug('one')
    hid.plug(scanner('one'))
    await ready()
    if (rest) hid.report('one', rest)
    expect(outcomes[0]).toBe('device-gone')
    expect(outcomes).not.toContain(walletCode())
  })

  test('do not mix their codes', async () => {
    const { hid, outcomes, ready } = stand()
    hid.plug(scanner('one'))
    hid.plug(scanner('two', newland))
    await ready()
    const one = writeReports('a', walletCode(1))
    const two = writeReports('b', walletCode(2))
    for (let index = 0; index < Math.max(one.length, two.length); index++) {
      const fromOne = one[index]
      const fromTwo = two[index]
      if (fromOne) hid.report('one', fromOne)
      if (fromTwo) hid.report('two', fromTwo)
    }
    expect(outcomes).toEqual([walletCode(1), walletCode(2)])
  })

  test('have every report zeroed', async () => {
    const { hid, close, ready } = stand()
    hid.plug(scanner('one'))
    await ready()
    const malformed = writeReport('a', { data: 'x' })
    malformed[1] = 0xff
    const sent = [...writeReports('a', walletCode()), malformed, writeReport('a', { data: '1', aim: ']C1' })]
    for (const report of sent) hid.report('one', report)
    close()
    sent.push(hid.report('one', writeReport('a', { data: 'late' })).fill(0))
    for (const report of sent) expect(report.every((byte) => byte === 0)).toBe(true)
  })

  test('are closed at the end, and nothing is told any more', async () => {
    const { hid, close, states, ready } = stand()
    hid.plug(scanner('one'))
    await ready()
    const before = states().length
    close()
    hid.plug(scanner('two'))
    await ready()
    expect([...hid.openPaths]).toEqual([])
    expect(states()).toHaveLength(before)
  })

  test('that are still being opened at the end are closed too', async () => {
    const { hid, close, ready } = stand()
    hid.plug(scanner('one'))
    close()
    await ready()
    expect([...hid.openPaths]).toEqual([])
  })
})

describe('what a scanner kept from before it was opened', () => {
  const opened = async () => {
    const standing = stand()
    standing.hid.plug(scanner('one'))
    await settled()
    return standing
  }
  const send = ({ hid }: { readonly hid: FakeHid }, reports: readonly Uint8Array[]) => {
    for (const report of reports) hid.report('one', report)
    return reports
  }

  test('is dropped, counted and zeroed', async () => {
    const standing = await opened()
    const sent = send(standing, [...writeReports('a', walletCode(1)), ...writeReports('a', walletCode(2))])
    expect(standing.outcomes).toEqual([])
    expect(standing.leftovers).toBe(2)
    for (const report of sent) expect(report.every((byte) => byte === 0)).toBe(true)
  })

  test('is dropped even when it comes before the scanner is known to be open', async () => {
    const standing = stand()
    standing.hid.plug(scanner('one'))
    send(standing, writeReports('a', walletCode()))
    await standing.ready()
    expect(standing.outcomes).toEqual([])
    expect(standing.leftovers).toBe(1)
  })

  test('is dropped whole when it begins a moment before the time is over, and the next code is taken', async () => {
    const standing = await opened()
    const [first, ...rest] = writeReports('a', walletCode(1))
    if (!first) throw new TypeError('a report expected')
    standing.clock.pass(settlingTime - 1)
    send(standing, [first])
    standing.clock.pass(settlingTime)
    expect(standing.states().at(-1)).toBe('ready')
    send(standing, rest)
    expect(standing.leftovers).toBe(1)
    send(standing, writeReports('a', walletCode(2)))
    expect(standing.outcomes).toEqual([walletCode(2)])
  })

  test('is over after that time, and only then is the scanner ready', async () => {
    const standing = await opened()
    standing.clock.pass(settlingTime - 1)
    expect(standing.states().at(-1)).toBe('opening')
    standing.clock.pass(1)
    expect(standing.states().at(-1)).toBe('ready')
    send(standing, writeReports('a', walletCode()))
    expect(standing.outcomes).toEqual([walletCode()])
    expect(standing.leftovers).toBe(0)
  })

  test('is looked out for again when the scanner comes back', async () => {
    const standing = await opened()
    standing.clock.pass(settlingTime)
    standing.hid.failRead('one')
    standing.hid.list()
    await settled()
    send(standing, writeReports('a', walletCode()))
    expect(standing.leftovers).toBe(1)
  })

  test('is looked out for no more once the scanner is gone', async () => {
    const standing = await opened()
    standing.hid.unplug('one')
    expect(standing.clock.pending).toBe(0)
    standing.close()
    expect([...standing.hid.openPaths]).toEqual([])
  })

  test('is not taken for new after the process has stood still', async () => {
    const waiting: (() => void)[] = []
    const clock: Clock = { now: () => 0, after: (_milliseconds, due) => (waiting.push(due), () => undefined) }
    let over = false
    settle(clock, () => {
      over = true
    })
    // The first timer is due together with what came meanwhile, which is heard before the second can be.
    waiting.shift()?.()
    expect(over).toBe(false)
    for (const due of waiting) due()
    expect(over).toBe(true)
  })
})

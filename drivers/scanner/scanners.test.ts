import { describe, expect, test } from 'vitest'
import type { Device } from '../../src/shared/device-contract.ts'
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

const settled = () => new Promise((resolve) => setImmediate(resolve))

function scanner(path: string, vendorId = someMaker) {
  return { path, vendorId, productId: 0x0010 }
}

function stand(hid: FakeHid = fakeHid()) {
  const lists: (readonly Device[])[] = []
  const outcomes: string[] = []
  const close = openScanners(hid, fakeClock(), {
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
  })
  const states = () => lists.map((devices) => devices.map(({ state }) => state).join())
  return { hid, close, lists, states, outcomes }
}

describe('scanners', () => {
  test('are told of when there is none', () => {
    expect(stand().states()).toEqual([''])
  })

  test('that are plugged in are opened, and unplugging one leaves the other', async () => {
    const { hid, states, lists } = stand()
    hid.plug(scanner('one'))
    hid.plug(scanner('two', newland))
    await settled()
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
    const { states } = stand(hid)
    await settled()
    expect(states().at(-1)).toBe('ready')
  })

  test.each([
    ['Honeywell', honeywell, true],
    ['Youjie', youjie, true],
    ['Newland', newland, false],
  ])('of %s get the report that enables them only if they need it', async (_name, vendorId, needed) => {
    const { hid, states } = stand()
    hid.plug(scanner('one', vendorId))
    await settled()
    expect(hid.features).toEqual(needed ? [{ path: 'one', report: Uint8Array.of(0xfe, 0x01) }] : [])
    expect(states().at(-1)).toBe('ready')
  })

  test('that cannot be opened are faulty and tried again', async () => {
    const { hid, states } = stand()
    hid.locked.add('one')
    hid.plug(scanner('one'))
    await settled()
    expect(states()).toEqual(['', 'opening', 'faulty'])
    hid.list()
    await settled()
    expect(states()).toHaveLength(3)
    hid.locked.clear()
    hid.list()
    await settled()
    expect(states().slice(3)).toEqual(['ready'])
  })

  test('that cannot be opened are opened by one attempt at a time', async () => {
    const { hid } = stand()
    hid.locked.add('one')
    hid.plug(scanner('one'))
    await settled()
    hid.locked.clear()
    const before = hid.attempts
    hid.list()
    hid.list()
    await settled()
    expect(hid.attempts).toBe(before + 1)
  })

  test('whose read fails are gone at once, and come back when they are listed still', async () => {
    const { hid, states, outcomes } = stand()
    hid.plug(scanner('one'))
    await settled()
    const [first] = writeReports('a', walletCode())
    if (first) hid.report('one', first)
    hid.failRead('one')
    expect(outcomes).toEqual(['device-gone'])
    expect(states().at(-1)).toBe('')
    hid.list()
    await settled()
    expect(states().at(-1)).toBe('ready')
  })

  test('that are no longer listed end the code they were in, even before their read fails', async () => {
    const hid = fakeHid()
    const { outcomes } = stand(hid)
    hid.plug(scanner('one'))
    await settled()
    const [first, rest] = writeReports('a', walletCode())
    if (first) hid.report('one', first)
    hid.unplug('one')
    hid.plug(scanner('one'))
    await settled()
    if (rest) hid.report('one', rest)
    expect(outcomes[0]).toBe('device-gone')
    expect(outcomes).not.toContain(walletCode())
  })

  test('do not mix their codes', async () => {
    const { hid, outcomes } = stand()
    hid.plug(scanner('one'))
    hid.plug(scanner('two', newland))
    await settled()
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
    const { hid, close } = stand()
    hid.plug(scanner('one'))
    await settled()
    const malformed = writeReport('a', { data: 'x' })
    malformed[1] = 0xff
    const sent = [...writeReports('a', walletCode()), malformed, writeReport('a', { data: '1', aim: ']C1' })]
    for (const report of sent) hid.report('one', report)
    close()
    sent.push(hid.report('one', writeReport('a', { data: 'late' })).fill(0))
    for (const report of sent) expect(report.every((byte) => byte === 0)).toBe(true)
  })

  test('are closed at the end, and nothing is told any more', async () => {
    const { hid, close, states } = stand()
    hid.plug(scanner('one'))
    await settled()
    const before = states().length
    close()
    hid.plug(scanner('two'))
    await settled()
    expect([...hid.openPaths]).toEqual([])
    expect(states()).toHaveLength(before)
  })

  test('that are still being opened at the end are closed too', async () => {
    const { hid, close } = stand()
    hid.plug(scanner('one'))
    close()
    await settled()
    expect([...hid.openPaths]).toEqual([])
  })
})

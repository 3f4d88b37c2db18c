import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BizSeq, type EvidenceKind, newBizSeq, terminalNumberSchema } from '../src/shared/check.ts'
import { defaultDevices } from '../src/shared/device-config.ts'
import { type HostReport, hostReportSchema } from '../src/shared/device-contract.ts'
import type { EntryForm } from '../src/shared/secure-entry.ts'
import { walletCodeLength } from '../src/shared/wallet-code.ts'
import { fakeClock } from './clock.fake.ts'
import { deviceHost } from './device-host.ts'
import { fakeDocumentReaders } from './emrtd/document-readers.fake.ts'
import type { KeypadsListener } from './keypad/keypads.ts'
import { fakeEntryPort } from './secure-entry/entry-port.fake.ts'
import { longestCode } from './scanner/code-assembler.ts'
import { fakeCardReaders } from './resident-card/sam-readers.fake.ts'
import { fakeHid } from './scanner/hid-transport.fake.ts'
import { newland, someMaker, walletCode, writeReport, writeReports } from './scanner/reports.fake.ts'
import { openScanners } from './scanner/scanners.ts'
import { trustStore } from './emrtd/trust-store.ts'
import { settlingTime } from './scanner/settling.ts'
import { type Seal, SealRefused } from './seal/seal-evidence.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))
const terminal = terminalNumberSchema.parse('99000001')
const platformChain = [Uint8Array.of(1)]
const second = 1_000

interface Sealing {
  readonly kind: EvidenceKind
  readonly bizSeq: BizSeq
  readonly time: number
  readonly code: string
}

/** A device host with two scanners, `one` and `two`, and a seal that shows what it was given. */
async function stand({ refuse = false, distrust = false } = {}) {
  const clock = fakeClock()
  const documents = fakeDocumentReaders()
  let keypad: KeypadsListener | null = null
  const hid = fakeHid()
  const cards = fakeCardReaders()
  const posted: HostReport[] = []
  const sealings: Sealing[] = []
  const presentations: Uint8Array[] = []
  const seal: Seal = ({ kind, bizSeq, time, presented }) => {
    presentations.push(presented)
    sealings.push({ kind, bizSeq, time, code: Buffer.from(presented).toString('latin1') })
    return Uint8Array.of(0x30, sealings.length)
  }
  const host = deviceHost({
    clock,
    post: (report) => posted.push(hostReportSchema.parse(report)),
    devices: () => ({
      scanners: [(listener) => openScanners(hid, clock, listener)],
      cardReaders: [cards.open],
      documentReaders: [documents.open],
      keypads: [
        (listener) => {
          keypad = listener
          listener.onDevices([])
          return () => undefined
        },
      ],
    }),
    readTrust: () => {
      if (distrust) throw new SealRefused('trust-unreadable')
      return trustStore([])
    },
    prepareSeal: () => {
      if (refuse) throw new SealRefused('platform-untrusted')
      return seal
    },
  })
  host.take({ type: 'activate', devices: defaultDevices })
  hid.plug({ path: 'one', vendorId: someMaker, productId: 1 })
  hid.plug({ path: 'two', vendorId: newland, productId: 2 })
  await settled()
  clock.pass(settlingTime)
  posted.length = 0
  const arm = (...accepts: EvidenceKind[]) => {
    const bizSeq = newBizSeq()
    host.take({
      type: 'arm',
      bizSeq,
      terminal,
      accepts: accepts.length > 0 ? accepts : ['wallet-code'],
      platformChain,
    })
    return bizSeq
  }
  const scan = (code: string | Uint8Array, path: 'one' | 'two' = 'one') =>
    writeReports(path === 'one' ? 'a' : 'b', code).map((report) => hid.report(path, report))
  /** Reports since last asked, in short. */
  const heard = () =>
    posted.splice(0).map((report) => {
      if (report.type === 'rejected') return `rejected ${report.reason}`
      return report.type === 'dropped' ? `dropped ${report.count}` : report.type
    })
  const typeIn = (bizSeq: BizSeq, form: EntryForm = 'dynamic-code') => {
    const view = fakeEntryPort()
    host.take({ type: 'take-entry', bizSeq, form }, view.port)
    return view
  }
  const keys = () => {
    if (!keypad) throw new Error('no keypad was opened')
    return keypad
  }
  return {
    clock,
    hid,
    cards,
    documents,
    keys,
    host,
    posted,
    sealings,
    presentations,
    arm,
    scan,
    typeIn,
    heard,
  }
}

describe('an armed device host', () => {
  test('says that it reads at the first report, and seals at the last', async () => {
    const { arm, hid, heard, sealings, clock } = await stand()
    const bizSeq = arm()
    expect(heard()).toEqual(['armed'])
    const [first, last] = writeReports('a', walletCode())
    if (!first || !last) throw new TypeError('two reports expected')
    hid.report('one', first)
    expect(heard()).toEqual(['reading'])
    hid.report('one', last)
    expect(heard()).toEqual(['sealed'])
    expect(sealings).toEqual([{ kind: 'wallet-code', bizSeq, time: clock.now(), code: walletCode() }])
  })

  test.each(['a', 'a-shifted', 'b', 'c'] as const)(
    'seals a code from a scanner of layout %s',
    async (layout) => {
      const { arm, hid, heard, sealings } = await stand()
      arm()
      const path = layout === 'b' ? 'two' : 'one'
      for (const report of writeReports(layout, walletCode())) hid.report(path, report)
      expect(heard()).toEqual(['armed', 'reading', 'sealed'])
      expect(sealings.map(({ code }) => code)).toEqual([walletCode()])
    },
  )

  test('names the check in everything it reports of it', async () => {
    const { arm, scan, posted } = await stand()
    const bizSeq = arm()
    scan('no code')
    scan(walletCode())
    expect(posted).toEqual([
      { type: 'armed', bizSeq },
      { type: 'reading', bizSeq },
      { type: 'rejected', bizSeq, reason: 'not-a-code' },
      { type: 'reading', bizSeq },
      { type: 'sealed', bizSeq, kind: 'wallet-code', data: Uint8Array.of(0x30, 1) },
    ])
  })

  test('keeps no code and no report', async () => {
    const { arm, scan, presentations } = await stand()
    arm()
    const reports = [...scan('no code'), ...scan(walletCode())]
    for (const report of reports) expect(report.every((byte) => byte === 0)).toBe(true)
    expect(presentations).toHaveLength(1)
    for (const bytes of presentations) expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  test.each([
    ['an empty code', ''],
    ['a web address', 'https://example.com/990000'],
    ['binary', new Uint8Array(walletCodeLength).map((_, index) => (index * 37) & 0xff)],
    ['zeros', new Uint8Array(walletCodeLength)],
    ['a code one character short', walletCode().slice(0, -1)],
    ['a code one character long', `${walletCode()}A`],
    ['a code with another first letter', walletCode().replace('WZ1', 'WZ2')],
    ['a code in full-width letters', walletCode().replace('W', 'Ｗ')],
    ['the longest code that is read', new Uint8Array(longestCode).fill(65)],
  ])('refuses %s as no 网证 code, and stays armed', async (_what, code) => {
    const { arm, scan, heard } = await stand()
    arm()
    scan(code)
    expect(heard()).toEqual(['armed', 'reading', 'rejected not-a-code'])
    scan(walletCode())
    expect(heard()).toEqual(['reading', 'sealed'])
  })

  test('refuses a right code in a bar code that is no QR', async () => {
    const { arm, hid, heard } = await stand()
    arm()
    for (const report of writeReports('a', walletCode(), { aim: ']d1' })) hid.report('one', report)
    expect(heard()).toEqual(['armed', 'reading', 'rejected not-a-code'])
  })

  test('refuses 10 KiB once, as too long, and reads the next code', async () => {
    const { arm, scan, heard } = await stand()
    arm()
    scan(new Uint8Array(10_240).fill(65))
    expect(heard()).toEqual(['armed', 'reading', 'rejected too-long'])
    scan(walletCode())
    expect(heard()).toEqual(['reading', 'sealed'])
  })

  test('refuses a malformed report', async () => {
    const { arm, hid, heard } = await stand()
    arm()
    hid.report('one', new Uint8Array(64).fill(0xff))
    expect(heard()).toEqual(['armed', 'reading', 'rejected malformed-report'])
  })

  test('says that the device is gone when it is unplugged in mid-code', async () => {
    const { arm, hid, heard, clock } = await stand()
    arm()
    const [first] = writeReports('a', walletCode())
    if (first) hid.report('one', first)
    hid.unplug('one')
    expect(heard()).toEqual(['armed', 'reading', 'rejected device-gone', 'devices'])
    hid.plug({ path: 'one', vendorId: someMaker, productId: 1 })
    await settled()
    clock.pass(settlingTime)
    for (const report of writeReports('a', walletCode())) hid.report('one', report)
    expect(heard()).toEqual(['devices', 'devices', 'reading', 'sealed'])
  })

  test('says nothing of a check when a scanner that reads nothing is unplugged', async () => {
    const { arm, hid, heard } = await stand()
    arm()
    hid.unplug('two')
    expect(heard()).toEqual(['armed', 'devices'])
  })

  test('takes whichever of two scanners is done first, and drops the other', async () => {
    const { arm, hid, heard, sealings } = await stand()
    arm()
    const one = writeReports('a', walletCode(1))
    const two = writeReports('b', walletCode(2))
    for (const [index, report] of one.entries()) {
      const other = two[index]
      if (other) hid.report('two', other)
      hid.report('one', report)
    }
    expect(heard()).toEqual(['armed', 'reading', 'sealed', 'dropped 1'])
    expect(sealings.map(({ code }) => code)).toEqual([walletCode(2)])
  })

  test('tells of a babbling device at most four times a second, and counts the rest', async () => {
    const { arm, hid, posted, clock, scan, heard } = await stand()
    arm()
    for (let index = 0; index < 1_000; index++) {
      hid.report('one', new Uint8Array(64).fill(index))
      clock.pass(10)
    }
    clock.pass(2 * second)
    const rejected = posted.filter(({ type }) => type === 'rejected').length
    const counted = posted.reduce((sum, report) => sum + (report.type === 'dropped' ? report.count : 0), 0)
    expect(rejected).toBeLessThanOrEqual(41)
    expect(rejected + counted).toBe(1_000)
    expect(posted.length).toBeLessThanOrEqual(41 * 2 + 12)
    heard()
    scan(walletCode())
    expect(heard()).toEqual(['reading', 'sealed'])
  })
})

describe('the same code', () => {
  test('twice within one check counts once', async () => {
    const { arm, scan, heard, sealings } = await stand()
    arm()
    scan(walletCode())
    scan(walletCode())
    scan(walletCode(), 'two')
    expect(heard()).toEqual(['armed', 'reading', 'sealed', 'repeated'])
    expect(sealings).toHaveLength(1)
  })

  test('read by two scanners at once counts once', async () => {
    const { arm, hid, heard } = await stand()
    arm()
    const one = writeReports('a', walletCode())
    const two = writeReports('b', walletCode())
    for (const [index, report] of one.entries()) {
      hid.report('one', report)
      const other = two[index]
      if (other) hid.report('two', other)
    }
    expect(heard()).toEqual(['armed', 'reading', 'sealed', 'repeated'])
  })

  test('is told as repeated once a second, and counted as dropped beyond', async () => {
    const { arm, scan, heard, clock } = await stand()
    arm()
    scan(walletCode())
    heard()
    for (let index = 0; index < 5; index++) scan(walletCode())
    expect(heard()).toEqual(['repeated'])
    clock.pass(second)
    expect(heard()).toEqual(['repeated', 'dropped 3'])
  })

  test('is not the child’s as well where it was the guardian’s of the same check', async () => {
    const { host, arm, scan, heard, sealings } = await stand()
    const [guardians, childs] = [walletCode(1), walletCode(2)]
    const bizSeq = arm()
    scan(guardians)
    host.take({ type: 'arm', bizSeq, terminal, accepts: ['wallet-code'], platformChain })
    heard()
    scan(guardians)
    expect(heard()).toEqual(['reading', 'repeated', 'rejected shown-before'])
    scan(childs)
    expect(sealings.map(({ code }) => code)).toEqual([guardians, childs])
    expect(new Set(sealings.map((sealing) => sealing.bizSeq))).toEqual(new Set([bizSeq]))
  })

  test('is presented anew in the next check', async () => {
    const { arm, scan, heard, sealings } = await stand()
    const first = arm()
    scan(walletCode())
    const next = arm()
    scan(walletCode())
    expect(heard()).toEqual(['armed', 'reading', 'sealed', 'armed', 'reading', 'sealed'])
    expect(sealings.map(({ bizSeq }) => bizSeq)).toEqual([first, next])
  })

  test('is dropped like any other once the check was called off', async () => {
    const { arm, host, scan, heard } = await stand()
    arm()
    scan(walletCode())
    host.take({ type: 'disarm' })
    heard()
    scan(walletCode())
    expect(heard()).toEqual(['dropped 1'])
  })
})

describe('a device host that is not armed', () => {
  test('drops what is read, counts it, and keeps nothing', async () => {
    const { scan, hid, heard, sealings } = await stand()
    const reports = [...scan(walletCode()), hid.report('one', new Uint8Array(64).fill(0xff))]
    expect(heard()).toEqual(['dropped 1'])
    expect(sealings).toEqual([])
    for (const report of reports) expect(report.every((byte) => byte === 0)).toBe(true)
  })

  test('tells at once of the first that it dropped, and of the others each second together', async () => {
    const { scan, heard, clock } = await stand()
    for (let index = 0; index < 7; index++) scan(walletCode(index))
    expect(heard()).toEqual(['dropped 1'])
    clock.pass(second)
    expect(heard()).toEqual(['dropped 6'])
    clock.pass(10 * second)
    expect(heard()).toEqual([])
  })

  test('drops what a scanner kept from before it was opened, whole, even if a check is armed by then', async () => {
    const { arm, hid, heard, scan, clock, sealings } = await stand()
    hid.failRead('one')
    hid.list()
    await settled()
    arm()
    heard()
    const [first, ...rest] = writeReports('a', walletCode(1))
    if (!first) throw new TypeError('a report expected')
    hid.report('one', first)
    clock.pass(settlingTime)
    for (const report of rest) hid.report('one', report)
    expect(heard()).toEqual(['devices', 'dropped 1'])
    expect(sealings).toEqual([])
    scan(walletCode(2))
    expect(sealings.map(({ code }) => code)).toEqual([walletCode(2)])
  })

  test('tells what it dropped before it is armed', async () => {
    const { scan, heard, arm } = await stand()
    scan(walletCode(1))
    scan(walletCode(2))
    arm()
    expect(heard()).toEqual(['dropped 1', 'dropped 1', 'armed'])
  })

  test('drops a code whole that ends when it is armed', async () => {
    const { hid, arm, heard, sealings, scan } = await stand()
    const [first, last] = writeReports('a', walletCode())
    if (!first || !last) throw new TypeError('two reports expected')
    hid.report('one', first)
    arm()
    hid.report('one', last)
    expect(heard()).toEqual(['armed', 'dropped 1'])
    expect(sealings).toEqual([])
    scan(walletCode())
    expect(heard()).toEqual(['reading', 'sealed'])
  })

  test('drops a code whole that began when it was armed', async () => {
    const { hid, host, arm, heard, sealings } = await stand()
    const [first, last] = writeReports('a', walletCode())
    if (!first || !last) throw new TypeError('two reports expected')
    arm()
    hid.report('one', first)
    host.take({ type: 'disarm' })
    hid.report('one', last)
    expect(heard()).toEqual(['armed', 'reading', 'dropped 1'])
    expect(sealings).toEqual([])
  })

  test('drops a code whole that began in another check', async () => {
    const { hid, arm, heard, sealings } = await stand()
    const [first, last] = writeReports('a', walletCode())
    if (!first || !last) throw new TypeError('two reports expected')
    arm()
    hid.report('one', first)
    arm()
    hid.report('one', last)
    expect(heard()).toEqual(['armed', 'reading', 'armed', 'dropped 1'])
    expect(sealings).toEqual([])
  })

  test('counts a code that is unplugged in the middle', async () => {
    const { hid, heard } = await stand()
    const [first] = writeReports('a', walletCode())
    if (first) hid.report('one', first)
    hid.unplug('one')
    expect(heard()).toEqual(['dropped 1', 'devices'])
  })

  test('stays unarmed when sealing is refused', async () => {
    const { arm, scan, heard } = await stand({ refuse: true })
    arm()
    scan(walletCode())
    expect(heard()).toEqual(['refused', 'dropped 1'])
  })
})

describe('a device host armed for a resident card', () => {
  const content = () => Uint8Array.from({ length: 288 }, (_, index) => index & 0xff)

  test('says that it reads when a card is found, and seals what was read', async () => {
    const { arm, cards, heard, sealings } = await stand()
    const bizSeq = arm('resident-card')
    cards.find()
    expect(heard()).toEqual(['armed', 'reading'])
    const left = cards.read(content())
    expect(heard()).toEqual(['sealed'])
    expect(sealings).toMatchObject([{ kind: 'resident-card', bizSeq }])
    expect(left.every((byte) => byte === 0)).toBe(true)
  })

  test('passes on that a card lies there still, and why another could not be read', async () => {
    const { arm, cards, clock, heard } = await stand()
    arm('resident-card')
    heard()
    cards.takeAwayFirst()
    cards.find()
    cards.refuse('card-moved')
    clock.pass(second)
    cards.find()
    cards.refuse('card-not-accepted')
    clock.pass(second)
    expect(heard()).toEqual([
      'take-away-first',
      'reading',
      'rejected card-moved',
      'reading',
      'rejected card-not-accepted',
    ])
    expect(cards.isAwaited()).toBe(true)
  })

  test('asks for the card again when its reader fails while it reads, and says nothing when it did not', async () => {
    const { arm, cards, clock, heard } = await stand()
    arm('resident-card')
    heard()
    cards.failReader()
    clock.pass(second)
    expect(heard()).toEqual([])
    cards.find()
    cards.failReader()
    clock.pass(second)
    expect(heard()).toEqual(['reading', 'rejected device-gone'])
  })

  test('drops a code that is scanned meanwhile, and a card while it waits for a code', async () => {
    const { arm, cards, scan, clock, heard, sealings } = await stand()
    arm('resident-card')
    scan(walletCode())
    clock.pass(second)
    expect(heard()).toEqual(['armed', 'dropped 1'])
    arm()
    expect(cards.isAwaited()).toBe(false)
    expect(sealings).toEqual([])
  })

  test.each(['disarmed', 'armed anew'])('waits for no card any more once it is %s', async (how) => {
    const { arm, cards, host } = await stand()
    arm('resident-card')
    if (how === 'disarmed') host.take({ type: 'disarm' })
    else arm()
    expect(cards.isAwaited()).toBe(false)
    expect(cards.gaveUp()).toBe(1)
  })

  test('waits for no card that it could not seal', async () => {
    const { arm, cards, heard } = await stand({ refuse: true })
    arm('resident-card')
    expect(heard()).toEqual(['refused'])
    expect(cards.isAwaited()).toBe(false)
  })
})

describe('a device host', () => {
  test('tells of the devices of all its transports together', () => {
    const clock = fakeClock()
    const [left, right] = [fakeHid(), fakeHid()]
    const posted: HostReport[] = []
    const host = deviceHost({
      clock,
      post: (report) => posted.push(report),
      devices: () => ({
        scanners: [left, right].map((hid) => (listener) => openScanners(hid, clock, listener)),
        cardReaders: [],
        documentReaders: [],
        keypads: [],
      }),
      readTrust: () => trustStore([]),
      prepareSeal: () => () => new Uint8Array(1),
    })
    host.take({ type: 'activate', devices: defaultDevices })
    left.plug({ path: 'same', vendorId: 1, productId: 1 })
    right.plug({ path: 'same', vendorId: 2, productId: 2 })
    expect(posted.at(-1)).toEqual({
      type: 'devices',
      devices: [
        { kind: 'qr-scanner', state: 'opening', vendorId: 1, productId: 1 },
        { kind: 'qr-scanner', state: 'opening', vendorId: 2, productId: 2 },
      ],
    })
  })

  test('tells of the devices only when something has changed', async () => {
    const { hid, heard } = await stand()
    hid.list()
    hid.list()
    expect(heard()).toEqual([])
    hid.unplug('one')
    expect(heard()).toEqual(['devices'])
  })

  test('waits for every transport to look before it tells of any device, but not for ever', async () => {
    const clock = fakeClock()
    const quick = fakeHid()
    const posted: HostReport[] = []
    const host = deviceHost({
      clock,
      post: (report) => {
        posted.push(report)
      },
      devices: () => ({
        scanners: [(listener) => openScanners(quick, clock, listener), () => () => undefined],
        cardReaders: [],
        documentReaders: [],
        keypads: [],
      }),
      readTrust: () => trustStore([]),
      prepareSeal: () => () => new Uint8Array([1]),
    })
    host.take({ type: 'activate', devices: defaultDevices })
    quick.plug({ path: 'one', vendorId: someMaker, productId: 1 })
    await settled()
    expect(posted).toEqual([])
    clock.pass(1_000)
    expect(posted).toMatchObject([{ type: 'devices', devices: [{ vendorId: someMaker }] }])
  })

  test('passes the port of the bench on to its transports, and is activated once', () => {
    const ports: (number | undefined)[] = []
    const host = deviceHost({
      clock: fakeClock(),
      post: () => undefined,
      devices: ({ virtualDevicesPort }) => {
        ports.push(virtualDevicesPort)
        return { scanners: [], cardReaders: [], documentReaders: [], keypads: [] }
      },
      readTrust: () => trustStore([]),
      prepareSeal: () => () => new Uint8Array(1),
    })
    host.take({ type: 'activate', devices: defaultDevices, virtualDevicesPort: 4_100 })
    expect(ports).toEqual([4_100])
    expect(() => {
      host.take({ type: 'activate', devices: defaultDevices })
    }).toThrow('activated twice')
  })

  test('lets go of its devices at the end', async () => {
    const { host, hid, heard } = await stand()
    host.end()
    expect([...hid.openPaths]).toEqual([])
    hid.plug({ path: 'three', vendorId: 1, productId: 1 })
    await settled()
    expect(heard()).toEqual([])
  })

  test('survives any reports in any order, seals only right codes, and counts every other delivery', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.uint8Array({ minLength: 60, maxLength: 66 }) },
      { weight: 2, arbitrary: fc.constant('code' as const) },
      { weight: 2, arbitrary: fc.constantFrom('arm', 'disarm', 'wait', 'replug') },
    )
    const { clock, hid, host, arm, scan, sealings, heard } = await stand()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const reports: Uint8Array[] = []
        for (const step of steps) {
          if (step === 'code') scan(walletCode(steps.length))
          else if (step === 'arm') arm()
          else if (step === 'disarm') host.take({ type: 'disarm' })
          else if (step === 'wait') clock.pass(300)
          else if (step === 'replug') {
            hid.unplug('one')
            hid.plug({ path: 'one', vendorId: someMaker, productId: 1 })
            await settled()
          } else if (typeof step !== 'string') {
            step[0] = 0x02
            reports.push(hid.report('one', step))
          }
        }
        for (const report of reports) expect(report.every((byte) => byte === 0)).toBe(true)
        host.take({ type: 'disarm' })
        clock.pass(5 * second)
        expect(clock.pending).toBe(0)
        heard()
      }),
      { numRuns: 200 },
    )
    for (const { code } of sealings) expect(code).toMatch(/^WZ1:[A-Za-z0-9_-]{56}$/)
  })

  test('reads mutated reports of a right code without harm', async () => {
    const { hid, host, arm, clock, sealings, heard } = await stand()
    const change = fc.tuple(fc.nat(1), fc.nat(63), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        arm()
        const reports = writeReports('a', walletCode())
        for (const [index, at, value] of changes) reports[index]?.set([value], at)
        for (const report of reports) hid.report('one', report)
        host.take({ type: 'disarm' })
        clock.pass(5 * second)
        expect(heard().filter((report) => report === 'sealed').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 1_000 },
    )
    for (const { code } of sealings) expect(code).toHaveLength(60)
  })
})

test('a report of another layout than the code began with spoils the code', async () => {
  const { arm, hid, heard } = await stand()
  arm()
  const [first] = writeReports('a', walletCode())
  if (first) hid.report('one', first)
  hid.report('one', writeReport('c', { data: 'x' }))
  expect(heard()).toEqual(['armed', 'reading', 'rejected malformed-report'])
})

const zone = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const zoneKey = 'L898902C3674081221204159'

describe('a travel document', () => {
  test('is waited for with its key, scanned, and sealed when it was read', async () => {
    const { arm, hid, documents, heard, sealings, presentations } = await stand()
    arm('travel-document')
    for (const report of writeReports('a', zone.join('\r'), { aim: ']o1' })) hid.report('one', report)
    expect(heard()).toEqual(['armed', 'reading', 'document-key'])
    expect(documents.keys).toEqual([zoneKey])
    documents.find()
    documents.lift()
    documents.find()
    documents.read(Uint8Array.of(0x30, 0x01, 0x41))
    expect(heard()).toEqual(['reading', 'lay-back', 'reading', 'sealed'])
    expect(sealings).toMatchObject([{ kind: 'travel-document', code: '0\x01A' }])
    for (const bytes of presentations) expect(bytes.every((byte) => byte === 0)).toBe(true)
    expect(documents.isAwaited()).toBe(false)
  })

  test('has its key read line by line, by a scanner that does not say what it read', async () => {
    const { arm, scan, heard, documents } = await stand()
    arm('travel-document')
    for (const line of zone) scan(line, 'two')
    expect(heard()).toEqual(['armed', 'reading', 'document-key'])
    expect(documents.keys).toEqual([zoneKey])
  })

  test.each([
    ['a 网证 code', walletCode(), ']Q1'],
    ['a web address', 'https://example.com/', ']Q1'],
    ['print that is no zone', 'MENU OF THE DAY', ']o1'],
    ['a zone with a wrong check digit', zone.join('').replace('7408122', '7408123'), ']o1'],
  ])('is not opened by %s, and goes on waiting', async (_what, text, aim) => {
    const { arm, hid, heard, documents } = await stand()
    arm('travel-document')
    for (const report of writeReports('a', text, { aim })) hid.report('one', report)
    expect(heard()).toEqual(['armed', 'reading', 'rejected not-a-document-key'])
    expect(documents.keys).toEqual([])
    expect(documents.isAwaited()).toBe(true)
  })

  test('is not opened by the first line of a zone alone', async () => {
    const { arm, scan, heard, clock } = await stand()
    arm('travel-document')
    scan(zone[0] ?? '', 'two')
    clock.pass(second)
    expect(heard()).toEqual(['armed', 'reading', 'rejected not-a-document-key'])
  })

  test('has its key typed, and a field that cannot be right typed again', async () => {
    const { arm, typeIn, heard, documents } = await stand()
    const view = typeIn(arm('travel-document'), 'document-key')
    view.type('L898902C3')
    view.press({ type: 'field', at: 1 })
    view.type('741312120415')
    view.press({ type: 'submit' })
    expect(view.states.at(-1)).toMatchObject({ wrong: 1, counts: [9, 0, 6] })
    view.type('740812')
    view.press({ type: 'field', at: 2 })
    expect(view.closed()).toBe(0)
    view.press({ type: 'submit' })
    expect(documents.keys).toEqual([zoneKey])
    expect(heard()).toEqual(['armed', 'document-key'])
    expect(view.closed()).toBe(1)
  })

  test.each([
    ['unreadable', 'read-interrupted'],
    ['card-lifted', 'document-moved'],
    ['key-does-not-fit', 'document-key-wrong'],
    ['not-a-travel-document', 'document-unknown'],
    ['chip-not-genuine', 'chip-not-genuine'],
    ['signature-not-trusted', 'document-not-trusted'],
  ] as const)('that is refused as %s is told as %s, and nothing is sealed', async (reason, told) => {
    const { arm, heard, documents, sealings } = await stand()
    arm('travel-document')
    documents.find()
    documents.refuse(reason)
    expect(heard()).toEqual(['armed', 'reading', `rejected ${told}`])
    expect(sealings).toEqual([])
  })

  test('is not waited for when nobody says who may issue one', async () => {
    const { arm, posted, documents } = await stand({ distrust: true })
    const bizSeq = arm('travel-document')
    expect(posted.at(-1)).toEqual({ type: 'refused', bizSeq, reason: 'trust-unreadable' })
    expect(documents.isAwaited()).toBe(false)
  })

  test('is no longer waited for after a disarm', async () => {
    const { arm, host, documents, typeIn } = await stand()
    const view = typeIn(arm('travel-document'), 'document-key')
    host.take({ type: 'disarm' })
    expect(documents.isAwaited()).toBe(false)
    expect(view.closed()).toBe(1)
  })

  test('a service that stops takes its readers with it, and says so', async () => {
    const { documents, posted } = await stand()
    documents.stop()
    expect(posted).toContainEqual({ type: 'pcsc', state: 'not-running' })
    const kinds = posted.flatMap((report) =>
      report.type === 'devices' ? [report.devices.map(({ kind }) => kind)] : [],
    )
    expect(kinds.at(-1)).not.toContain('document-reader')
  })
})

describe('typing', () => {
  test('seals eight digits, typed on the glass and on a keypad', async () => {
    const { arm, typeIn, keys, heard, sealings, presentations } = await stand()
    const view = typeIn(arm('wallet-code', 'dynamic-code'))
    view.type('1357')
    for (const digit of Buffer.from('24689')) keys().onDigit(digit)
    keys().onBackspace()
    keys().onDigit(0x38)
    expect(view.states.at(-1)).toMatchObject({ counts: [8], complete: true })
    keys().onEnter()
    expect(heard()).toEqual(['armed', 'sealed'])
    expect(sealings).toMatchObject([{ kind: 'dynamic-code', code: '13572468' }])
    expect(view.closed()).toBe(1)
    for (const bytes of presentations) expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  test('seals the two digits of a phone that approved, and drops a code that is shown after them', async () => {
    const { arm, typeIn, scan, heard, sealings, presentations } = await stand()
    const bizSeq = arm('wallet-code', 'dynamic-code', 'phone-approval')
    const view = typeIn(bizSeq, 'phone-approval')
    view.type('07')
    view.press({ type: 'submit' })
    scan(walletCode())
    expect(heard()).toEqual(['armed', 'sealed', 'dropped 1'])
    expect(sealings).toMatchObject([{ kind: 'phone-approval', bizSeq, code: '07' }])
    expect(view.closed()).toBe(1)
    for (const bytes of presentations) expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  test('goes on beside the scanner: a code that is shown meanwhile is taken', async () => {
    const { arm, typeIn, scan, heard } = await stand()
    const view = typeIn(arm('wallet-code', 'dynamic-code'))
    view.type('1357')
    scan(walletCode())
    expect(heard()).toEqual(['armed', 'reading', 'sealed'])
    expect(view.closed()).toBe(1)
  })

  test.each([
    ['no check is armed', null, 'dynamic-code'],
    ['the check takes no digits', ['wallet-code'], 'dynamic-code'],
    ['the check takes no approval', ['wallet-code', 'dynamic-code'], 'phone-approval'],
    ['the check takes an approval alone', ['phone-approval'], 'dynamic-code'],
    ['the check takes no document', ['wallet-code', 'dynamic-code'], 'document-key'],
  ] as const)('is refused when %s', async (_what, accepts, form) => {
    const { arm, typeIn } = await stand()
    const bizSeq = accepts ? arm(...accepts) : newBizSeq()
    const view = typeIn(bizSeq, form)
    expect(view.closed()).toBe(1)
    expect(view.states).toEqual([])
  })

  test('is refused for another check than the armed one', async () => {
    const { arm, typeIn } = await stand()
    arm('dynamic-code')
    expect(typeIn(newBizSeq()).closed()).toBe(1)
  })

  test('ends with the check, and what was typed is not part of the next one', async () => {
    const { arm, typeIn, sealings } = await stand()
    const first = typeIn(arm('dynamic-code'))
    first.type('1357')
    const second = typeIn(arm('dynamic-code'))
    expect(first.closed()).toBe(1)
    first.type('2468')
    first.press({ type: 'submit' })
    second.press({ type: 'submit' })
    expect(second.states.at(-1)).toMatchObject({ counts: [0] })
    expect(sealings).toEqual([])
  })

  test('in a view that is gone ends, and can begin anew', async () => {
    const { arm, typeIn, keys, heard, sealings } = await stand()
    const bizSeq = arm('dynamic-code')
    typeIn(bizSeq).leave()
    keys().onDigit(0x31)
    expect(heard()).toEqual(['armed', 'dropped 1'])
    const view = typeIn(bizSeq)
    view.type('13572468')
    view.press({ type: 'submit' })
    expect(sealings).toHaveLength(1)
  })

  test('on a keypad while nobody asked for it is dropped and counted', async () => {
    const { arm, keys, posted, clock } = await stand()
    arm('wallet-code', 'dynamic-code')
    for (const digit of Buffer.from('12345678')) keys().onDigit(digit)
    keys().onEnter()
    clock.pass(second)
    const dropped = posted.flatMap((report) => (report.type === 'dropped' ? [report] : []))
    expect(dropped.every(({ kind }) => kind === 'keypad')).toBe(true)
    expect(dropped.reduce((sum, { count }) => sum + count, 0)).toBe(9)
  })
})

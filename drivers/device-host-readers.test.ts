/** Readers that the device host is particular about: enrolled ones, and modules with a security chip. */
import { expect, test } from 'vitest'
import { newBizSeq, terminalNumberSchema } from '../src/shared/check.ts'
import { defaultDevices } from '../src/shared/device-config.ts'
import { type HostReport, hostReportSchema } from '../src/shared/device-contract.ts'
import { readTrustedCode } from '../src/shared/trusted-code.ts'
import { fakeClock } from './clock.fake.ts'
import { type DeviceGroups, deviceHost } from './device-host.ts'
import { trustStore } from './emrtd/trust-store.ts'
import type { SamReader } from './resident-card/sam-readers.ts'
import { fakeHid } from './scanner/hid-transport.fake.ts'
import { openHidModules } from './scanner/scanners.ts'
import { settlingTime } from './scanner/settling.ts'
import { asReports, moduleNumber, takenMessage } from './trusted-qr/example-module.fake.ts'

const none: DeviceGroups = { scanners: [], cardReaders: [], documentReaders: [], keypads: [] }

/** A device host with these devices; `presented` is what was sealed, in hexadecimal. */
function stand(groups: Partial<DeviceGroups>, clock = fakeClock()) {
  const posted: HostReport[] = []
  const presented: string[] = []
  const host = deviceHost({
    clock,
    post: (report) => posted.push(hostReportSchema.parse(report)),
    devices: () => ({ ...none, ...groups }),
    readTrust: () => trustStore([]),
    prepareSeal: () => (evidence) => {
      presented.push(Buffer.from(evidence.presented).toString('hex'))
      return Uint8Array.of(0x30)
    },
  })
  host.take({ type: 'activate', devices: defaultDevices })
  return { clock, host, posted, presented }
}

test('a card reader that is not the enrolled one is faulty, and says why', () => {
  const place = { type: 'usb', vendorId: 0x0400, productId: 0xc35a, port: '1-2' } as const
  const readers: readonly SamReader[] = [
    { state: 'strange', place, alarm: 'other-sam' },
    { state: 'ready', place, samNumber: '05.03-20260101-0000990000-0000000001' },
  ]
  const { posted } = stand({
    cardReaders: [
      (onReaders) => {
        onReaders(readers)
        return { arm: () => () => undefined, close: async () => undefined }
      },
    ],
  })
  const ids = { kind: 'card-reader', vendorId: 0x0400, productId: 0xc35a }
  expect(posted).toEqual([
    {
      type: 'devices',
      devices: [
        { ...ids, state: 'faulty', alarm: 'other-sam' },
        { ...ids, state: 'ready' },
      ],
    },
  ])
})

test('what a module makes of a code leaves sealed, for the check that was armed, or not at all', async () => {
  const clock = fakeClock()
  const hid = fakeHid()
  const modules = [{ kind: 'trusted-hid', protocol: 'example', vendorId: '1209', productId: '0004' }] as const
  const { host, posted, presented } = stand(
    { scanners: [(listener) => openHidModules(hid, modules, clock, listener)] },
    clock,
  )
  hid.plug({ path: 'module', vendorId: 0x1209, productId: 0x0004 })
  await new Promise((resolve) => setImmediate(resolve))
  clock.pass(settlingTime)
  const block = Uint8Array.from({ length: 100 }, (_, index) => index)
  const show = () => {
    for (const report of asReports(takenMessage(block))) hid.report('module', report)
  }

  show()
  expect(presented).toEqual([])

  const bizSeq = newBizSeq()
  host.take({
    type: 'arm',
    bizSeq,
    terminal: terminalNumberSchema.parse('90731846'),
    accepts: ['wallet-code'],
    platformChain: [Uint8Array.of(1)],
  })
  posted.length = 0
  show()
  expect(posted.map(({ type }) => type)).toEqual(['reading', 'sealed'])
  expect(posted.at(-1)).toMatchObject({ bizSeq, kind: 'wallet-code' })
  const code = readTrustedCode(Buffer.from(presented[0] ?? '', 'hex'))
  expect(code).toMatchObject({ protocol: 'example' })
  expect(Buffer.from(code?.module ?? []).equals(moduleNumber)).toBe(true)
  expect(Buffer.from(code?.block ?? []).equals(block)).toBe(true)
  host.end()
})

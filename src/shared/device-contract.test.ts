import { describe, expect, test } from 'vitest'
import { newBizSeq, terminalNumberSchema } from './check.ts'
import { defaultDevices } from './device-config.ts'
import { hostCommandSchema, hostReportSchema } from './device-contract.ts'

const bizSeq = newBizSeq()
const device = { kind: 'qr-scanner', state: 'ready', vendorId: 0x0c2e, productId: 0x0b6a }

const commands: object[] = [
  { type: 'activate', devices: defaultDevices },
  { type: 'activate', devices: defaultDevices, virtualDevicesPort: 41_000 },
  {
    type: 'arm',
    bizSeq,
    terminal: terminalNumberSchema.parse('90731846'),
    accepts: ['wallet-code'],
    platformChain: [new Uint8Array(800), new Uint8Array(800)],
  },
  { type: 'take-entry', bizSeq, form: 'dynamic-code' },
  { type: 'disarm' },
]

const reports: object[] = [
  { type: 'started' },
  { type: 'devices', devices: [] },
  { type: 'devices', devices: [device, device] },
  { type: 'armed', bizSeq },
  { type: 'reading', bizSeq },
  { type: 'take-away-first', bizSeq },
  { type: 'document-key', bizSeq },
  { type: 'lay-back', bizSeq },
  { type: 'rejected', bizSeq, reason: 'not-a-code' },
  { type: 'sealed', bizSeq, kind: 'wallet-code', data: new Uint8Array(1200) },
  { type: 'refused', bizSeq, reason: 'root-unreadable' },
  { type: 'dropped', kind: 'qr-scanner', count: 3 },
  { type: 'repeated', kind: 'qr-scanner' },
  { type: 'pcsc', state: 'running' },
]

describe.each([
  ['command', hostCommandSchema, commands],
  ['report', hostReportSchema, reports],
] as const)('a %s', (_what, schema, messages) => {
  const isTaken = (message: unknown) => schema.safeParse(message).success

  test('is taken when it is whole, and every type there is stands in this test', () => {
    for (const message of messages)
      expect({ message, taken: isTaken(message) }).toEqual({ message, taken: true })
    const types = new Set(messages.map((message) => String(Reflect.get(message, 'type'))))
    expect(types).toEqual(new Set(schema.options.map(({ shape }) => shape.type.value)))
  })

  test('is refused with a member too many: what a device read finds no room in it', () => {
    for (const message of messages) {
      for (const name of ['text', 'presented', 'code']) {
        expect(isTaken({ ...message, [name]: 'WZ1:invented' })).toBe(false)
      }
    }
  })

  test('is refused when a member is missing or of another type', () => {
    for (const message of messages) {
      for (const name of Object.keys(message).filter((name) => name !== 'virtualDevicesPort')) {
        const { [name]: _left, ...rest } = Object.fromEntries(Object.entries(message))
        expect(isTaken(rest)).toBe(false)
        expect(isTaken({ ...message, [name]: 'other' })).toBe(false)
      }
    }
  })

  test('is refused when it is none', () => {
    for (const message of [null, undefined, 'arm', [], {}, { type: 'toString' }])
      expect(isTaken(message)).toBe(false)
  })
})

describe('sealed bytes', () => {
  const isTaken = (data: unknown) =>
    hostReportSchema.safeParse({ type: 'sealed', bizSeq, kind: 'wallet-code', data }).success

  test('are bytes, some and not too many', () => {
    expect(isTaken(new Uint8Array(16_384))).toBe(true)
    for (const data of [new Uint8Array(), new Uint8Array(16_385), 'MAA=', [1, 2], new ArrayBuffer(4)]) {
      expect(isTaken(data)).toBe(false)
    }
  })
})

test('more devices than a terminal can have are refused', () => {
  const devices = Array.from({ length: 33 }, () => device)
  expect(hostReportSchema.safeParse({ type: 'devices', devices }).success).toBe(false)
})

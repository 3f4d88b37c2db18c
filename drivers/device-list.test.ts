import { expect, test } from 'vitest'
import { type Device, hostReportSchema } from '../src/shared/device-contract.ts'
import { fakeClock } from './clock.fake.ts'
import { deviceList } from './device-list.ts'

const scanners = (count: number): Device[] =>
  Array.from({ length: count }, (_, productId) => ({
    kind: 'qr-scanner',
    state: 'ready',
    vendorId: 0x1209,
    productId,
  }))

test('however many devices are plugged in, what is told is of the contract, which else would end the host', () => {
  const told: (readonly Device[])[] = []
  const list = deviceList(fakeClock(), 3, (devices) => told.push(devices))
  for (const group of [0, 1, 2]) list.note(group, scanners(16))
  list.close()
  expect(told.map(({ length }) => length)).toEqual([32])
  expect(hostReportSchema.safeParse({ type: 'devices', devices: told[0] }).success).toBe(true)
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isSamReader } from './usb-ids.ts'

test('the udev rules give the device host the readers that it knows, and no other USB device', () => {
  const rules = readFileSync(new URL('../../build/udev/60-passonly.rules', import.meta.url), 'utf8')
  const named = [
    ...rules.matchAll(
      /ATTR\{idVendor\}=="([0-9a-f]{4})", ATTR\{idProduct\}=="([0-9a-f]{4})".*"card-reader"/g,
    ),
  ].map(([, vendor = '', product = '']) => ({
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
  }))
  expect(named).toHaveLength(5)
  expect(named.every(isSamReader)).toBe(true)
})

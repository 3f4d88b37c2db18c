import { describe, expect, test } from 'vitest'
import { defaultDevices, devicesSchema } from './device-config.ts'

const samNumber = '05.03-20260101-0000990000-0000000001'
const takes = (...cardReaders: readonly object[]) =>
  devicesSchema.safeParse({ ...defaultDevices, cardReaders }).success

describe('the configuration of card readers', () => {
  test('names what was enrolled, wholly or in part, or nothing', () => {
    const usb = { kind: 'usb', samNumber, usbId: '0400:c35a', port: '1-2.4' }
    expect(takes(usb, { kind: 'usb', port: '1-3' }, { kind: 'usb' })).toBe(true)
    expect(takes({ kind: 'serial', path: '/dev/ttyS1', samNumber })).toBe(true)
    expect(takes({ kind: 'serial', path: '/dev/ttyS1' })).toBe(true)
  })

  test.each([
    ['a number that is none', { kind: 'usb', samNumber: '05.03-20260101-0000990000' }],
    ['an empty number, which every SAM would have', { kind: 'usb', samNumber: '' }],
    ['a port that is a path', { kind: 'usb', port: '/dev/bus/usb/001/004' }],
    ['an id in capitals', { kind: 'usb', usbId: '0400:C35A' }],
    ['the place on USB of a serial reader', { kind: 'serial', path: '/dev/ttyS1', port: '1-2' }],
  ])('refuses %s', (_what, reader) => {
    expect(takes(reader)).toBe(false)
  })

  test('refuses a serial port named twice', () => {
    const serial = { kind: 'serial', path: '/dev/ttyS1' }
    expect(takes(serial, { ...serial, samNumber })).toBe(false)
    expect(takes(serial, { ...serial, path: '/dev/ttyS2' })).toBe(true)
  })
})

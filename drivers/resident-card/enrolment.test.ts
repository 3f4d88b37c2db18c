import { describe, expect, test } from 'vitest'
import { enrolmentAlarm, type ReaderIdentity } from './enrolment.ts'
import { formatSamNumber } from './sam-number.ts'

const samNumber = '05.03-20260101-0000990000-0000000001'
const otherNumber = '05.03-20260101-0000990000-0000000002'
const usb: ReaderIdentity = {
  samNumber,
  place: { type: 'usb', vendorId: 0x0400, productId: 0xc35a, port: '1-2.4' },
}
const serial: ReaderIdentity = { ...usb, place: { type: 'serial', path: '/dev/ttyS0' } }
const whole = { samNumber, usbId: '0400:c35a', port: '1-2.4' }

describe('a reader', () => {
  test('raises no alarm when it is the one that was enrolled, wholly or in part, or none was', () => {
    for (const enrolled of [whole, { samNumber }, { port: '1-2.4' }, { usbId: '0400:c35a' }, {}]) {
      expect(enrolmentAlarm([enrolled], usb)).toBeNull()
    }
    expect(enrolmentAlarm([{ samNumber }], serial)).toBeNull()
    expect(enrolmentAlarm([], usb)).toBeNull()
  })

  test.each([
    [{ ...whole, samNumber: otherNumber }, 'other-sam'],
    [{ ...whole, usbId: '10c4:8a1b' }, 'other-usb-id'],
    [{ ...whole, port: '1-2.3' }, 'other-place'],
    [{ samNumber: otherNumber, usbId: '10c4:8a1b', port: '1-2.3' }, 'other-sam'],
  ])('that is not %o raises an alarm', (enrolled, alarm) => {
    expect(enrolmentAlarm([enrolled], usb)).toBe(alarm)
  })

  test('that moved from USB to a serial port is in another place', () => {
    expect(enrolmentAlarm([{ samNumber, port: '1-2.4' }], serial)).toBe('other-place')
  })

  test('of several that were enrolled may be any, but not a mixture of two', () => {
    const second = { samNumber: otherNumber, usbId: '0400:c35a', port: '1-3' }
    expect(enrolmentAlarm([second, whole], usb)).toBeNull()
    expect(enrolmentAlarm([whole, second], { ...usb, samNumber: otherNumber })).toBe('other-place')
    expect(enrolmentAlarm([whole, { port: '1-3' }], { ...usb, samNumber: otherNumber })).toBe('other-place')
  })
})

describe('the number of a SAM', () => {
  test('is written as it is printed', () => {
    const octets = Uint8Array.from(Buffer.from('0500030075263501301b0f00ffffffff', 'hex'))
    expect(formatSamNumber(octets)).toBe('05.03-20260469-0000990000-4294967295')
  })

  test('has 16 octets', () => {
    expect(formatSamNumber(new Uint8Array(15))).toBeNull()
    expect(formatSamNumber(new Uint8Array(17))).toBeNull()
  })
})

import { describe, expect, test } from 'vitest'
import { enrolmentAlarms, type ReaderIdentity } from './enrolment.ts'
import { formatSamNumber } from './sam-number.ts'

const usb: ReaderIdentity = {
  samNumber: '05.03-20260101-0000990000-0000000001',
  place: { type: 'usb', vendorId: 0x0400, productId: 0xc35a, port: '1-2.4' },
}
const serial: ReaderIdentity = { ...usb, place: { type: 'serial', path: '/dev/ttyS0' } }

describe('a reader that was enrolled', () => {
  test('raises no alarm when it is the same in the same place', () => {
    expect(enrolmentAlarms(usb, { ...usb })).toEqual([])
    expect(enrolmentAlarms(serial, { ...serial })).toEqual([])
  })

  test('raises an alarm for each thing that changed', () => {
    const other = '05.03-20260101-0000990000-0000000002'
    expect(enrolmentAlarms(usb, { ...usb, samNumber: other })).toEqual(['sam-number-changed'])
    expect(
      enrolmentAlarms(usb, {
        samNumber: other,
        place: { type: 'usb', vendorId: 0x10c4, productId: 0x8a1b, port: '1-2.3' },
      }),
    ).toEqual(['sam-number-changed', 'usb-id-changed', 'port-changed'])
    expect(
      enrolmentAlarms(usb, {
        ...usb,
        place: { type: 'usb', vendorId: 0x0400, productId: 0xc35b, port: '1-2.4' },
      }),
    ).toEqual(['usb-id-changed'])
    expect(enrolmentAlarms(serial, { ...serial, place: { type: 'serial', path: '/dev/ttyS1' } })).toEqual([
      'port-changed',
    ])
  })

  test('raises an alarm when it moved from USB to a serial port', () => {
    expect(enrolmentAlarms(usb, serial)).toEqual(['port-changed'])
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

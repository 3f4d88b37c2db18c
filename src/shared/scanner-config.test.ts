import { describe, expect, test } from 'vitest'
import { defaultInputDevices, inputDevicesSchema, scannerSchema } from './scanner-config.ts'

const serial = { kind: 'serial', path: '/dev/ttyACM0', baud: 9_600, end: 'cr' }
const wedge = { kind: 'wedge', vendorId: '05e0', productId: '1200' }

describe('the configuration of scanners and keypads', () => {
  test('takes each kind of scanner, and gives back what can be taken again', () => {
    const devices = {
      scanners: [
        { kind: 'hid' },
        serial,
        {
          ...serial,
          path: '/dev/serial/by-id/usb-Maker_Scanner_1-if00',
          baud: 115_200,
          end: { silence: 40 },
        },
        { ...serial, path: 'COM3', end: 'crlf' },
        wedge,
        { ...wedge, productId: '1201', silence: 250 },
        { kind: 'trusted-serial', protocol: 'example', path: '/dev/ttyS4', baud: 115_200 },
        { kind: 'trusted-hid', protocol: 'example', vendorId: '1209', productId: '0004' },
      ],
      keypads: [{ vendorId: '04d9', productId: 'a02a' }],
    }
    const parsed = inputDevicesSchema.parse(devices)
    expect(parsed).toEqual(devices)
    expect(inputDevicesSchema.parse(parsed)).toEqual(parsed)
  })

  test('has a default that is valid', () => {
    expect(inputDevicesSchema.parse(defaultInputDevices)).toEqual(defaultInputDevices)
  })

  test.each([
    ['a rate that scanners do not have', { ...serial, baud: 300 }],
    ['a silence too short to be one', { ...serial, end: { silence: 29 } }],
    ['a silence too long to wait for', { ...serial, end: { silence: 51 } }],
    ['an end nobody sends', { ...serial, end: 'tab' }],
    ['a file that is no device', { ...serial, path: '/etc/passwd' }],
    ['a way out of /dev', { ...serial, path: '/dev/../etc/passwd' }],
    ['a path that is not whole', { ...serial, path: 'ttyACM0' }],
    ['ids in capitals', { ...wedge, vendorId: '05E0' }],
    ['ids that are numbers', { ...wedge, vendorId: 1504 }],
    ['a wedge without its product', { kind: 'wedge', vendorId: '05e0' }],
    ['a kind nobody knows', { kind: 'bluetooth' }],
    [
      'a module whose protocol nobody knows',
      { kind: 'trusted-hid', protocol: 'strange', vendorId: '1209', productId: '0004' },
    ],
    ['more than is asked', { kind: 'hid', path: '/dev/hidraw0' }],
  ])('refuses %s', (_what, scanner) => {
    expect(scannerSchema.safeParse(scanner).success).toBe(false)
  })

  test.each([
    ['a port named twice', { scanners: [serial, { ...serial, baud: 115_200 }], keypads: [] }],
    [
      'a port that is to be a scanner and a module',
      {
        scanners: [serial, { kind: 'trusted-serial', protocol: 'example', path: serial.path, baud: 9_600 }],
        keypads: [],
      },
    ],
    ['a keyboard named twice', { scanners: [wedge, { ...wedge, silence: 50 }], keypads: [] }],
    [
      'a keyboard that is to be both',
      { scanners: [wedge], keypads: [{ vendorId: '05e0', productId: '1200' }] },
    ],
  ])('refuses %s', (_what, devices) => {
    expect(inputDevicesSchema.safeParse(devices).success).toBe(false)
  })
})

import { z } from 'zod'
import { trustedProtocols } from './trusted-code.ts'

/**
 * Which scanners and keypads a terminal has. HID POS scanners need no more than to be wanted: they are found by what
 * they say of themselves. What only looks like a serial port or a keyboard must be named, because nothing else that
 * does is ever opened.
 */

/** USB vendor or product id as makers print it and `lsusb` shows it: four hexadecimal digits, small letters. */
const usbIdSchema = z.string().regex(/^[0-9a-f]{4}$/)

/**
 * A serial port. Under Linux best a name that follows the device, such as /dev/serial/by-id/usb-…-if00: it stays the
 * same whatever the order in which devices are plugged in.
 */
export const serialPathSchema = z
  .string()
  .max(200)
  .regex(/^(\/dev\/[A-Za-z0-9._:@+-]+(\/[A-Za-z0-9._:@+-]+){0,3}|COM[1-9][0-9]{0,2})$/)
  .refine((path) => !path.split('/').includes('..'), 'must not leave /dev')

export const baudRates = [9_600, 115_200] as const

/**
 * How the end of a code is told on a serial line: by the line break it sends, or, when it sends none, by so long a
 * silence (ms).
 */
export const serialEndSchema = z.union([
  z.enum(['cr', 'lf', 'crlf']),
  z.strictObject({ silence: z.int().min(30).max(50) }),
])
export type SerialEnd = z.infer<typeof serialEndSchema>

const serialScannerSchema = z.strictObject({
  kind: z.literal('serial'),
  path: serialPathSchema,
  /** 8 data bits, no parity, 1 stop bit. */
  baud: z.literal(baudRates),
  end: serialEndSchema,
})
export type SerialScannerConfig = z.infer<typeof serialScannerSchema>

const usbIds = { vendorId: usbIdSchema, productId: usbIdSchema } as const

/** What a keyboard wedge may leave between two characters of one code (ms), where nothing is configured. */
export const defaultWedgeSilence = 100

const wedgeScannerSchema = z.strictObject({
  kind: z.literal('wedge'),
  ...usbIds,
  /** Ends a code of a wedge that sends neither Enter nor Tab (ms). */
  silence: z.int().min(30).max(500).optional(),
})
export type WedgeScannerConfig = z.infer<typeof wedgeScannerSchema>

const protocol = z.enum(trustedProtocols)

/** A module with a security chip (可信二维码模块), on a serial port or behind HID reports. */
const trustedSerialSchema = z.strictObject({
  kind: z.literal('trusted-serial'),
  protocol,
  path: serialPathSchema,
  baud: z.literal(baudRates),
})
export type TrustedSerialConfig = z.infer<typeof trustedSerialSchema>

const trustedHidSchema = z.strictObject({ kind: z.literal('trusted-hid'), protocol, ...usbIds })
export type TrustedHidConfig = z.infer<typeof trustedHidSchema>

export const scannerSchema = z.discriminatedUnion('kind', [
  /** Every HID POS scanner that is plugged in. */
  z.strictObject({ kind: z.literal('hid') }),
  serialScannerSchema,
  wedgeScannerSchema,
  trustedSerialSchema,
  trustedHidSchema,
])
export type ScannerConfig = z.infer<typeof scannerSchema>

export const keypadSchema = z.strictObject(usbIds)
export type KeypadConfig = z.infer<typeof keypadSchema>

/** What is opened once: a port by its path, a HID device by its ids. */
function place(device: ScannerConfig | KeypadConfig): string {
  if ('vendorId' in device) return `${device.vendorId}:${device.productId}`
  return 'path' in device ? device.path : device.kind
}

function areDifferent(devices: readonly (ScannerConfig | KeypadConfig)[]): boolean {
  return new Set(devices.map(place)).size === devices.length
}

export const scannersSchema = z
  .array(scannerSchema)
  .max(8)
  .refine(areDifferent, 'a scanner must not be named twice')
export const keypadsSchema = z
  .array(keypadSchema)
  .max(4)
  .refine(areDifferent, 'a keypad must not be named twice')

export const inputDevicesSchema = z
  .strictObject({ scanners: scannersSchema, keypads: keypadsSchema })
  .refine(({ scanners, keypads }) => areDifferent([...scanners, ...keypads]), {
    message: 'a device is a scanner or a keypad, not both',
    path: ['keypads'],
  })
export type InputDevices = z.infer<typeof inputDevicesSchema>

/** A terminal that was told nothing uses the scanners that need no telling. */
export const defaultInputDevices: InputDevices = { scanners: [{ kind: 'hid' }], keypads: [] }

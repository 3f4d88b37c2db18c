import { z } from 'zod'
import { defaultInputDevices, keypadsSchema, scannersSchema, serialPathSchema } from './scanner-config.ts'

/** The number of a SAM as it is printed: `aa.bb-YYYYMMDD-nnnnnnnnnn-mmmmmmmmmm`. */
const samNumberSchema = z.string().regex(/^\d{2,5}\.\d{2,5}-\d{8,10}-\d{10}-\d{10}$/)

/**
 * Readers of resident cards. Those on USB are known by their ids and need no more than to be wanted; a serial port may
 * carry anything, so one with a reader is named.
 *
 * A reader is enrolled by saying which one it is. Where that is said, no other is used. Several on USB are told apart
 * by what is said of each.
 */
const cardReaderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('usb'),
    samNumber: samNumberSchema.optional(),
    /** Vendor and product as `lsusb` shows them. */
    usbId: z
      .string()
      .regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/)
      .optional(),
    /** The way through the hubs, as the system numbers it, such as `1-2.4`. */
    port: z
      .string()
      .regex(/^\d{1,3}-\d{1,3}(\.\d{1,3}){0,6}$/)
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('serial'),
    path: serialPathSchema,
    samNumber: samNumberSchema.optional(),
  }),
])
export type CardReaderConfig = z.infer<typeof cardReaderSchema>

function portsDiffer(readers: readonly CardReaderConfig[]): boolean {
  const paths = readers.flatMap((reader) => (reader.kind === 'serial' ? [reader.path] : []))
  return new Set(paths).size === paths.length
}

/**
 * Readers of travel documents: all those of the machine's PC/SC service, or none.
 * `compareFace`: the picture of the face is read too, to compare its digest with the signed one; it takes seconds.
 */
const documentReaderSchema = z.strictObject({
  kind: z.literal('pcsc'),
  compareFace: z.boolean().optional(),
})
export type DocumentReaderConfig = z.infer<typeof documentReaderSchema>

/** Which devices a terminal has, as its configuration says and as the device host is told. */
export const devicesSchema = z.strictObject({
  scanners: scannersSchema,
  keypads: keypadsSchema,
  cardReaders: z.array(cardReaderSchema).max(4).refine(portsDiffer, 'a port must not be named twice'),
  documentReaders: z.array(documentReaderSchema).max(1),
})
export type Devices = z.infer<typeof devicesSchema>

/** A terminal that was told nothing uses what needs no telling. */
export const defaultDevices: Devices = {
  ...defaultInputDevices,
  cardReaders: [{ kind: 'usb' }],
  documentReaders: [{ kind: 'pcsc' }],
}

import { z } from 'zod'
import { defaultInputDevices, keypadsSchema, scannersSchema, serialPathSchema } from './scanner-config.ts'

/**
 * Readers of resident cards. Those on USB are known by their ids and need no more than to be wanted; a serial port may
 * carry anything, so one with a reader is named.
 */
const cardReaderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('usb') }),
  z.strictObject({ kind: z.literal('serial'), path: serialPathSchema }),
])
export type CardReaderConfig = z.infer<typeof cardReaderSchema>

/** Which devices a terminal has, as its configuration says and as the device host is told. */
export const devicesSchema = z.strictObject({
  scanners: scannersSchema,
  keypads: keypadsSchema,
  cardReaders: z.array(cardReaderSchema).max(4),
})
export type Devices = z.infer<typeof devicesSchema>

/** A terminal that was told nothing uses what needs no telling. */
export const defaultDevices: Devices = { ...defaultInputDevices, cardReaders: [{ kind: 'usb' }] }

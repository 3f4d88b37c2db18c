import { z } from 'zod'

/** One row alone comes with a view of its octets, many rows with the octets. */
export const octets = z.union([
  z.instanceof(Uint8Array),
  z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer)),
])

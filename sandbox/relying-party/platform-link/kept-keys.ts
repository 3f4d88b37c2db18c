import { z } from 'zod'
import { fromBase64 } from '../../../src/shared/gm/bytes.ts'

/** A private key as it stands in the file of the server's keys. */
export const keyBytes = z.base64().transform((text) => fromBase64(text))

/** @returns null for what is not JSON: no schema here takes that */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

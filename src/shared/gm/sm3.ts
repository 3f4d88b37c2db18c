import { sm3 as sm3Hex } from 'sm-crypto'
import { fromHex } from './bytes.ts'

const nothing = new Uint8Array(0)

/** The SM3 digest of GB/T 32905: 32 bytes. */
export function sm3(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const digest = fromHex(sm3Hex(message))
  // The library expands a message block into an array that it shares between calls and leaves the last one there.
  // One more digest, of nothing, overwrites what the caller may consider secret.
  sm3Hex(nothing)
  return digest
}

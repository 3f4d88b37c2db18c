import { AsnConvert } from '@peculiar/asn1-schema'
import { DocumentFault } from './fault.ts'

/**
 * A structure of the ASN.1 library from its encoding. Authorities of a hundred countries write these, not all of them
 * in DER: the encoding is not questioned, and what is signed is always compared in the bytes that were signed.
 * Throws `unreadable`.
 */
export function parseAsn<T>(type: new () => T, bytes: Uint8Array): T {
  try {
    return AsnConvert.parse(Uint8Array.from(bytes), type)
  } catch {
    // Whatever the library makes of it, what came from the document or the folder is not this structure.
    throw new DocumentFault('unreadable')
  }
}

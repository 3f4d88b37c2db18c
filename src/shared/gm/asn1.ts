import { AsnConvert } from '@peculiar/asn1-schema'
import { equalBytes } from './bytes.ts'
import { requireCanonicalDer } from './der-canonical.ts'
import { GmError } from './errors.ts'

/**
 * Parses a structure of the ASN.1 library from bytes that are DER and nothing else: they are walked first, and
 * what was parsed must encode to the same bytes again, so nothing was skipped or read in a second way (an
 * explicit default value, an unknown member). Throws `der-…`.
 */
export function decodeAsn<T>(type: new () => T, der: Uint8Array): T {
  requireCanonicalDer(der)
  let value: T
  let again: Uint8Array
  try {
    value = AsnConvert.parse(der, type)
    again = encodeAsn(value)
  } catch {
    throw new GmError('der-malformed')
  }
  if (!equalBytes(again, der)) throw new GmError('der-not-canonical')
  return value
}

/** The DER of a structure of the ASN.1 library. */
export function encodeAsn(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(AsnConvert.serialize(value))
}

/** The bytes in an array buffer of their own, as the ASN.1 library takes them. */
export function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}

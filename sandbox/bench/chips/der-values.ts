import { concatBytes } from '../../../src/shared/gm/bytes.ts'
import { derElement, derObjectIdentifier, derUnsigned, tag } from '../../../src/shared/gm/der.ts'

export const sequence = (...parts: readonly Uint8Array[]) => derElement(tag.sequence, ...parts)
export const octetString = (...parts: readonly Uint8Array[]) => derElement(tag.octetString, ...parts)
export const bitString = (bytes: Uint8Array) => derElement(tag.bitString, Uint8Array.of(0), bytes)
export const identifier = (dotted: string) => derObjectIdentifier(dotted)
export const integer = (value: number | bigint) => derUnsigned(BigInt(value))
export const nullValue = () => derElement(tag.null)
export const boolean = (value: boolean) => derElement(0x01, Uint8Array.of(value ? 0xff : 0))
export const utf8String = (text: string) => derElement(0x0c, new TextEncoder().encode(text))
export const printableString = (text: string) => derElement(0x13, new TextEncoder().encode(text))
/** A constructed element of context-specific class. */
export const context = (number: number, ...parts: readonly Uint8Array[]) =>
  derElement(0xa0 | number, ...parts)

/** A SET OF in the order that DER wants (X.690, 11.6). */
export function setOf(...members: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return derElement(tag.set, concatBytes(...members.toSorted((left, right) => Buffer.compare(left, right))))
}

/** UTCTime until 2049, then GeneralizedTime (RFC 5280, 4.1.2.5). */
export function time(date: Date): Uint8Array<ArrayBuffer> {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  const late = date.getUTCFullYear() >= 2050
  return derElement(late ? 0x18 : 0x17, new TextEncoder().encode(late ? digits : digits.slice(2)))
}

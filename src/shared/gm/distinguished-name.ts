import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from '@peculiar/asn1-x509'
import { encodeAsn } from './asn1.ts'
import { GmError } from './errors.ts'

/** The parts of a name that this product gives to its certificates. */
export interface DistinguishedName {
  readonly commonName: string
  readonly organisation?: string
  readonly organisationalUnit?: string
  readonly locality?: string
  readonly province?: string
  /** Two letters, ISO 3166-1. */
  readonly country?: string
}

/** Attribute types of RFC 4519 and their short names of RFC 4514 section 3, in the order in which a name is written. */
const attributes = [
  { part: 'country', type: '2.5.4.6', short: 'C' },
  { part: 'province', type: '2.5.4.8', short: 'ST' },
  { part: 'locality', type: '2.5.4.7', short: 'L' },
  { part: 'organisation', type: '2.5.4.10', short: 'O' },
  { part: 'organisationalUnit', type: '2.5.4.11', short: 'OU' },
  { part: 'commonName', type: '2.5.4.3', short: 'CN' },
] as const

const shortNames = new Map<string, string>(attributes.map(({ type, short }) => [type, short]))

/** The DER of a Name: UTF8String values, the country a PrintableString. Throws `certificate-malformed` on an empty part. */
export function encodeName(name: DistinguishedName): Uint8Array<ArrayBuffer> {
  const parts: RelativeDistinguishedName[] = []
  for (const { part, type } of attributes) {
    const text = name[part]
    if (text === undefined) continue
    if (text === '' || (part === 'country' && !/^[A-Z]{2}$/.test(text)))
      throw new GmError('certificate-malformed')
    const value = new AttributeValue(part === 'country' ? { printableString: text } : { utf8String: text })
    parts.push(new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]))
  }
  return encodeAsn(new Name(parts))
}

/** A name to show to a technician, most specific part first as RFC 4514: `CN=…,O=…,C=CN`. Never compared: the raw bytes are. */
export function describeName(name: Name): string {
  return [...name]
    .toReversed()
    .map((part) => [...part].map(describeAttribute).join('+'))
    .join(',')
}

function describeAttribute({ type, value }: AttributeTypeAndValue): string {
  const text = value.anyValue ? `#${value.toString()}` : escapeValue(value.toString())
  return `${shortNames.get(type) ?? type}=${text}`
}

function escapeValue(text: string): string {
  return text
    .replace(/[\\",;+<>=]/g, String.raw`\$&`)
    .replace(/^[ #]| $/g, String.raw`\$&`)
    .replace(/\p{Cc}/gu, (control) => `\\${control.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

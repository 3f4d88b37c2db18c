import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  PolicyInformation,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509'
import { OctetString } from '@peculiar/asn1-schema'
import { decodeAsn, encodeAsn } from './asn1.ts'
import { requireCanonicalDer } from './der-canonical.ts'
import { derElement, readSingle, tag } from './der.ts'
import { GmError } from './errors.ts'

/** Key usages of RFC 5280 section 4.2.1.3, in the order of their bits. */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsage = (typeof keyUsages)[number]

/** What a certificate's extensions say, as far as it is understood here. */
export interface CertificateExtensions {
  readonly keyUsage: ReadonlySet<KeyUsage>
  readonly isCa: boolean
  readonly pathLength?: number
  readonly subjectKeyId?: Uint8Array
  readonly authorityKeyId?: Uint8Array
  readonly extendedKeyUsage: readonly string[]
  readonly policies: readonly string[]
  /** Critical extensions that this product does not act on: a chain with one is refused. */
  readonly unknownCritical: readonly string[]
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Reads the extensions. Throws `certificate-extension` when one comes twice, `der-…`, `certificate-malformed`. */
export function readExtensions(extensions: Extensions): CertificateExtensions {
  const seen = new Set<string>()
  const unknownCritical: string[] = []
  const read: Writable<CertificateExtensions> = {
    keyUsage: new Set(),
    isCa: false,
    extendedKeyUsage: [],
    policies: [],
    unknownCritical,
  }
  for (const { extnID, critical, extnValue } of extensions) {
    if (seen.has(extnID)) throw new GmError('certificate-extension')
    seen.add(extnID)
    const isKnown = readExtension(extnID, new Uint8Array(extnValue.buffer), read)
    // A purpose that must be heeded is one of those that no part of the product has: TLS, code, mail.
    if (critical && (!isKnown || extnID === id_ce_extKeyUsage)) unknownCritical.push(extnID)
  }
  return read
}

function readExtension(id: string, value: Uint8Array, read: Writable<CertificateExtensions>): boolean {
  switch (id) {
    case id_ce_basicConstraints: {
      const { cA, pathLenConstraint } = decodeAsn(BasicConstraints, value)
      if (pathLenConstraint !== undefined && (!cA || pathLenConstraint < 0))
        throw new GmError('certificate-malformed')
      read.isCa = cA
      if (pathLenConstraint !== undefined) read.pathLength = pathLenConstraint
      return true
    }
    case id_ce_keyUsage:
      read.keyUsage = readKeyUsage(value)
      return true
    case id_ce_subjectKeyIdentifier:
      read.subjectKeyId = new Uint8Array(decodeAsn(SubjectKeyIdentifier, value).buffer)
      return true
    case id_ce_authorityKeyIdentifier: {
      const { keyIdentifier } = decodeAsn(AuthorityKeyIdentifier, value)
      if (keyIdentifier) read.authorityKeyId = new Uint8Array(keyIdentifier.buffer)
      return true
    }
    case id_ce_extKeyUsage:
      read.extendedKeyUsage = [...decodeAsn(ExtendedKeyUsage, value)]
      return true
    case id_ce_certificatePolicies:
      read.policies = decodeAsn(CertificatePolicies, value).map((policy) => policy.policyIdentifier)
      return true
    default:
      return false
  }
}

function readKeyUsage(value: Uint8Array): ReadonlySet<KeyUsage> {
  requireCanonicalDer(value)
  const [unused = 0, ...octets] = readSingle(value, tag.bitString).value
  const used = keyUsages.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
  const last = octets.at(-1) ?? 0
  // DER ends a list of named bits with its last 1 (X.690 section 11.2.2).
  if (((last >> unused) & 1) !== 1) throw new GmError('der-not-canonical')
  return new Set(used)
}

/** What to write into a certificate's extensions. */
export interface ExtensionsToWrite {
  readonly isCa: boolean
  readonly pathLength?: number
  readonly keyUsage: readonly KeyUsage[]
  readonly extendedKeyUsage?: readonly string[]
  readonly policies?: readonly string[]
  readonly subjectKeyId: Uint8Array
  readonly authorityKeyId?: Uint8Array
}

/** The extensions of a certificate; basic constraints and key usage are critical (RFC 5280 sections 4.2.1.3 and 4.2.1.9). */
export function writeExtensions(write: ExtensionsToWrite): Extensions {
  const extensions: Extension[] = []
  const add = (extnID: string, critical: boolean, value: Uint8Array): void => {
    extensions.push(new Extension({ extnID, critical, extnValue: new OctetString(value) }))
  }
  const constraints = new BasicConstraints({ cA: write.isCa })
  if (write.isCa && write.pathLength !== undefined) constraints.pathLenConstraint = write.pathLength
  add(id_ce_basicConstraints, true, encodeAsn(constraints))
  add(id_ce_keyUsage, true, encodeKeyUsage(write.keyUsage))
  add(id_ce_subjectKeyIdentifier, false, encodeAsn(new SubjectKeyIdentifier(write.subjectKeyId)))
  if (write.authorityKeyId) {
    const keyIdentifier = new KeyIdentifier(write.authorityKeyId)
    add(id_ce_authorityKeyIdentifier, false, encodeAsn(new AuthorityKeyIdentifier({ keyIdentifier })))
  }
  if (write.extendedKeyUsage?.length) {
    add(id_ce_extKeyUsage, false, encodeAsn(new ExtendedKeyUsage([...write.extendedKeyUsage])))
  }
  if (write.policies?.length) {
    const policies = write.policies.map((policyIdentifier) => new PolicyInformation({ policyIdentifier }))
    add(id_ce_certificatePolicies, false, encodeAsn(new CertificatePolicies(policies)))
  }
  return new Extensions(extensions)
}

function encodeKeyUsage(usages: readonly KeyUsage[]): Uint8Array {
  const bits = usages.map((usage) => keyUsages.indexOf(usage))
  if (bits.length === 0) throw new GmError('certificate-usage')
  const highest = Math.max(...bits)
  const octets = new Uint8Array((highest >> 3) + 1)
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return derElement(tag.bitString, Uint8Array.of(7 - (highest & 7)), octets)
}

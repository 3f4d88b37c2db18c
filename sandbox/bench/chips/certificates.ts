import { createHash } from 'node:crypto'
import { derElement, readChildren, readSingle, tag } from '../../../src/shared/gm/der.ts'
import type { Random } from './curves.ts'
import {
  bitString,
  boolean,
  context,
  identifier,
  integer,
  octetString,
  printableString,
  sequence,
  setOf,
  time,
  utf8String,
} from './der-values.ts'
import { objectId } from './object-identifiers.ts'
import type { Signer } from './signing.ts'

/** A certificate and the key it is about. */
export interface Certified {
  readonly signer: Signer
  readonly certificate: Uint8Array
  /** Name in DER. */
  readonly subject: Uint8Array
  readonly serialNumber: bigint
  /** SHA-1 of the public key's bits (RFC 5280, 4.2.1.2). */
  readonly keyIdentifier: Uint8Array
}

export type CertificatePurpose = 'root' | 'document-signer' | 'master-list-signer'

/** What a certificate of ICAO 9303-12, 7.1 says; `issuer` null makes it sign itself, as a CSCA does. */
export interface CertificateRequest {
  readonly purpose: CertificatePurpose
  readonly signer: Signer
  readonly subject: Uint8Array
  readonly issuer: Certified | null
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Country in two letters, organisation and common name. */
export function distinguishedName(country: string, organisation: string, commonName: string): Uint8Array {
  const attribute = (id: string, value: Uint8Array) => setOf(sequence(identifier(id), value))
  return sequence(
    attribute('2.5.4.6', printableString(country)),
    attribute('2.5.4.10', utf8String(organisation)),
    attribute('2.5.4.3', utf8String(commonName)),
  )
}

export function certify(request: CertificateRequest, random: Random): Certified {
  const { purpose, signer, subject, issuer, notBefore, notAfter } = request
  const serialNumber = BigInt(`0x01${Buffer.from(random(8)).toString('hex')}`)
  const keyIdentifier = keyIdentifierOf(signer.publicKey)
  const by = issuer?.signer ?? signer
  const content = sequence(
    context(0, integer(2)),
    integer(serialNumber),
    by.algorithm,
    issuer?.subject ?? subject,
    sequence(time(notBefore), time(notAfter)),
    subject,
    signer.publicKey,
    context(3, extensions(purpose, keyIdentifier, issuer?.keyIdentifier ?? keyIdentifier)),
  )
  const certificate = sequence(content, by.algorithm, bitString(by.sign(content)))
  return { signer, certificate, subject, serialNumber, keyIdentifier }
}

function keyIdentifierOf(publicKey: Uint8Array): Uint8Array {
  const bits = readChildren(readSingle(publicKey, tag.sequence))[1]
  if (!bits) throw new Error('a public key has its bits')
  return Uint8Array.from(createHash('sha1').update(bits.value.subarray(1)).digest())
}

function extensions(purpose: CertificatePurpose, own: Uint8Array, issuers: Uint8Array): Uint8Array {
  const extension = (id: string, critical: boolean, value: Uint8Array) =>
    critical
      ? sequence(identifier(id), boolean(true), octetString(value))
      : sequence(identifier(id), octetString(value))
  const authority = purpose === 'root'
  // A CSCA signs certificates and lists of revoked ones, the others nothing but documents or lists.
  const usage = authority ? Uint8Array.of(1, 0x06) : Uint8Array.of(7, 0x80)
  const common = [
    extension('2.5.29.35', false, sequence(derElement(0x80, issuers))),
    extension('2.5.29.14', false, octetString(own)),
    extension('2.5.29.15', true, derElement(tag.bitString, usage)),
  ]
  switch (purpose) {
    case 'root':
      return sequence(...common, extension('2.5.29.19', true, sequence(boolean(true), integer(0))))
    case 'document-signer':
      return sequence(...common)
    case 'master-list-signer':
      return sequence(
        ...common,
        extension('2.5.29.37', true, sequence(identifier(objectId.masterListSigning))),
      )
  }
}

import { equalBytes } from '../../src/shared/gm/bytes.ts'
import { type DocumentCertificate, isSignedBy, keyUsage, readCertificate } from './certificate.ts'
import { DocumentFault } from './fault.ts'
import { digestOf, hashByObjectIdentifier, type HashName } from './hash.ts'
import { readAlgorithm } from './signature.ts'
import { readSignedMessage } from './signed-message.ts'
import { readExactly, readMembers, readOnly, type Tlv } from './tlv.ts'
import type { TrustStore } from './trust-store.ts'

/** What the issuing authority signed: the digest of each data group (ICAO 9303-10, 4.6.2.3). */
export interface SecurityObject {
  readonly hash: HashName
  /** By number of the data group. */
  readonly digests: ReadonlyMap<number, Uint8Array>
}

const sodTag = 0x77
const ldsSecurityObject = '2.23.136.1.1.1'
/** Chinese passports say that the content of their signature is plain data. */
const plainData = '1.2.840.113549.1.7.1'
const tag = { integer: 0x02, octetString: 0x04, sequence: 0x30 } as const
const mostGroups = 16

/**
 * Passive authentication (ICAO 9303-11, 5.1) of an EF.SOD: the signature holds, a document signer made it, a trusted
 * authority issued that signer, and all of them are valid at `time` (ms).
 * Throws `unreadable`, `issuer-unknown`, `signature-not-trusted`.
 */
export function verifySecurityObject(sod: Uint8Array, trust: TrustStore, time: number): SecurityObject {
  const message = readSignedMessage(readOnly(sod, sodTag))
  if (message.contentType !== ldsSecurityObject && message.contentType !== plainData) {
    throw new DocumentFault('unreadable')
  }
  const object = readSecurityObject(message.content)
  const types = [ldsSecurityObject, plainData]
  const signer = message.signers
    .flatMap((signer) => {
      const outline = message.certificates.find((certificate) => signer.isNamedBy(certificate))
      return outline ? [{ signer, certificate: readCertificate(outline.der) }] : []
    })
    .find(({ signer, certificate: { key } }) => key !== undefined && signer.signedWith(key, types))
  if (!signer) throw new DocumentFault('signature-not-trusted')
  requireTrusted(signer.certificate, trust, time)
  return object
}

/** Whether a file is the one that was signed. */
export function isAuthentic({ hash, digests }: SecurityObject, group: number, file: Uint8Array): boolean {
  const digest = digests.get(group)
  return digest !== undefined && equalBytes(digest, digestOf(hash, file))
}

/** ICAO 9303-12, 7.1: a document signer signs documents and nothing else, and an authority issued it. */
function requireTrusted(signer: DocumentCertificate, trust: TrustStore, time: number): void {
  const mayNotSign = signer.keyUsage !== undefined && (signer.keyUsage & keyUsage.digitalSignature) === 0
  if (signer.isAuthority === true || signer.hasPurpose || mayNotSign || !isValid(signer, time)) {
    throw new DocumentFault('signature-not-trusted')
  }
  const issuers = trust.issuersOf(signer)
  if (issuers.length === 0) throw new DocumentFault('issuer-unknown')
  const issued = issuers.some(({ der }) => {
    const issuer = readCertificate(der)
    const mayIssue = issuer.keyUsage === undefined || (issuer.keyUsage & keyUsage.keyCertSign) !== 0
    return issuer.isAuthority !== false && mayIssue && isValid(issuer, time) && isSignedBy(signer, issuer)
  })
  if (!issued) throw new DocumentFault('signature-not-trusted')
}

function isValid({ notBefore, notAfter }: DocumentCertificate, time: number): boolean {
  return notBefore <= time && time <= notAfter
}

/** LDSSecurityObject: version, hash algorithm, the digests, and from version 1 on the versions of LDS and Unicode. */
function readSecurityObject(der: Uint8Array): SecurityObject {
  const [version, algorithm, groups] = readMembers(readOnly(der, tag.sequence), 4)
  if (version?.tag !== tag.integer || algorithm?.tag !== tag.sequence || groups?.tag !== tag.sequence) {
    throw new DocumentFault('unreadable')
  }
  const hash = hashByObjectIdentifier(readAlgorithm(algorithm.raw).oid)
  if (!hash) throw new DocumentFault('unreadable')
  const digests = new Map(readMembers(groups.value, mostGroups).map(readDigest))
  return { hash, digests }
}

function readDigest(member: Tlv): [number, Uint8Array] {
  const [number, digest] = readExactly(
    member.tag === tag.sequence ? member.value : new Uint8Array(),
    tag.integer,
    tag.octetString,
  )
  const [group] = number ?? []
  if (group === undefined || number?.length !== 1 || group < 1 || group > mostGroups || !digest) {
    throw new DocumentFault('unreadable')
  }
  return [group, digest]
}

import { DocumentFault } from './fault.ts'
import { readMembers, readObjectIdentifier, readOnly, type Tlv } from './tlv.ts'

/** By what a certificate is found: enough to keep hundreds of authorities without parsing them all. Views, not copies. */
export interface CertificateOutline {
  readonly der: Uint8Array
  /** Contents of the serial number. */
  readonly serialNumber: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly subjectPublicKeyInfo: Uint8Array
  /** The signed bytes. */
  readonly tbs: Uint8Array
  readonly subjectKeyId?: Uint8Array
}

const subjectKeyIdentifier = '2.5.29.14'
const tag = { integer: 0x02, octetString: 0x04, sequence: 0x30, version: 0xa0, extensions: 0xa3 } as const

/** The outline of an X.509 certificate (RFC 5280, 4.1). Throws `unreadable`. */
export function outlineOf(der: Uint8Array): CertificateOutline {
  const [tbs] = readMembers(readOnly(der, tag.sequence), 3)
  if (tbs?.tag !== tag.sequence) throw new DocumentFault('unreadable')
  const members = readMembers(tbs.value, 16)
  const [serialNumber, , issuer, , subject, key] =
    members[0]?.tag === tag.version ? members.slice(1) : members
  if (serialNumber?.tag !== tag.integer) throw new DocumentFault('unreadable')
  const names = [issuer, subject, key].map((member) => {
    if (member?.tag !== tag.sequence) throw new DocumentFault('unreadable')
    return member.raw
  })
  const [issuerName, subjectName, subjectPublicKeyInfo] = names
  if (!issuerName || !subjectName || !subjectPublicKeyInfo) throw new DocumentFault('unreadable')
  const subjectKeyId = subjectKeyIdOf(members.find((member) => member.tag === tag.extensions))
  return {
    der,
    serialNumber: serialNumber.value,
    issuer: issuerName,
    subject: subjectName,
    subjectPublicKeyInfo,
    tbs: tbs.raw,
    ...(subjectKeyId && { subjectKeyId }),
  }
}

function subjectKeyIdOf(extensions: Tlv | undefined): Uint8Array | undefined {
  if (!extensions) return undefined
  for (const extension of readMembers(readOnly(extensions.value, tag.sequence), 64)) {
    const members = readMembers(extension.value, 3)
    const [name] = members
    const value = members.at(-1)
    if (!name || value?.tag !== tag.octetString) throw new DocumentFault('unreadable')
    if (readObjectIdentifier(name.value) === subjectKeyIdentifier) {
      return readOnly(value.value, tag.octetString)
    }
  }
  return undefined
}

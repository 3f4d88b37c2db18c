import { SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { equalBytes } from '../../src/shared/gm/bytes.ts'
import { parseAsn } from './asn1.ts'
import { type CertificateOutline, outlineOf } from './certificate-outline.ts'
import { DocumentFault } from './fault.ts'
import { digestOf, hashByObjectIdentifier, type HashName } from './hash.ts'
import type { PublicKey } from './public-key.ts'
import { type Algorithm, verifySignature } from './signature.ts'
import { readExactly, readMembers, readObjectIdentifier, readOnly, type Tlv } from './tlv.ts'

/** A CMS SignedData (RFC 5652, 5), taken apart and not yet verified. */
export interface SignedMessage {
  readonly contentType: string
  readonly content: Uint8Array
  readonly certificates: readonly CertificateOutline[]
  readonly signers: readonly Signer[]
}

export interface Signer {
  /** Whether this may be the signer's certificate, by what the message says. */
  isNamedBy(certificate: CertificateOutline): boolean
  /** Whether the key signed the message's content as its type, or as one of `alsoAs`. */
  signedWith(key: PublicKey, alsoAs?: readonly string[]): boolean
}

const signedData = '1.2.840.113549.1.7.2'
const contentTypeAttribute = '1.2.840.113549.1.9.3'
const messageDigestAttribute = '1.2.840.113549.1.9.4'
const tag = {
  integer: 0x02,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
} as const

/** More certificates or signers than this nobody puts into a message. */
const most = 16

/** Throws `unreadable` when it is no such message, or one without content. */
export function readSignedMessage(der: Uint8Array): SignedMessage {
  const [type, explicit] = readExactly(readOnly(der, tag.sequence), tag.objectIdentifier, tag.context0)
  if (!type || !explicit || readObjectIdentifier(type) !== signedData) throw new DocumentFault('unreadable')
  const members = readMembers(readOnly(explicit, tag.sequence), 6)
  const { encapContentInfo, signerInfos } = parseAsn(SignedData, explicit)
  const single = encapContentInfo.eContent?.single
  if (!single || signerInfos.length === 0 || signerInfos.length > most) throw new DocumentFault('unreadable')
  const content = new Uint8Array(single.buffer)
  const contentType = encapContentInfo.eContentType
  const encoded = members.find((member) => member.tag === tag.context0)
  const attributes = signedAttributes(members.at(-1))
  const certificates = encoded ? readMembers(encoded.value, most) : []
  return {
    contentType,
    content,
    certificates: certificates.filter((one) => one.tag === tag.sequence).map(({ raw }) => outlineOf(raw)),
    signers: signerInfos.map((info, index) => signer(info, attributes[index], contentType, content)),
  }
}

/** The signed attributes of each signer, as they were encoded: the library keeps only what they say. */
function signedAttributes(signerInfos: Tlv | undefined): readonly (Uint8Array | undefined)[] {
  if (signerInfos?.tag !== tag.set) throw new DocumentFault('unreadable')
  return readMembers(signerInfos.value, most).map(
    (info) => readMembers(info.value, 7).find((member) => member.tag === tag.context0)?.raw,
  )
}

function signer(
  info: SignerInfo,
  attributes: Uint8Array | undefined,
  contentType: string,
  content: Uint8Array,
): Signer {
  const { sid, signature, signatureAlgorithm, digestAlgorithm } = info
  const digestHint = hashByObjectIdentifier(digestAlgorithm.algorithm)
  const { algorithm: oid, parameters } = signatureAlgorithm
  const algorithm: Algorithm = parameters ? { oid, parameters: new Uint8Array(parameters) } : { oid }
  return {
    isNamedBy: ({ serialNumber, subjectKeyId }) => {
      const named = sid.issuerAndSerialNumber
      // Names are written in more than one way; the signature tells whether it is the one.
      if (named) return equalBytes(new Uint8Array(named.serialNumber), serialNumber)
      const keyId = sid.subjectKeyIdentifier?.buffer
      return (
        keyId !== undefined && subjectKeyId !== undefined && equalBytes(new Uint8Array(keyId), subjectKeyId)
      )
    },
    signedWith: (key, alsoAs = []) => {
      const data = signedBytes(info, attributes, digestHint, content, [contentType, ...alsoAs])
      if (!data) return false
      return verifySignature({
        algorithm,
        key,
        data,
        signature: new Uint8Array(signature.buffer),
        digestHint,
      })
    },
  }
}

/** What the signature is over: the content, or the attributes that name its type and digest (RFC 5652, 5.4). */
function signedBytes(
  { signedAttrs }: SignerInfo,
  encoded: Uint8Array | undefined,
  hash: HashName | undefined,
  content: Uint8Array,
  types: readonly string[],
): Uint8Array | undefined {
  if (!signedAttrs && !encoded) return content
  if (!signedAttrs || !encoded || !hash) return undefined
  const attribute = (type: string) => {
    const found = signedAttrs.filter(({ attrType }) => attrType === type)
    const [value, ...more] = found.length === 1 ? (found[0]?.attrValues ?? []) : []
    return value && more.length === 0 ? new Uint8Array(value) : undefined
  }
  const type = attribute(contentTypeAttribute)
  const digest = attribute(messageDigestAttribute)
  if (!type || !digest) return undefined
  if (!types.includes(readObjectIdentifier(readOnly(type, tag.objectIdentifier)))) return undefined
  if (!equalBytes(readOnly(digest, tag.octetString), digestOf(hash, content))) return undefined
  const bytes = encoded.slice()
  bytes[0] = tag.set
  return bytes
}

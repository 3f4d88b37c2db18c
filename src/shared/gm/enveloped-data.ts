import { CMSVersion, EnvelopedData, type EncryptedContentInfo } from '@peculiar/asn1-cms'
import { decodeAsn, encodeAsn } from './asn1.ts'
import { equalBytes, zero } from './bytes.ts'
import type { GmCertificate } from './certificate-parse.ts'
import {
  decodeContentInfo,
  encodeAlgorithm,
  encodeContentInfo,
  encodedVersion,
  encodeIssuerAndSerialNumber,
  requireAlgorithm,
} from './cms-content.ts'
import { derElement, derObjectIdentifier, readSingle, tag } from './der.ts'
import { GmError } from './errors.ts'
import { oid } from './oids.ts'
import { drawBytes, systemRandom, type RandomSource } from './random.ts'
import { preparePublicKey, sm2Decrypt, sm2Encrypt, type Sm2Multiply } from './sm2.ts'
import { sm4CbcDecrypt, sm4CbcEncrypt } from './sm4.ts'

/** What `envelopData` seals, and for whom. */
export interface DataToEnvelop {
  readonly content: Uint8Array
  /** Must be verified by the caller (`verifyCertificateChain` with `keyEncipherment`) before anything is sealed for it. */
  readonly recipient: GmCertificate
  /** The one content cipher of the profile. */
  readonly cipher?: 'sm4-cbc'
  readonly random?: RandomSource
}

/** What opens an envelope. */
export interface EnvelopeKey {
  readonly certificate: GmCertificate
  readonly privateKey: Uint8Array
  /** Another way to multiply than ours. */
  readonly multiply?: Sm2Multiply | undefined
}

const keyLength = 16
const blockLength = 16
/** [0] IMPLICIT OCTET STRING. */
const encryptedContentTag = 0x80

/**
 * An EnvelopedData of GB/T 35275 section 9 as a DER ContentInfo, for one recipient: content under SM4-CBC with a fresh key and
 * iv, the key under SM2 as the SEQUENCE { x, y, C3, C2 } of GB/T 35276. The content key is zeroed; the content stays
 * the caller's to zero. An envelope hides, it does not authenticate: send it inside a SignedData.
 * Throws `certificate-usage` unless the recipient's key may encipher keys.
 */
export function envelopData({ content, recipient, random = systemRandom }: DataToEnvelop): Uint8Array {
  if (!recipient.keyUsage.has('keyEncipherment')) throw new GmError('certificate-usage')
  const key = drawBytes(random, keyLength)
  const iv = drawBytes(random, blockLength)
  const ciphertext = sm4CbcEncrypt(key, iv, content)
  const encryptedKey = sm2Encrypt(key, recipient.publicKey, random)
  zero(key)
  const recipientInfo = derElement(
    tag.sequence,
    encodedVersion,
    encodeIssuerAndSerialNumber(recipient),
    encodeAlgorithm(oid.sm2Encrypt),
    derElement(tag.octetString, encryptedKey),
  )
  const encryptedContentInfo = derElement(
    tag.sequence,
    derObjectIdentifier(oid.cmsData),
    encodeAlgorithm(oid.sm4Cbc, derElement(tag.octetString, iv)),
    derElement(encryptedContentTag, ciphertext),
  )
  const envelopedData = derElement(
    tag.sequence,
    encodedVersion,
    derElement(tag.set, recipientInfo),
    encryptedContentInfo,
  )
  return encodeContentInfo(oid.cmsEnvelopedData, envelopedData)
}

/**
 * Makes the first envelope for a recipient as fast as the later ones: builds the tables of its key and runs the way
 * once with nothing in it. Throws like `envelopData`.
 */
export function prepareRecipient(recipient: GmCertificate): void {
  preparePublicKey(recipient.publicKey)
  envelopData({ content: new Uint8Array(blockLength), recipient })
}

/**
 * The content of an envelope. The caller has verified the signature around it and zeroes the content after use. Throws
 * `der-…`, `content-type`, `algorithm`, `recipient` on what anybody can see from outside, and one
 * `decryption` for everything that depends on the key: wrong key, changed key or content, wrong padding.
 */
export function openEnvelope(
  der: Uint8Array,
  { certificate, privateKey, multiply }: EnvelopeKey,
): Uint8Array {
  const envelope = decodeAsn(EnvelopedData, decodeContentInfo(der, oid.cmsEnvelopedData).raw)
  if (envelope.version !== CMSVersion.v1) throw new GmError('algorithm')
  if (envelope.originatorInfo || envelope.unprotectedAttrs) throw new GmError('algorithm')
  const encryptedKey = readEncryptedKey(envelope, certificate)
  const { iv, ciphertext } = readEncryptedContent(envelope.encryptedContentInfo)
  let key: Uint8Array | undefined
  try {
    key = sm2Decrypt(encryptedKey, privateKey, multiply)
    return sm4CbcDecrypt(key, iv, ciphertext)
  } catch (error) {
    if (error instanceof GmError) throw new GmError('decryption')
    throw error
  } finally {
    if (key) zero(key)
  }
}

function readEncryptedKey({ recipientInfos }: EnvelopedData, certificate: GmCertificate): Uint8Array {
  const [recipient] = recipientInfos
  const named = recipient?.ktri?.rid.issuerAndSerialNumber
  if (!recipient?.ktri || !named || recipientInfos.length !== 1) throw new GmError('recipient')
  if (!equalBytes(encodeAsn(named), encodeIssuerAndSerialNumber(certificate))) throw new GmError('recipient')
  if (recipient.ktri.version !== CMSVersion.v1) throw new GmError('algorithm')
  requireAlgorithm(recipient.ktri.keyEncryptionAlgorithm, oid.sm2Encrypt)
  return new Uint8Array(recipient.ktri.encryptedKey.buffer)
}

function readEncryptedContent(info: EncryptedContentInfo): { iv: Uint8Array; ciphertext: Uint8Array } {
  const { algorithm, parameters } = info.contentEncryptionAlgorithm
  if (info.contentType !== oid.cmsData || !info.encryptedContent?.value) throw new GmError('content-type')
  if (algorithm !== oid.sm4Cbc || !parameters) throw new GmError('algorithm')
  const iv = readSingle(new Uint8Array(parameters), tag.octetString).value
  if (iv.length !== blockLength) throw new GmError('algorithm')
  return { iv, ciphertext: new Uint8Array(info.encryptedContent.value.buffer) }
}

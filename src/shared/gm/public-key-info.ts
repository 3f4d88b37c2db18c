import { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { decodeAsn, encodeAsn, toBuffer } from './asn1.ts'
import { equalBytes } from './bytes.ts'
import { GmError } from './errors.ts'
import { oid } from './oids.ts'
import { derObjectIdentifier } from './der.ts'
import { assertOnCurve } from './sm2.ts'

const namedCurve = derObjectIdentifier(oid.sm2Curve)

/** SubjectPublicKeyInfo of an SM2 key (GB/T 35276 section 7.1): id-ecPublicKey with the named SM2 curve, uncompressed point. */
export function publicKeyInfo(publicKey: Uint8Array): SubjectPublicKeyInfo {
  assertOnCurve(publicKey)
  return new SubjectPublicKeyInfo({
    algorithm: new AlgorithmIdentifier({ algorithm: oid.ecPublicKey, parameters: toBuffer(namedCurve) }),
    subjectPublicKey: toBuffer(publicKey),
  })
}

/** The DER of `publicKeyInfo`. */
export function encodePublicKeyInfo(publicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeAsn(publicKeyInfo(publicKey))
}

/** The checked 65-byte key of a SubjectPublicKeyInfo. Throws `algorithm` unless it is an SM2 key, `length`, `point-off-curve`. */
export function publicKeyFromInfo({
  algorithm,
  subjectPublicKey,
}: SubjectPublicKeyInfo): Uint8Array<ArrayBuffer> {
  const { parameters } = algorithm
  if (algorithm.algorithm !== oid.ecPublicKey || !parameters) throw new GmError('algorithm')
  if (!equalBytes(new Uint8Array(parameters), namedCurve)) throw new GmError('algorithm')
  const publicKey = new Uint8Array(subjectPublicKey)
  assertOnCurve(publicKey)
  return publicKey
}

/** The checked 65-byte key in the DER of a SubjectPublicKeyInfo. */
export function parsePublicKeyInfo(der: Uint8Array): Uint8Array<ArrayBuffer> {
  return publicKeyFromInfo(decodeAsn(SubjectPublicKeyInfo, der))
}

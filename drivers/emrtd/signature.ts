import { constants, createPublicKey, verify } from 'node:crypto'
import { bytesToNumber } from '../../src/shared/gm/der.ts'
import { verifyEcdsa } from './curve.ts'
import { DocumentFault } from './fault.ts'
import { digestOf, hashByObjectIdentifier, type HashName, hashOfPlainEcdsa } from './hash.ts'
import type { PublicKey } from './public-key.ts'
import { readExactly, readMembers, readObjectIdentifier, readOnly } from './tlv.ts'

/** An AlgorithmIdentifier: its object identifier and its parameters' DER. */
export interface Algorithm {
  readonly oid: string
  readonly parameters?: Uint8Array
}

type Scheme =
  | { readonly type: 'pkcs1' | 'ecdsa' | 'ecdsa-plain'; readonly hash: HashName }
  | { readonly type: 'pss'; readonly hash: HashName; readonly saltLength: number }

const rsa = '1.2.840.113549.1.1.'
const rsaHashes: Readonly<Record<string, HashName>> = {
  5: 'sha1',
  14: 'sha224',
  11: 'sha256',
  12: 'sha384',
  13: 'sha512',
}
const ecdsaHashes: Readonly<Record<string, HashName>> = {
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}
const rsaEncryption = `${rsa}1`
const rsaPss = `${rsa}10`
const ecPublicKey = '1.2.840.10045.2.1'
const maskGeneration = `${rsa}8`

/**
 * Whether the key signed the data. False also for an algorithm that ICAO 9303-12, 4.1 does not name.
 * @param digestHint what a message names apart from the signature, where that names no hash of its own
 */
export function verifySignature({
  algorithm,
  key,
  data,
  signature,
  digestHint,
}: {
  readonly algorithm: Algorithm
  readonly key: PublicKey
  readonly data: Uint8Array
  readonly signature: Uint8Array
  readonly digestHint?: HashName | undefined
}): boolean {
  const scheme = schemeOf(algorithm, digestHint)
  if (!scheme) return false
  if (key.type === 'ec') {
    if (scheme.type !== 'ecdsa' && scheme.type !== 'ecdsa-plain') return false
    const pair = scheme.type === 'ecdsa' ? readPair(signature) : splitPair(signature)
    return pair !== undefined && verifyEcdsa(key.curve, key.point, digestOf(scheme.hash, data), pair)
  }
  if (scheme.type !== 'pkcs1' && scheme.type !== 'pss') return false
  const options =
    scheme.type === 'pss'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength }
      : { padding: constants.RSA_PKCS1_PADDING }
  return verifyRsa(scheme.hash, data, key.der, options, signature)
}

function verifyRsa(
  hash: HashName,
  data: Uint8Array,
  der: Uint8Array,
  options: { readonly padding: number; readonly saltLength?: number },
  signature: Uint8Array,
): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' })
    return verify(hash, data, { key, ...options }, signature)
  } catch {
    // The runtime refuses what is no key, and salts longer than the key.
    return false
  }
}

function schemeOf({ oid, parameters }: Algorithm, hint: HashName | undefined): Scheme | undefined {
  if (oid === rsaPss) return pssOf(parameters)
  if (oid === rsaEncryption) return hint && { type: 'pkcs1', hash: hint }
  if (oid === ecPublicKey) return hint && { type: 'ecdsa', hash: hint }
  const rsaHash = oid.startsWith(rsa) ? rsaHashes[oid.slice(rsa.length)] : undefined
  if (rsaHash) return { type: 'pkcs1', hash: rsaHash }
  const ecdsaHash = ecdsaHashes[oid]
  if (ecdsaHash) return { type: 'ecdsa', hash: ecdsaHash }
  const plainHash = hashOfPlainEcdsa(oid)
  return plainHash && { type: 'ecdsa-plain', hash: plainHash }
}

/** RSASSA-PSS-params (RFC 8017, A.2.3). The mask must be made with the hash of the message; the trailer is BC. */
function pssOf(parameters: Uint8Array | undefined): Scheme | undefined {
  let hash: HashName | undefined = 'sha1'
  let maskHash: HashName | undefined = 'sha1'
  let saltLength = 20
  for (const { tag, value } of parameters ? readMembers(readOnly(parameters, 0x30), 4) : []) {
    if (tag === 0xa0) hash = hashByObjectIdentifier(readAlgorithm(value).oid)
    else if (tag === 0xa1) {
      const mask = readAlgorithm(value)
      if (mask.oid !== maskGeneration || !mask.parameters) return undefined
      maskHash = hashByObjectIdentifier(readAlgorithm(mask.parameters).oid)
    } else if (tag === 0xa2) {
      const length = readOnly(value, 0x02)
      if (length.length > 2) return undefined
      saltLength = Number(bytesToNumber(length))
    } else if (tag === 0xa3) {
      if (bytesToNumber(readOnly(value, 0x02)) !== 1n) return undefined
    } else throw new DocumentFault('unreadable')
  }
  return hash && hash === maskHash ? { type: 'pss', hash, saltLength } : undefined
}

/** An AlgorithmIdentifier's DER. Throws `unreadable`. */
export function readAlgorithm(der: Uint8Array): Algorithm {
  const [identifier, parameters] = readMembers(readOnly(der, 0x30), 2)
  if (identifier?.tag !== 0x06) throw new DocumentFault('unreadable')
  const oid = readObjectIdentifier(identifier.value)
  return parameters ? { oid, parameters: parameters.raw } : { oid }
}

interface Pair {
  readonly r: bigint
  readonly s: bigint
}

/** The DER SEQUENCE { r, s }. */
export function readPair(signature: Uint8Array): Pair | undefined {
  try {
    const [r, s] = readExactly(readOnly(signature, 0x30), 0x02, 0x02)
    if (!r || !s || (r[0] ?? 0x80) >= 0x80 || (s[0] ?? 0x80) >= 0x80) return undefined
    return { r: bytesToNumber(r), s: bytesToNumber(s) }
  } catch (error) {
    if (error instanceof DocumentFault) return undefined
    throw error
  }
}

/** r ‖ s in equal lengths (BSI TR-03111, 5.2.1). */
export function splitPair(signature: Uint8Array): Pair | undefined {
  if (signature.length === 0 || signature.length % 2 !== 0) return undefined
  const half = signature.length / 2
  return { r: bytesToNumber(signature.subarray(0, half)), s: bytesToNumber(signature.subarray(half)) }
}

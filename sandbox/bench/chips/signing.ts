import { constants, generateKeyPair, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { identifier, integer, nullValue, sequence, context } from './der-values.ts'
import type { CurveName } from './curves.ts'
import { hashId, type HashName } from './object-identifiers.ts'

/** How an authority signs (ICAO 9303-12, 4.1). ICAO wants explicit curve parameters; not everybody follows. */
export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1' | 'rsa-pss'; readonly hash: HashName; readonly bits: number }
  | {
      readonly kind: 'ecdsa'
      readonly hash: HashName
      readonly curve: CurveName
      readonly parameters: 'explicit' | 'named'
    }

/** A key pair made by OpenSSL, and what is done with it. */
export interface Signer {
  readonly scheme: SignatureScheme
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array
  /** AlgorithmIdentifier of its signatures in DER. */
  readonly algorithm: Uint8Array
  sign(bytes: Uint8Array): Uint8Array
}

/** Two keys that belong together. */
export interface Keys {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export function generateKeys(scheme: SignatureScheme): Keys {
  return scheme.kind === 'ecdsa'
    ? generateKeyPairSync('ec', { namedCurve: scheme.curve, paramEncoding: scheme.parameters })
    : generateKeyPairSync('rsa', { modulusLength: scheme.bits })
}

const generateAside = promisify(generateKeyPair)

/** The same on another thread: a key of RSA takes the better part of a second. */
export function generateKeysAside(scheme: SignatureScheme): Promise<Keys> {
  return scheme.kind === 'ecdsa'
    ? generateAside('ec', { namedCurve: scheme.curve, paramEncoding: scheme.parameters })
    : generateAside('rsa', { modulusLength: scheme.bits })
}

/** @param keys of the scheme's kind; fresh ones unless given */
export function createSigner(scheme: SignatureScheme, keys: Keys = generateKeys(scheme)): Signer {
  const { privateKey, publicKey } = keys
  return {
    scheme,
    publicKey: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })),
    algorithm: signatureAlgorithm(scheme),
    sign: (bytes) => Uint8Array.from(sign(scheme.hash, bytes, { key: privateKey, ...padding(scheme) })),
  }
}

function padding({ kind }: SignatureScheme): { padding?: number; saltLength?: number } {
  if (kind !== 'rsa-pss') return {}
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}

const rsaArc: Readonly<Record<HashName, number>> = { sha1: 5, sha224: 14, sha256: 11, sha384: 12, sha512: 13 }
const ecdsaArc: Readonly<Record<HashName, string>> = {
  sha1: '1',
  sha224: '3.1',
  sha256: '3.2',
  sha384: '3.3',
  sha512: '3.4',
}
const hashLength: Readonly<Record<HashName, number>> = {
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
}

export function hashAlgorithm(hash: HashName): Uint8Array {
  return sequence(identifier(hashId[hash]), nullValue())
}

function signatureAlgorithm({ kind, hash }: SignatureScheme): Uint8Array {
  switch (kind) {
    case 'rsa-pkcs1':
      return sequence(identifier(`1.2.840.113549.1.1.${rsaArc[hash]}`), nullValue())
    case 'ecdsa':
      return sequence(identifier(`1.2.840.10045.4.${ecdsaArc[hash]}`))
    case 'rsa-pss': {
      const mask = sequence(identifier('1.2.840.113549.1.1.8'), hashAlgorithm(hash))
      const salt = integer(hashLength[hash])
      // The defaults of RFC 4055 are those of SHA-1 and must not be written out in DER.
      const parameters =
        hash === 'sha1'
          ? sequence()
          : sequence(context(0, hashAlgorithm(hash)), context(1, mask), context(2, salt))
      return sequence(identifier('1.2.840.113549.1.1.10'), parameters)
    }
  }
}

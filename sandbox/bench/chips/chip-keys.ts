import { generateKeyPairSync } from 'node:crypto'
import { bytesToNumber, readChildren, readSingle, tag } from '../../../src/shared/gm/der.ts'
import type { ActiveAuthenticationKey } from './active-authentication.ts'
import type { ChipAuthenticationKey } from './chip-authentication.ts'
import type { ChipProfile } from './profiles.ts'

/** A private key for the chip and its SubjectPublicKeyInfo for a data group. */
export interface Made<Key> {
  readonly key: Key
  readonly publicKey: Uint8Array
}

/** The key of active authentication. */
export function createAnswerKey(
  profile: NonNullable<ChipProfile['activeAuthentication']>,
): Made<ActiveAuthenticationKey> {
  const { privateKey, publicKey } =
    profile.kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: profile.bits })
      : generateKeyPairSync('ec', { namedCurve: profile.curve, paramEncoding: 'explicit' })
  return {
    key: { kind: profile.kind, hash: profile.hash, privateKey },
    publicKey: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })),
  }
}

/** The key of chip authentication, with explicit domain parameters as ICAO 9303-11, 9.5 wants. */
export function createAgreementKey(
  profile: NonNullable<ChipProfile['chipAuthentication']>,
): Made<ChipAuthenticationKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: profile.curve,
    paramEncoding: 'explicit',
  })
  // ECPrivateKey: version, then the scalar (RFC 5915, 3).
  const [, scalar] = readChildren(
    readSingle(privateKey.export({ type: 'sec1', format: 'der' }), tag.sequence),
  )
  if (!scalar) throw new Error('a private key has its scalar')
  return {
    key: { ...profile, scalar: bytesToNumber(scalar.value) },
    publicKey: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })),
  }
}

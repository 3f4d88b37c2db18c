import { fromHex } from '../../../src/shared/gm/bytes.ts'
import { passwordRounds } from '../factors/password-hash.ts'
import type { PasswordHash } from '../store/passwords.ts'

/**
 * The 口令 that every invented citizen of a new sandbox begins with. It is no secret: it stands here for whoever tries
 * the wallet, and protects people who do not exist. Each may choose another.
 */
export const inventedPassword = 'ceshi-2026'

/** Made beforehand, each under a salt of its own: a sandbox that hashed at its first start would start late. */
const hashes: Readonly<Record<string, readonly [salt: string, hash: string]>> = {
  'test-1': [
    'f16c65160975763623f6fd95521cca32',
    '2d3d776fb94a99bec876c60256b3a959f4dee60f1e76948917d702eb994967dc',
  ],
  'test-2': [
    '4789f3a4f9696249177cc5f9722f6968',
    '0509d3c3c4a35395e19cface2ddb8c6d739482da48c16daa04bf503f3d3912db',
  ],
  'test-3': [
    '113c4ba3cf529c44a72764e7f059fbe3',
    'ec81f398517e1c6d23078f94db7c5dade03fb6cbe903b534791e226dd9e461fc',
  ],
}

/** @throws TypeError for anybody whom a sandbox does not begin with */
export function inventedPasswordHash(citizen: string): PasswordHash {
  const found = hashes[citizen]
  if (!found) throw new TypeError('not an invented citizen')
  const [salt, hash] = found
  return { salt: fromHex(salt), rounds: passwordRounds, hash: fromHex(hash) }
}

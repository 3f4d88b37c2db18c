import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { equalBytes, zero } from '../../../src/shared/gm/bytes.ts'
import { drawBytes, type RandomSource } from '../../../src/shared/gm/random.ts'
import type { PasswordHash } from '../store/passwords.ts'

const derive = promisify(pbkdf2)

/**
 * 口令 are kept as PBKDF2 with HMAC-SM3 (GM/T 0091), because the platform uses the state's algorithms alone (article
 * 13) and scrypt rests on SHA-256 and Salsa20. It costs time but not memory: so many rounds, a salt for each, few
 * tries, and a hash that deletion takes away. About a quarter of a second on the reference machine, off the event loop.
 */
export const passwordRounds = 200_000
const saltLength = 16
const hashLength = 32

async function hashOf(password: string, salt: Uint8Array, rounds: number): Promise<Uint8Array> {
  const bytes = Buffer.from(password.normalize('NFC'), 'utf8')
  try {
    return new Uint8Array(await derive(bytes, salt, rounds, hashLength, 'sm3'))
  } finally {
    zero(bytes)
  }
}

export async function hashPassword(
  password: string,
  random: RandomSource,
  rounds = passwordRounds,
): Promise<PasswordHash> {
  const salt = drawBytes(random, saltLength)
  return { salt, rounds, hash: await hashOf(password, salt, rounds) }
}

export async function isPassword(password: string, { salt, rounds, hash }: PasswordHash): Promise<boolean> {
  return equalBytes(await hashOf(password, salt, rounds), hash)
}

/**
 * Whether a word may become a 口令: 8 to 64 characters, letters and digits both, and nothing in it that others know
 * of the person.
 * @param known the person's numbers; six characters of one in a row are too many
 */
export function isFitPassword(password: string, known: readonly string[]): boolean {
  if (password.length < 8 || password.length > 64) return false
  if (!/[A-Za-z]/.test(password) || !/[0-9]/.test(password)) return false
  const runs = known.flatMap((text) =>
    Array.from({ length: Math.max(0, text.length - 5) }, (_, at) => text.slice(at, at + 6)),
  )
  return !runs.some((run) => password.includes(run))
}

import { randomBytes, timingSafeEqual } from 'node:crypto'
import { pinDigestSchema } from '../../shared/counter/counter-config.ts'
import { pbkdf2Sm3 } from './pbkdf2-sm3.ts'

/** So many for a new digest; a configuration may have more. */
const usualRounds = 10_000

/** Digest of a PIN for the configuration, under a new salt. @see pinDigestSchema */
export async function digestPin(
  pin: string,
  salt: Uint8Array = randomBytes(16),
  rounds = usualRounds,
): Promise<string> {
  const digest = await pbkdf2Sm3(Buffer.from(pin, 'ascii'), salt, rounds)
  const inText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  return pinDigestSchema.parse(`pbkdf2-sm3:${rounds}:${inText(salt)}:${inText(digest)}`)
}

/** Whether a PIN is the one of a digest. Takes some 200 ms for each 10,000 rounds, in pieces of a few. */
export async function isPin(pin: string, digest: string): Promise<boolean> {
  const [, rounds = '', salt = '', expected = ''] = pinDigestSchema.parse(digest).split(':')
  const found = await pbkdf2Sm3(Buffer.from(pin, 'ascii'), Buffer.from(salt, 'base64url'), Number(rounds))
  return timingSafeEqual(found, Buffer.from(expected, 'base64url'))
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { pinDigestSchema } from '../../shared/counter/counter-config.ts'

const derive: (
  pin: string,
  salt: Uint8Array,
  length: number,
  cost: { readonly N: number; readonly r: number; readonly p: number; readonly maxmem: number },
) => Promise<Buffer> = promisify(scrypt)

const length = 32
/** 128 · N · r bytes are needed, and some. */
const costOf = (N: number) => ({ N, r: 8, p: 1, maxmem: 256 * N * 8 })

/** Digest of a PIN for the configuration, under a new salt. @see pinDigestSchema */
export async function digestPin(
  pin: string,
  salt: Uint8Array = randomBytes(16),
  N = 32_768,
): Promise<string> {
  const digest = await derive(pin, salt, length, costOf(N))
  return pinDigestSchema.parse(
    `scrypt:${N}:8:1:${Buffer.from(salt).toString('base64url')}:${digest.toString('base64url')}`,
  )
}

/** Whether a PIN is the one of a digest. Takes some 50 ms, off the event loop. */
export async function isPin(pin: string, digest: string): Promise<boolean> {
  const [, N = '', , , salt = '', expected = ''] = pinDigestSchema.parse(digest).split(':')
  const found = await derive(pin, Buffer.from(salt, 'base64url'), length, costOf(Number(N)))
  return timingSafeEqual(found, Buffer.from(expected, 'base64url'))
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Recognises one code without keeping it. */
export interface RememberedCode {
  matches(code: Uint8Array): boolean
  forget(): void
}

/**
 * Keeps no more of the code than a keyed digest, whose key was drawn for it and exists here alone. SHA-256 because
 * Node computes it without leaving the message in memory; the digest is never sent or compared elsewhere.
 */
export function rememberCode(code: Uint8Array): RememberedCode {
  const key = randomBytes(32)
  const digestOf = (bytes: Uint8Array) => createHmac('sha256', key).update(bytes).digest()
  const digest = digestOf(code)
  return {
    matches: (other) => timingSafeEqual(digest, digestOf(other)),
    forget: () => {
      key.fill(0)
      digest.fill(0)
    },
  }
}

// @ts-check
/** Whether a fetched file is the one that was meant. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../lib/problem.mjs'

/**
 * Throws a Problem unless the file's digest is the expected one.
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding of `expected`
 * @param {string} expected
 */
export async function checkIntegrity(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const found = hash.digest(encoding)
  if (found !== expected) {
    throw new Problem(
      `${file} is not the file that was asked for: ${algorithm} is ${found}, expected ${expected}. It is not used.`,
    )
  }
}

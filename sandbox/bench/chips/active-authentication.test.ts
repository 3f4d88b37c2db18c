import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toHex } from '../../../src/shared/gm/bytes.ts'
import { signChallenge } from './active-authentication.ts'
import { hashNames } from './object-identifiers.ts'
import { seededRandom } from './random.fake.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const challenge = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)
const trailers = { sha1: 'bc', sha224: '38cc', sha256: '34cc', sha384: '36cc', sha512: '35cc' } as const
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chips-'))
  writeFileSync(join(folder, 'key.pem'), publicKey.export({ type: 'spki', format: 'pem' }))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test.each(hashNames)('openssl recovers a message of ISO 9796-2 with %s', (hash) => {
  const signature = signChallenge({ kind: 'rsa', hash, privateKey }, challenge, seededRandom(hash))
  writeFileSync(join(folder, 'signature'), signature)
  const options = ['-pubin', '-inkey', 'key.pem', '-in', 'signature', '-pkeyopt', 'rsa_padding_mode:none']
  const message = execFileSync('openssl', ['pkeyutl', '-verifyrecover', ...options], { cwd: folder })
  const trailer = trailers[hash].length / 2
  const length = createHash(hash).digest().length
  const recovered = message.subarray(1, -length - trailer)
  const digest = createHash(hash).update(recovered).update(challenge).digest()
  expect(message.length).toBe(128)
  expect(toHex(message)).toBe(`6a${toHex(recovered)}${toHex(digest)}${trailers[hash]}`)
  expect(toHex(recovered)).toBe(toHex(seededRandom(hash)(recovered.length)))
})

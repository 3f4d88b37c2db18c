import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { concatBytes, toHex } from '../../../src/shared/gm/bytes.ts'
import { verifySignedData } from '../../../src/shared/gm/cms.ts'
import { sm3 } from '../../../src/shared/gm/sm3.ts'
import { type CredentialContent, credentialLifetime, credentialSchema } from './credential.ts'
import { type OpenOffice, openTestOffice, passwordOf, register } from './office.fake.ts'

let open: OpenOffice
let citizen: string

beforeEach(async () => {
  open = openTestOffice()
  citizen = await register(open, 'test-10')
})
afterEach(() => open.end())

function read(credential: Uint8Array | null): CredentialContent {
  if (!credential) throw new Error('no credential')
  const { root } = open.authority
  const { content } = verifySignedData(credential, { root, at: new Date(open.clock.now()) })
  return credentialSchema.parse(JSON.parse(new TextDecoder().decode(content)))
}

/** HMAC with SM3, of a key of 32 bytes (GB/T 15852.2), by the terminal's own SM3. */
function hmac(key: Uint8Array, message: Uint8Array): string {
  const padded = (byte: number) => Uint8Array.from({ length: 64 }, (_, at) => (key[at] ?? 0) ^ byte)
  return toHex(sm3(concatBytes(padded(0x5c), sm3(concatBytes(padded(0x36), message)))))
}

describe('a credential', () => {
  test('is signed by the platform and names number, mark and time, and nothing else', () => {
    const now = open.clock.now()
    const { mark, ...content } = read(open.office.credential(citizen))
    expect(content).toEqual({
      version: 1,
      networkNumber: open.store.citizens.find(citizen)?.networkNumber,
      issuedAt: now,
      expiresAt: now + credentialLifetime,
    })
    expect(mark).toMatch(/^[0-9a-f]{64}$/)
  })

  test('has a mark of the identity, made with SM3 under a key that no other citizen has', async () => {
    const who = open.store.citizens.identity(citizen)
    if (!who) throw new Error('nobody')
    const { documentKind, documentNumber, name, markKey } = who
    const message = new TextEncoder().encode(JSON.stringify([documentKind, documentNumber, name]))
    const before = read(open.office.credential(citizen)).mark
    expect(before).toBe(hmac(markKey, message))
    await open.office.delete({ citizen, by: citizen, presentations: [passwordOf()] })
    const again = await register(open, 'test-10')
    expect(read(open.office.credential(again)).mark).not.toBe(before)
  })

  test('is given to nobody who is suspended, deleted or unknown', async () => {
    open.office.suspend(citizen, citizen)
    expect(open.office.credential(citizen)).toBeNull()
    await open.office.delete({ citizen, by: citizen, presentations: [passwordOf()] })
    expect(open.office.credential(citizen)).toBeNull()
    expect(open.office.credential('nobody')).toBeNull()
  })
})

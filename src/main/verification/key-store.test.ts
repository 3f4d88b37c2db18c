import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toBase64, toHex } from '../../shared/gm/bytes.ts'
import { createTerminalKeyStore, type KeyProtection, type SystemSeal } from './key-store.ts'
import { makeAuthority, makeIdentity, otherTerminal } from './platform-fixture.ts'

const now = Date.UTC(2026, 10, 22)
const authority = makeAuthority(now)
const identity = makeIdentity(authority, now)
const development: KeyProtection = { kind: 'development' }

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-store-'))
  path = join(folder, 'state', 'terminal.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A seal with a key of its own, as a desktop's key ring is. */
function makeSeal(isUsable = true): SystemSeal {
  const key = randomBytes(32)
  return {
    isUsable: () => isUsable,
    seal(secret) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]))
    },
  }
}

describe.each([
  ['a development build', development],
  ['a shipping build', { kind: 'system', seal: makeSeal() } satisfies KeyProtection],
])('%s', (_what, protection) => {
  const store = () => createTerminalKeyStore(path, protection)

  test('has nothing before enrolment', async () => {
    expect(await store().load()).toBeNull()
  })

  test('gives back what was saved', async () => {
    await store().save(identity)
    expect(await store().load()).toEqual(identity)
  })

  test('keeps the file for its owner alone, and leaves no other beside it', async () => {
    await store().save(identity)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'state'))).toEqual(['terminal.json'])
  })

  test('replaces what was saved before', async () => {
    await store().save(makeIdentity(authority, now, otherTerminal))
    await store().save(identity)
    expect(await store().load()).toEqual(identity)
  })

  test.each([
    ['nothing', () => ''],
    ['other text', () => 'no JSON'],
    ['a file that was cut off', (text: string) => text.slice(0, -20)],
    ['a member too many', (text: string) => text.replace('{', '{ "note": 1,')],
    ['another terminal’s number', (text: string) => text.replace(identity.terminal, otherTerminal)],
    [
      'another terminal’s certificate',
      (text: string) => {
        const { terminalChain } = makeIdentity(authority, now)
        return text.replace(
          toBase64(identity.terminalChain[0] ?? new Uint8Array()),
          toBase64(terminalChain[0] ?? new Uint8Array()),
        )
      },
    ],
    [
      'another key',
      (text: string) => text.replace(/"key": "[^"]*"/, `"key": "${toBase64(randomBytes(32))}"`),
    ],
    ['no key', (text: string) => text.replace(/"key": "[^"]*"/, '"key": ""')],
  ])('refuses %s', async (_what, change) => {
    await store().save(identity)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    await expect(store().load()).rejects.toMatchObject({ fault: 'damaged' })
  })
})

describe('a development build', () => {
  test('refuses a key that others may read', async () => {
    const store = createTerminalKeyStore(path, development)
    await store.save(identity)
    chmodSync(path, 0o640)
    await expect(store.load()).rejects.toMatchObject({ fault: 'exposed' })
  })
})

describe('a shipping build', () => {
  /** All bytes on the disk. */
  const kept = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('')
  const { privateKey } = identity.keyPair
  const forms = [toHex(privateKey), toBase64(privateKey), Buffer.from(privateKey).toString('latin1')]

  test('has the key in plain nowhere on the disk; a development build has', async () => {
    await createTerminalKeyStore(path, { kind: 'system', seal: makeSeal() }).save(identity)
    for (const form of forms) expect(kept()).not.toContain(form)
    await createTerminalKeyStore(path, development).save(identity)
    expect(kept()).toContain(toBase64(privateKey))
  })

  test('rather stores nothing than a key without a seal', async () => {
    const store = createTerminalKeyStore(path, { kind: 'system', seal: makeSeal(false) })
    await expect(store.save(identity)).rejects.toMatchObject({ fault: 'no-system-seal' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('refuses a key that a development build stored in plain', async () => {
    await createTerminalKeyStore(path, development).save(identity)
    const store = createTerminalKeyStore(path, { kind: 'system', seal: makeSeal() })
    await expect(store.load()).rejects.toMatchObject({ fault: 'plaintext' })
  })

  test('refuses a key that was sealed on another machine', async () => {
    await createTerminalKeyStore(path, { kind: 'system', seal: makeSeal() }).save(identity)
    const elsewhere = createTerminalKeyStore(path, { kind: 'system', seal: makeSeal() })
    await expect(elsewhere.load()).rejects.toMatchObject({ fault: 'damaged' })
  })

  test('says that the seal is gone, not that the key is damaged', async () => {
    const seal = makeSeal()
    await createTerminalKeyStore(path, { kind: 'system', seal }).save(identity)
    const store = createTerminalKeyStore(path, { kind: 'system', seal: { ...seal, isUsable: () => false } })
    await expect(store.load()).rejects.toMatchObject({ fault: 'no-system-seal' })
  })
})

test('a disk that does not take the file is a fault of its own', async () => {
  writeFileSync(join(folder, 'state'), 'a file where the folder belongs')
  await expect(createTerminalKeyStore(path, development).save(identity)).rejects.toMatchObject({
    fault: 'disk',
  })
  await expect(createTerminalKeyStore(folder, development).load()).rejects.toMatchObject({ fault: 'disk' })
})

import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DocumentTrustError, readInstalledTrust, readSandboxTrust } from './installed-trust.ts'

/** Only root can make files that belong to root. */
const asRoot = getuid?.() === 0

let folder: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'installed-trust-')), 'csca')
  mkdirSync(folder, { mode: 0o755 })
  writeFileSync(join(folder, 'one.cer'), 'no certificate', { mode: 0o644 })
})

afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true })
})

const read = () => readInstalledTrust(folder)

test.runIf(asRoot)('a folder that belongs to root alone is read', () => {
  expect(read()).toBeDefined()
})

test('a folder that is not there is refused, in development too', () => {
  rmSync(folder, { recursive: true })
  expect(read).toThrow(DocumentTrustError)
  expect(() => readSandboxTrust(folder)).toThrow(DocumentTrustError)
})

test('a folder that others may write to is refused', () => {
  chmodSync(folder, 0o777)
  expect(read).toThrow(DocumentTrustError)
})

test('a file that others may write to is refused', () => {
  chmodSync(join(folder, 'one.cer'), 0o664)
  expect(read).toThrow(DocumentTrustError)
})

test('a link to a file elsewhere is refused', () => {
  symlinkSync('/etc/hostname', join(folder, 'two.cer'))
  expect(read).toThrow(DocumentTrustError)
})

test('in development any folder will do', () => {
  chmodSync(folder, 0o777)
  expect(readSandboxTrust(folder)).toBeDefined()
})

import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type GmCertificate, toPem } from '../../src/shared/gm/index.ts'
import { PlatformRootError } from '../../src/shared/platform-root.ts'
import { readInstalledRoot, readSandboxRoot } from './platform-root.ts'
import { testPlatform } from './test-platform.fake.ts'

const sandbox = testPlatform().root
const genuine = testPlatform({ sandbox: false }).root

const isSuperuser = process.getuid?.() === 0

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'platform-root-'))
  file = join(folder, 'platform-root.pem')
  writeFileSync(file, toPem('CERTIFICATE', genuine.der), { mode: 0o644 })
  chmodSync(folder, 0o755)
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function outcome(read: () => GmCertificate): string {
  try {
    return Buffer.from(read().der).toString('hex')
  } catch (error) {
    if (error instanceof PlatformRootError) return error.fault
    throw error
  }
}

const hex = (certificate: GmCertificate) => Buffer.from(certificate.der).toString('hex')

describe.runIf(isSuperuser)('the root of an installed terminal', () => {
  const read = () => outcome(() => readInstalledRoot(file))

  test('is read from a file and a folder that only the superuser can write', () => {
    expect(read()).toBe(hex(genuine))
  })

  test.each([0o664, 0o646, 0o666, 0o777])('is refused from a file with mode %o', (mode) => {
    chmodSync(file, mode)
    expect(read()).toBe('not-protected')
  })

  test.each([0o775, 0o757, 0o1777])('is refused from a folder with mode %o', (mode) => {
    chmodSync(folder, mode)
    expect(read()).toBe('not-protected')
  })

  test('is refused from a file of somebody else', () => {
    chownSync(file, 65_534, 0)
    expect(read()).toBe('not-protected')
  })

  test('is refused from a folder of somebody else', () => {
    chownSync(folder, 65_534, 0)
    expect(read()).toBe('not-protected')
  })

  test('is refused from a link, wherever it leads', () => {
    const link = join(folder, 'link.pem')
    symlinkSync(file, link)
    expect(outcome(() => readInstalledRoot(link))).toBe('not-protected')
  })

  test('is refused from a folder that is a link', () => {
    const link = `${folder}-link`
    symlinkSync(folder, link)
    try {
      expect(outcome(() => readInstalledRoot(join(link, 'platform-root.pem')))).toBe('not-protected')
    } finally {
      rmSync(link)
    }
  })

  test('is refused from what is no file', () => {
    const inner = join(folder, 'inner')
    mkdirSync(inner, { mode: 0o755 })
    expect(outcome(() => readInstalledRoot(inner))).toBe('not-protected')
  })

  test('is missing without a file or a folder', () => {
    expect(outcome(() => readInstalledRoot(join(folder, 'none.pem')))).toBe('unreadable')
    expect(outcome(() => readInstalledRoot(join(folder, 'none', 'root.pem')))).toBe('unreadable')
  })
})

describe('the root of a sandbox', () => {
  const read = () => outcome(() => readSandboxRoot(file))

  test('is read from any file', () => {
    writeFileSync(file, toPem('CERTIFICATE', sandbox.der))
    chmodSync(file, 0o666)
    expect(read()).toBe(hex(sandbox))
  })

  test('is refused unless the certificate says that it is a sandbox', () => {
    expect(read()).toBe('not-a-sandbox')
  })

  test('is missing without a file', () => {
    rmSync(file)
    expect(read()).toBe('unreadable')
  })

  test.each([
    ['nothing', ''],
    ['no certificate', toPem('CERTIFICATE', Uint8Array.of(0x30, 0x00))],
    ['a key', toPem('PRIVATE KEY', sandbox.der)],
    ['two certificates', toPem('CERTIFICATE', sandbox.der).repeat(2)],
    ['half a certificate', toPem('CERTIFICATE', sandbox.der).slice(0, 200)],
    ['too much', 'x'.repeat(20_000)],
  ])('is refused from a file that holds %s', (_what, text) => {
    writeFileSync(file, text)
    expect(read()).toBe('malformed')
  })
})

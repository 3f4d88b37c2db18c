import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPem } from '../../shared/gm/certificate.ts'
import { readRootPem, requireProtected } from '../../shared/platform-root.ts'
import { makeAuthority } from './platform-fixture.ts'
import { readPlatformRoot } from './platform-root.ts'

const now = Date.UTC(2026, 10, 22)
const sandbox = makeAuthority(now)
const real = makeAuthority(now, [])
const sandboxPem = toPem('CERTIFICATE', sandbox.root.certificate.der)
const realPem = toPem('CERTIFICATE', real.root.certificate.der)

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'root-'))
  path = join(folder, 'platform-root.pem')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a development build', () => {
  test('takes a sandbox’s root, and knows it for a test', () => {
    writeFileSync(path, sandboxPem)
    chmodSync(path, 0o666)
    expect(readPlatformRoot(path, true)).toEqual({ certificate: sandbox.root.certificate, isTest: true })
  })

  test('takes no other root', () => {
    writeFileSync(path, realPem)
    expect(() => readPlatformRoot(path, true)).toThrow('not-a-sandbox')
  })
})

describe.runIf(process.getuid?.() === 0)('a shipping build, read as root', () => {
  test('takes a root that belongs to root, and knows a sandbox’s by its certificate', () => {
    writeFileSync(path, realPem, { mode: 0o644 })
    expect(readPlatformRoot(path, false)).toEqual({ certificate: real.root.certificate, isTest: false })
    writeFileSync(path, sandboxPem)
    expect(readPlatformRoot(path, false).isTest).toBe(true)
  })

  test.each([
    ['a file that its group may write', () => chmodSync(path, 0o664)],
    ['a file that anybody may write', () => chmodSync(path, 0o646)],
    ['a file of another user', () => chownSync(path, 1000, 0)],
    ['a folder that anybody may write', () => chmodSync(folder, 0o777)],
    ['a folder of another user', () => chownSync(folder, 1000, 0)],
  ])('refuses %s', (_what, spoil) => {
    writeFileSync(path, realPem, { mode: 0o644 })
    spoil()
    expect(() => readPlatformRoot(path, false)).toThrow('not-protected')
  })
})

describe('either build', () => {
  test.each([
    ['no file', () => {}],
    ['a folder', () => mkdirSync(path)],
    [
      'a link, wherever it leads',
      () => {
        writeFileSync(join(folder, 'elsewhere.pem'), sandboxPem)
        symlinkSync(join(folder, 'elsewhere.pem'), path)
      },
    ],
    ['a pipe, without waiting for it', () => execFileSync('mkfifo', [path])],
  ])('cannot read %s', (_what, prepare) => {
    prepare()
    expect(() => readPlatformRoot(path, true)).toThrow('unreadable')
  })

  test.each([
    ['nothing', ''],
    ['text around the certificate', `root:\n${sandboxPem}`],
    ['two certificates', sandboxPem + realPem],
    ['another block', sandboxPem.replaceAll('CERTIFICATE', 'PUBLIC KEY')],
    ['a certificate that is no authority', toPem('CERTIFICATE', sandbox.signing.certificate.der)],
    ['a file of any length', sandboxPem + '\n'.repeat(20_000)],
  ])('refuses %s', (_what, pem) => {
    writeFileSync(path, pem)
    expect(() => readPlatformRoot(path, true)).toThrow('malformed')
  })
})

test('protection is judged for every part', () => {
  const protectedPart = { uid: 0, mode: 0o100644 }
  expect(() => requireProtected(protectedPart, { uid: 0, mode: 0o040755 })).not.toThrow()
  expect(() => requireProtected(protectedPart, { uid: 1, mode: 0o040755 })).toThrow('not-protected')
  expect(() => requireProtected({ uid: 0, mode: 0o100664 }, protectedPart)).toThrow('not-protected')
})

test('a shipping build judges a root by its place, not by what it says of itself', () => {
  expect(readRootPem(realPem, false)).toEqual(real.root.certificate)
})

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..', '..', '..')

/** Platform, wallet, terminal and what they share. Documents' chips bring their own algorithms. */
const folders = ['src', 'sandbox/platform', 'sandbox/wallet']
const others = /\.(test|fake)\.tsx?$|-fixture\.ts$|\/testing\/|\/travel-documents\//

/** What no program of ours uses beside SM2, SM3 and SM4, by the names under which it could come. */
const foreign =
  /\b(sha-?\d+|sha3|md5|ripemd|blake|aes|des-ede3|chacha20|rsa|ecdsa|ed25519|x25519|secp\w+|prime256v1|scrypt|bcrypt|argon2|createHash|createSign|createVerify|createCipheriv|createDiffieHellman|subtle)\b|@noble/i

function sources(): { readonly file: string; readonly code: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
      .filter((file) => /\.tsx?$/.test(file) && !others.test(file))
      .map((file) => ({ file, code: withoutComments(readFileSync(path.join(root, file), 'utf8')) })),
  )
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}

describe('platform, wallet, terminal and journal', () => {
  test('use SM2, SM3 and SM4 alone', () => {
    const found = sources().filter(({ code }) => foreign.test(code))
    expect(found.map(({ file }) => file)).toEqual([])
  })

  test('were all looked at', () => {
    const files = sources().map(({ file }) => file)
    for (const file of [
      'src/main/journal/journal-record.ts',
      'src/shared/gm/sm3.ts',
      'sandbox/platform/checks.ts',
    ])
      expect(files).toContain(file)
    expect(foreign.test("createHmac('sha256', key)")).toBe(true)
  })
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ldsSecurityObject, masterListOf, openWorkshop, sodOf } from './authority.fake.ts'
import { readMasterList } from './master-list.ts'
import { verifySecurityObject } from './passive-authentication.ts'
import { readTrustFolder } from './trust-folder.ts'

const workshop = openWorkshop()
afterAll(() => {
  workshop.close()
})

const now = Date.now() + 60_000
const authority = workshop.authority({ curve: 'prime256v1' })
const signer = authority.signer({ curve: 'prime256v1' })
const sod = sodOf(workshop.sign(ldsSecurityObject(new Map([[1, Uint8Array.of(0x61, 0)]]), 'sha256'), signer))
const refusedAs = (reason: string) => expect.objectContaining({ reason })

describe('a folder of authorities', () => {
  const listSigner = authority.signer(
    { curve: 'prime256v1' },
    { extensions: 'keyUsage=digitalSignature\nextendedKeyUsage=2.23.136.1.1.3' },
  )
  const second = workshop.authority({ curve: 'brainpoolP256r1' })
  const list = workshop.sign(masterListOf([authority.certificate, second.certificate]), listSigner, {
    contentType: '2.23.136.1.1.2',
  })
  const folder = (files: Readonly<Record<string, string | Uint8Array>>) => {
    const path = join(workshop.folder, `trust-${Object.keys(files).join('-')}`)
    mkdirSync(path)
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes)
    return readTrustFolder(path)
  }

  test('gives those in certificates of either form and in master lists, each once', () => {
    const both = { 'a.cer': authority.certificate, 'b.pem': `${authority.pem}${second.pem}`, 'c.ml': list }
    const { store, refusedFiles } = folder(both)
    expect(store.size).toBe(2)
    expect(refusedFiles).toBe(0)
    expect(verifySecurityObject(sod, store, now).digests.size).toBe(1)
  })

  test('leaves out and counts what it cannot read', () => {
    const broken = list.slice()
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1
    const { store, refusedFiles } = folder({
      'README.txt': 'authorities',
      'empty.cer': '',
      'broken.ml': broken,
      'half.cer': authority.certificate.subarray(0, 100),
      'right.der': second.certificate,
    })
    expect(store.size).toBe(1)
    expect(refusedFiles).toBe(4)
  })

  test('does not take a master list of an unknown publisher', () => {
    const stranger = workshop.authority({ curve: 'prime256v1' })
    const lone = workshop.sign(masterListOf([second.certificate]), stranger.signer({ curve: 'prime256v1' }), {
      contentType: '2.23.136.1.1.2',
    })
    expect(() => readMasterList(lone, [])).toThrow(refusedAs('issuer-unknown'))
    expect(readMasterList(lone, [stranger.certificate])).toHaveLength(1)
  })

  test('must be there', () => {
    expect(() => readTrustFolder(join(workshop.folder, 'nowhere'))).toThrow('ENOENT')
  })
})

import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readElement } from '../../../src/shared/gm/der.ts'
import { certify, distinguishedName } from './certificates.ts'
import { curveNamed } from './curves.ts'
import { fileId } from './file-system.ts'
import { type DocumentOffice, openDocumentOffice } from './document-office.ts'
import { hashNames } from './object-identifiers.ts'
import { type ChipProfileId, chipProfiles } from './profiles.ts'
import { seededRandom } from './random.fake.ts'
import { signContent } from './signed-data.ts'
import { createSigner, generateKeys, type SignatureScheme } from './signing.ts'

/** The openssl command as a second opinion on all that is signed. */
const now = new Date()
let office: DocumentOffice
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chips-'))
  office = openDocumentOffice(now, seededRandom('office'))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function openssl(...args: readonly string[]): Buffer {
  return execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
}

/**
 * The signed content when openssl finds signature and chain right; throws otherwise. The command builds no chain over
 * explicit curve parameters, which ICAO 9303-12 wants: there the two signatures are checked one by one.
 */
function verified(message: Uint8Array, root: Uint8Array, explicit = false): Buffer {
  writeFileSync(join(folder, 'message.der'), message)
  writeFileSync(join(folder, 'root.pem'), new X509Certificate(root).toString())
  const chain = explicit ? ['-noverify'] : ['-CAfile', 'root.pem', '-purpose', 'any']
  const options = ['-inform', 'DER', '-in', 'message.der', '-signer', 'signer.pem', '-binary']
  const content = openssl('cms', '-verify', ...options, ...chain)
  const signer = new X509Certificate(readFileSync(join(folder, 'signer.pem')))
  if (!signer.verify(new X509Certificate(root).publicKey))
    throw new Error('verification of the signer failed')
  return content
}

function securityObject(id: ChipProfileId): Uint8Array {
  const file = office.issue(chipProfiles[id]).image.applicationFiles.get(fileId.security)
  if (!file) throw new Error('no EF.SOD')
  return readElement(file).value
}

test.each([
  'chinese-passport',
  'pace-brainpool',
  'exit-entry-permit',
  'slow-small-buffer',
  'clone',
  'altered-dg1',
] as const)('openssl verifies the security object of %s up to its root', (id) => {
  const content = verified(
    securityObject(id),
    office.root(chipProfiles[id].authority),
    id === 'pace-brainpool',
  )
  expect(readElement(content).raw.length).toBe(content.length)
})

test('openssl refuses the forged one with the genuine root', () => {
  const message = securityObject('forged-sod')
  expect(() => verified(message, office.root('china'))).toThrow(/verif/i)
})

test('openssl verifies the master list, which holds every root', () => {
  const list = office.masterList('utopia', 'china', 'utopia-pss')
  const content = verified(list, office.root('utopia'), true)
  for (const id of ['china', 'utopia', 'utopia-pss'] as const) {
    expect(content.indexOf(office.root(id))).toBeGreaterThan(0)
  }
})

describe('every way to sign', () => {
  const schemes: SignatureScheme[] = [
    ...hashNames.flatMap((hash): SignatureScheme[] => [
      { kind: 'rsa-pkcs1', hash, bits: 2048 },
      { kind: 'rsa-pss', hash, bits: 2048 },
      { kind: 'ecdsa', hash, curve: 'brainpoolP256r1', parameters: 'named' },
    ]),
    { kind: 'ecdsa', hash: 'sha512', curve: 'brainpoolP512r1', parameters: 'explicit' },
    { kind: 'ecdsa', hash: 'sha512', curve: 'secp521r1', parameters: 'named' },
    { kind: 'ecdsa', hash: 'sha384', curve: 'secp384r1', parameters: 'explicit' },
  ]
  const rootScheme: SignatureScheme = {
    kind: 'ecdsa',
    hash: 'sha256',
    curve: 'prime256v1',
    parameters: 'named',
  }
  const lasting = {
    issuer: null,
    notBefore: new Date(now.getTime() - 1e6),
    notAfter: new Date(now.getTime() + 1e9),
  }
  const random = seededRandom('certificates')
  const subject = distinguishedName('UT', 'Bench', 'Signer of tests')
  // An RSA key takes a while to find and serves every scheme.
  const rsaKeys = generateKeys({ kind: 'rsa-pss', hash: 'sha256', bits: 2048 })

  test.each(schemes)('$kind with $hash is right by openssl', (scheme) => {
    const name = distinguishedName('UT', 'Bench', 'Root of tests')
    const root = certify(
      { ...lasting, purpose: 'root', signer: createSigner(rootScheme), subject: name },
      random,
    )
    const keys = scheme.kind === 'ecdsa' ? generateKeys(scheme) : rsaKeys
    const signer = certify(
      { ...lasting, purpose: 'document-signer', signer: createSigner(scheme, keys), subject, issuer: root },
      random,
    )
    const content = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x07)
    const message = signContent({
      contentType: '2.23.136.1.1.1',
      content,
      signer,
      signerIdentifier: 'issuer-and-serial',
      certificates: [],
      signingTime: now,
    })
    const explicit = scheme.kind === 'ecdsa' && scheme.parameters === 'explicit'
    expect(Uint8Array.from(verified(message, root.certificate, explicit))).toEqual(content)
  })
})

test('the curves are those of openssl', () => {
  const text = openssl(
    'ecparam',
    '-name',
    'brainpoolP384r1',
    '-param_enc',
    'explicit',
    '-text',
    '-noout',
  ).toString()
  const numbers = text.replaceAll(/[\s:]/g, '')
  for (const value of [curveNamed('brainpoolP384r1').p, curveNamed('brainpoolP384r1').n]) {
    expect(numbers).toContain(value.toString(16))
  }
})

/**
 * The second opinion: what the openssl command says of our output, and we of its. OpenSSL 3.0 knows SM2, SM3, SM4-CBC and
 * SM2 certificates; it has no SM4-GCM and no CMS with the object identifiers of GB/T 35275, so messages are shown to
 * its ASN.1 parser and their parts to its primitives.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { toHex } from './bytes.ts'
import {
  createCertificateRequest,
  fromPem,
  parseCertificate,
  parseCertificateRequest,
  toPem,
} from './certificate.ts'
import { verifyCertificateChain } from './certificate-chain.ts'
import { envelopData, signData } from './cms.ts'
import { derElement, derObjectIdentifier, derUnsigned, tag } from './der.ts'
import { oid } from './oids.ts'
import { encodePublicKeyInfo } from './public-key-info.ts'
import { generateSm2KeyPair, sm2Decrypt, sm2Encrypt, sm2Sign, sm2Verify, type Sm2KeyPair } from './sm2.ts'
import { sm3 } from './sm3.ts'
import { sm4CbcDecrypt, sm4CbcEncrypt } from './sm4.ts'
import { makeAuthority, makeLeaf, makeRoot, now } from './testing/authority.ts'
import { withFlipped } from './testing/refusal.ts'

const folder = mkdtempSync(join(tmpdir(), 'gm-openssl-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function file(contents: Uint8Array | string): string {
  const path = join(folder, String(files++))
  writeFileSync(path, contents)
  return path
}

function openssl(command: string, ...more: readonly string[]): Uint8Array {
  return new Uint8Array(execFileSync('openssl', [...command.split(' '), ...more], { stdio: 'pipe' }))
}

function opensslText(command: string, ...more: readonly string[]): string {
  return new TextDecoder().decode(openssl(command, ...more))
}

/** ECPrivateKey of RFC 5915. */
function privateKeyFile({ privateKey, publicKey }: Sm2KeyPair): string {
  const der = derElement(
    tag.sequence,
    derUnsigned(1n),
    derElement(tag.octetString, privateKey),
    derElement(0xa0, derObjectIdentifier(oid.sm2Curve)),
    derElement(0xa1, derElement(tag.bitString, Uint8Array.of(0), publicKey)),
  )
  return file(toPem('EC PRIVATE KEY', der))
}

function publicKeyFile(publicKey: Uint8Array): string {
  return file(toPem('PUBLIC KEY', encodePublicKeyInfo(publicKey)))
}

const message = new TextEncoder().encode('测试一 990000')
const keyPair = generateSm2KeyPair()
const defaultId = '-pkeyopt distid:1234567812345678'

describe('primitives', () => {
  test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('SM3 of %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) & 0xff)
    expect(sm3(bytes)).toEqual(openssl(`dgst -sm3 -binary ${file(bytes)}`))
  })

  test.each([0, 1, 15, 16, 17, 1000])('SM4-CBC of %i bytes, both ways', (length) => {
    const key = sm3(message).slice(0, 16)
    const iv = sm3(message).slice(16)
    const plaintext = Uint8Array.from({ length }, (_, index) => (index * 11) & 0xff)
    const ciphertext = sm4CbcEncrypt(key, iv, plaintext)
    const command = `enc -sm4-cbc -K ${toHex(key)} -iv ${toHex(iv)}`
    expect(openssl(`${command} -in ${file(plaintext)}`)).toEqual(ciphertext)
    expect(openssl(`${command} -d -in ${file(ciphertext)}`)).toEqual(plaintext)
    expect(sm4CbcDecrypt(key, iv, ciphertext)).toEqual(plaintext)
  })

  test.each(['1234567812345678', 'ALICE123@YAHOO.COM'])('openssl verifies what we sign as %s', (id) => {
    const signed = file(sm2Sign(message, keyPair, { id }))
    const verify = `pkeyutl -verify -pubin -inkey ${publicKeyFile(keyPair.publicKey)} -rawin -digest sm3`
    expect(opensslText(`${verify} -in ${file(message)} -sigfile ${signed} -pkeyopt distid:${id}`)).toContain(
      'Signature Verified Successfully',
    )
  })

  test('we verify what openssl signs, and for nothing else', () => {
    const sign = `pkeyutl -sign -inkey ${privateKeyFile(keyPair)} -rawin -digest sm3`
    const signed = openssl(`${sign} -in ${file(message)} ${defaultId}`)
    expect(sm2Verify(message, signed, keyPair.publicKey)).toBe(true)
    expect(sm2Verify(message, signed, keyPair.publicKey, { id: '' })).toBe(false)
    expect(sm2Verify(withFlipped(message, 0, 1), signed, keyPair.publicKey)).toBe(false)
  })

  test('SM2 encryption, both ways', () => {
    const ours = file(sm2Encrypt(message, keyPair.publicKey))
    expect(openssl(`pkeyutl -decrypt -inkey ${privateKeyFile(keyPair)} -in ${ours}`)).toEqual(message)
    const encrypt = `pkeyutl -encrypt -pubin -inkey ${publicKeyFile(keyPair.publicKey)}`
    expect(sm2Decrypt(openssl(`${encrypt} -in ${file(message)}`), keyPair.privateKey)).toEqual(message)
  })
})

describe('certificates', () => {
  const root = makeRoot('测试根', { policies: ['1.3.6.1.4.1.99999.1.1'] })
  const authority = makeAuthority(root, 'authority', { pathLength: 0 })
  const leaf = makeLeaf(authority, 'leaf')
  const pem = (der: Uint8Array): string => file(toPem('CERTIFICATE', der))

  test('openssl prints what we issue', () => {
    const text = opensslText(`x509 -noout -text -nameopt utf8 -in ${pem(root.certificate.der)}`)
    expect(text).toContain('Signature Algorithm: SM2-with-SM3')
    expect(text).toContain('ASN1 OID: SM2')
    expect(text).toContain('CN=测试根')
    expect(text).toContain('CA:TRUE')
    expect(text).toContain('Certificate Sign, CRL Sign')
    expect(text).toContain('Policy: 1.3.6.1.4.1.99999.1.1')
    const leafText = opensslText(`x509 -noout -text -in ${pem(leaf.certificate.der)}`)
    expect(leafText).toContain('Digital Signature, Key Encipherment')
    expect(leafText).toContain('CA:FALSE')
  })

  // The command gives the id only to the certificate that it is asked about, not to those on the way: link by link.
  test('openssl verifies our chain link by link, and not with another issuer', () => {
    const verify = (certificate: Uint8Array, issuer: Uint8Array): string => {
      const at = `-attime ${now.getTime() / 1000} -vfyopt distid:1234567812345678`
      return opensslText(
        `verify -x509_strict -partial_chain -trusted ${pem(issuer)} ${at} ${pem(certificate)}`,
      )
    }
    expect(verify(authority.certificate.der, root.certificate.der)).toContain(': OK')
    expect(verify(leaf.certificate.der, authority.certificate.der)).toContain(': OK')
    const impostor = makeRoot('测试根').certificate.der
    expect(() => verify(authority.certificate.der, impostor)).toThrow(/verification failed/)
    expect(() => verify(leaf.certificate.der, root.certificate.der)).toThrow(/verification failed/)
  })

  test('we verify a chain that openssl issued', () => {
    const sign = '-sm3 -sigopt distid:1234567812345678 -vfyopt distid:1234567812345678'
    const rootKey = privateKeyFile(keyPair)
    const leafKey = privateKeyFile(generateSm2KeyPair())
    const rootPem = file(
      openssl(
        `req -new -x509 -key ${rootKey} -sm3 -sigopt distid:1234567812345678 -days 30 -utf8`,
        '-subj',
        '/C=CN/O=测试/CN=openssl root',
      ),
    )
    const request = file(
      openssl(`req -new -key ${leafKey} -sm3 -sigopt distid:1234567812345678 -subj /CN=leaf`),
    )
    const extensions = file('keyUsage=critical,digitalSignature\nbasicConstraints=critical,CA:FALSE\n')
    const issue = `x509 -req -in ${request} -CA ${rootPem} -CAkey ${rootKey} -set_serial 4660 -days 20 -extfile ${extensions}`
    const issued = opensslText(`${issue} ${sign}`)
    const theirRoot = parseCertificate(fromPem('CERTIFICATE', opensslText(`x509 -in ${rootPem}`)))
    const theirLeaf = parseCertificate(fromPem('CERTIFICATE', issued))
    expect(theirLeaf.serialNumber).toBe('1234')
    expect(theirLeaf.issuer).toBe('CN=openssl root,O=测试,C=CN')
    const at = new Date(theirLeaf.notBefore.getTime() + 1000)
    // The default configuration of `req -x509` writes no key usage, and a root without keyCertSign issues nothing here.
    expect(() =>
      verifyCertificateChain({
        leaf: theirLeaf,
        intermediates: [],
        root: { ...theirRoot, keyUsage: new Set(['keyCertSign']) },
        at,
        usage: 'digitalSignature',
      }),
    ).not.toThrow()
  })

  test('certificate requests, both ways', () => {
    const ours = file(createCertificateRequest({ subject: { commonName: 'terminal' }, keyPair }))
    const verify = 'req -inform DER -noout -verify -text -vfyopt distid:1234567812345678'
    expect(opensslText(`${verify} -in ${ours}`)).toContain('Subject: CN = terminal')
    const theirs = openssl(
      `req -new -key ${privateKeyFile(keyPair)} -sm3 -sigopt distid:1234567812345678 -subj /CN=theirs -outform DER`,
    )
    expect(parseCertificateRequest(theirs)).toMatchObject({
      subject: 'CN=theirs',
      publicKey: keyPair.publicKey,
    })
  })
})

describe('messages', () => {
  const leaf = makeLeaf(makeRoot('root'), 'leaf')

  /** `depth tag contents` of every element that openssl sees. */
  const parsed = (der: Uint8Array): string => opensslText(`asn1parse -inform DER -in ${file(der)}`)
  const objects = (text: string): readonly string[] =>
    [...text.matchAll(/OBJECT\s+:(\S+)/g)].map(([, name]) => name ?? '')

  test('openssl reads the object identifiers of GB/T 35275 in a SignedData', () => {
    const der = signData({ content: message, certificate: leaf.certificate, keyPair: leaf.keyPair })
    const found = objects(parsed(der))
    expect(found[0]).toBe('1.2.156.10197.6.1.4.2.2')
    expect(found).toContain('1.2.156.10197.6.1.4.2.1')
    expect(found).toContain('sm3')
    expect(found).toContain('SM2-with-SM3')
    expect(found).toContain('sm2')
    expect(found.at(-1)).toBe('1.2.156.10197.1.301.1')
  })

  test('openssl verifies the signature in a SignedData over its content', () => {
    const der = signData({ content: message, certificate: leaf.certificate, keyPair: leaf.keyPair })
    const text = parsed(der)
    const at = [...text.matchAll(/^\s*(\d+):d=\d+\s+hl=(\d+)\s+l=\s*(\d+) prim: OCTET STRING/gm)].at(-1)
    const [, offset = '', header = '', length = ''] = at ?? []
    const start = Number(offset) + Number(header)
    const signature = file(der.subarray(start, start + Number(length)))
    const verify = `pkeyutl -verify -pubin -inkey ${publicKeyFile(leaf.keyPair.publicKey)} -rawin -digest sm3`
    expect(opensslText(`${verify} ${defaultId} -in ${file(message)} -sigfile ${signature}`)).toContain(
      'Signature Verified Successfully',
    )
  })

  test('openssl opens an EnvelopedData part by part', () => {
    const der = envelopData({ content: message, recipient: leaf.certificate })
    const text = parsed(der)
    expect(objects(text)).toEqual(
      [
        '1.2.156.10197.6.1.4.2.3',
        'organizationName',
        'commonName',
        '1.2.156.10197.1.301.3',
        '1.2.156.10197.6.1.4.2.1',
        'sm4-cbc',
      ].toSpliced(1, 0, 'countryName'),
    )
    const part = (pattern: RegExp, last = false): Uint8Array => {
      const matches = [...text.matchAll(pattern)]
      const [, offset = '', header = '', length = ''] = (last ? matches.at(-1) : matches[0]) ?? []
      const start = Number(offset) + Number(header)
      return der.subarray(start, start + Number(length))
    }
    const octets = /^\s*(\d+):d=\d+\s+hl=(\d+)\s+l=\s*(\d+) prim: OCTET STRING/gm
    const decrypt = `pkeyutl -decrypt -inkey ${privateKeyFile(leaf.keyPair)}`
    const key = openssl(`${decrypt} -in ${file(part(octets))}`)
    const iv = part(octets, true)
    const ciphertext = part(/^\s*(\d+):d=\d+\s+hl=(\d+)\s+l=\s*(\d+) prim: cont \[ 0 \]/gm)
    const command = `enc -d -sm4-cbc -K ${toHex(key)} -iv ${toHex(iv)}`
    expect(openssl(`${command} -in ${file(ciphertext)}`)).toEqual(message)
  })
})

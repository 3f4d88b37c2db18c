import { describe, expect, test } from 'vitest'
import { verifyCertificateChain, type CertificateChain } from './certificate-chain.ts'
import { parseCertificate } from './certificate-parse.ts'
import { makeAuthority, makeLeaf, makeRoot, now, tooEarly, tooLate } from './testing/authority.ts'
import { refusal, withFlipped } from './testing/refusal.ts'

const root = makeRoot('root')
const upper = makeAuthority(root, 'upper', { pathLength: 1 })
const lower = makeAuthority(upper, 'lower', { pathLength: 0 })
const leaf = makeLeaf(lower, 'leaf')
const chain: CertificateChain = {
  leaf: leaf.certificate,
  intermediates: [lower.certificate, upper.certificate],
  root: root.certificate,
  at: now,
  usage: 'digitalSignature',
}
const verify = (change: Partial<CertificateChain>): string | undefined =>
  refusal(() => verifyCertificateChain({ ...chain, ...change }))

const short = new Date('2026-03-01T00:00:00Z')

describe('a chain is good', () => {
  test('over two authorities, in any order, with the root sent along and strangers between', () => {
    const stranger = makeAuthority(makeRoot('other'), 'upper').certificate
    expect(verify({})).toBeUndefined()
    expect(verify({ intermediates: chain.intermediates.toReversed() })).toBeUndefined()
    expect(verify({ intermediates: [stranger, root.certificate, ...chain.intermediates] })).toBeUndefined()
  })

  test('straight below the root', () => {
    expect(verify({ leaf: makeLeaf(root, 'direct').certificate, intermediates: [] })).toBeUndefined()
  })

  test('at the first and at the last second of its validity', () => {
    expect(verify({ at: leaf.certificate.notBefore })).toBeUndefined()
    expect(verify({ at: leaf.certificate.notAfter })).toBeUndefined()
  })

  test('and good again when it is verified a second time', () => {
    expect([verify({}), verify({})]).toEqual([undefined, undefined])
  })
})

describe('certificates that are met again', () => {
  test('are kept once they led to the root, with those on the way', () => {
    expect(verify({})).toBeUndefined()
    for (const { der } of [leaf.certificate, ...chain.intermediates]) {
      expect(parseCertificate(der)).toBe(parseCertificate(der))
    }
  })

  test('are not kept when they were only sent along, or led elsewhere', () => {
    const other = makeRoot('other')
    const stranger = makeAuthority(other, 'stranger')
    const strangers = makeLeaf(stranger, 'strangers')
    expect(verify({ intermediates: [...chain.intermediates, stranger.certificate] })).toBeUndefined()
    expect(verify({ leaf: strangers.certificate, intermediates: [stranger.certificate] })).toBe(
      'certificate-chain',
    )
    for (const { der } of [strangers.certificate, stranger.certificate]) {
      expect(parseCertificate(der)).not.toBe(parseCertificate(der))
    }
  })
})

describe('a chain is refused', () => {
  test('before and after its validity, and at no time at all', () => {
    expect(verify({ at: tooEarly })).toBe('certificate-not-yet-valid')
    expect(verify({ at: tooLate })).toBe('certificate-expired')
    expect(verify({ at: new Date(Number.NaN) })).toBe('certificate-not-yet-valid')
  })

  test('when only an authority or the root has expired', () => {
    const old = makeAuthority(root, 'old', { notAfter: short })
    const below = makeLeaf(old, 'leaf').certificate
    expect(verify({ leaf: below, intermediates: [old.certificate] })).toBe('certificate-expired')
    const oldRoot = makeRoot('old root', { notAfter: short })
    const belowRoot = makeLeaf(oldRoot, 'leaf').certificate
    expect(verify({ leaf: belowRoot, intermediates: [], root: oldRoot.certificate })).toBe(
      'certificate-expired',
    )
  })

  test('to another root, of the same name and even of the same name and key', () => {
    expect(verify({ root: makeRoot('stranger').certificate })).toBe('certificate-chain')
    expect(verify({ root: makeRoot('root').certificate })).toBe('certificate-chain')
    const again = makeRoot('root', {
      issuerKey: root.keyPair,
      publicKey: root.keyPair.publicKey,
    }).certificate
    // Same name, same key, another serial number: signatures fit, so this is a root as good as the first…
    expect(verify({ root: again })).toBeUndefined()
    // …but a root that is only sent along is never the trusted one.
    const foreign = makeRoot('foreign')
    const foreignLeaf = makeLeaf(foreign, 'leaf').certificate
    expect(verify({ leaf: foreignLeaf, intermediates: [foreign.certificate] })).toBe('certificate-chain')
  })

  test('without one of its authorities', () => {
    expect(verify({ intermediates: [lower.certificate] })).toBe('certificate-chain')
    expect(verify({ intermediates: [upper.certificate] })).toBe('certificate-chain')
  })

  test('when an issuer lacks the CA flag', () => {
    const impostor = makeLeaf(root, 'impostor', { keyUsage: ['keyCertSign', 'digitalSignature'] })
    const below = makeLeaf(impostor, 'leaf').certificate
    expect(verify({ leaf: below, intermediates: [impostor.certificate] })).toBe('certificate-chain')
  })

  test('when an issuer may not sign certificates', () => {
    const authority = makeAuthority(root, 'authority', { keyUsage: ['digitalSignature'] })
    const below = makeLeaf(authority, 'leaf').certificate
    expect(verify({ leaf: below, intermediates: [authority.certificate] })).toBe('certificate-usage')
  })

  test('when it is longer than an authority allows', () => {
    const tooDeep = makeAuthority(lower, 'too deep')
    const below = makeLeaf(tooDeep, 'leaf').certificate
    expect(verify({ leaf: below, intermediates: [tooDeep.certificate, ...chain.intermediates] })).toBe(
      'certificate-chain',
    )
  })

  test('when the leaf is for something else, or an authority itself', () => {
    const signs = makeLeaf(lower, 'signs', { keyUsage: ['digitalSignature'] }).certificate
    const receives = makeLeaf(lower, 'receives', { keyUsage: ['keyEncipherment'] }).certificate
    expect(verify({ leaf: signs, usage: 'keyEncipherment' })).toBe('certificate-usage')
    expect(verify({ leaf: receives, usage: 'digitalSignature' })).toBe('certificate-usage')
    expect(verify({ leaf: receives, usage: 'keyEncipherment' })).toBeUndefined()
    const authority = makeAuthority(lower, 'x', { keyUsage: ['digitalSignature', 'keyCertSign'] }).certificate
    expect(verify({ leaf: authority })).toBe('certificate-usage')
    expect(verify({ leaf: root.certificate, intermediates: [] })).toBe('certificate-usage')
  })

  test('with an unknown critical extension on any level', () => {
    const unknownCritical = ['1.2.3.4']
    expect(verify({ leaf: { ...leaf.certificate, unknownCritical } })).toBe('certificate-extension')
    expect(verify({ intermediates: [{ ...lower.certificate, unknownCritical }, upper.certificate] })).toBe(
      'certificate-extension',
    )
    expect(verify({ root: { ...root.certificate, unknownCritical } })).toBe('certificate-extension')
  })

  test('when a signature on the way does not fit', () => {
    const { der, signature } = leaf.certificate
    const forged = parseCertificate(withFlipped(der, der.length - 1, 1))
    expect(forged.signature).not.toEqual(signature)
    expect(verify({ leaf: forged })).toBe('signature')
  })

  test('when the issuer’s key identifier is another', () => {
    const other = { ...leaf.certificate, authorityKeyId: new Uint8Array(20) }
    expect(verify({ leaf: other })).toBe('certificate-chain')
  })

  test('with more certificates than any path has', () => {
    const many = Array.from({ length: 9 }, () => upper.certificate)
    expect(verify({ intermediates: many })).toBe('certificate-chain')
  })

  test('in a circle that never reaches the root', () => {
    const first = makeRoot('first')
    const second = makeAuthority(first, 'second')
    const firstAgain = makeAuthority(second, 'first', {
      subject: { commonName: 'first', organisation: '测试', country: 'CN' },
      publicKey: first.keyPair.publicKey,
    }).certificate
    const below = makeLeaf(second, 'leaf').certificate
    expect(verify({ leaf: below, intermediates: [second.certificate, firstAgain] })).toBe('certificate-chain')
  })
})

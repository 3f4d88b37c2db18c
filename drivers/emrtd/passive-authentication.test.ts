import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { ldsSecurityObject, openWorkshop, type Signing, sodOf } from './authority.fake.ts'
import { outlineOf } from './certificate-outline.ts'
import { DocumentFault } from './fault.ts'
import { isAuthentic, verifySecurityObject } from './passive-authentication.ts'
import { trustStore } from './trust-store.ts'

const workshop = openWorkshop()
afterAll(() => {
  workshop.close()
})

const now = Date.now() + 60_000
const dg1 = Uint8Array.of(0x61, 1, 2)
const groups = new Map([
  [1, dg1],
  [2, Uint8Array.of(0x75, 1, 3)],
])
const object = ldsSecurityObject(groups, 'sha256')
const curves = [
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
  'prime256v1',
  'secp384r1',
  'secp521r1',
]

const authority = workshop.authority({ curve: 'prime256v1' })
const signer = authority.signer({ curve: 'prime256v1' })
const trust = trustStore([authority.certificate])
const sod = sodOf(workshop.sign(object, signer))
const refusedAs = (reason: string) => expect.objectContaining({ reason })

describe('the security object of a document', () => {
  test.each(curves)('is trusted when it is signed with ECDSA on %s', (curve) => {
    const authority = workshop.authority({ curve })
    const hash = curve.includes('256') ? 'sha256' : curve.includes('384') ? 'sha384' : 'sha512'
    const made = sodOf(workshop.sign(object, authority.signer({ curve }), { hash }))
    expect(verifySecurityObject(made, trustStore([authority.certificate]), now).digests.size).toBe(2)
  })

  const rsa: readonly (readonly [string, Signing, readonly string[]])[] = [
    ['SHA-1', { hash: 'sha1' }, ['-sha1']],
    ['SHA-224', { hash: 'sha224' }, ['-sha224']],
    ['SHA-256', { hash: 'sha256' }, ['-sha256']],
    ['SHA-384', { hash: 'sha384' }, ['-sha384']],
    ['SHA-512', { hash: 'sha512' }, ['-sha512']],
    ['PSS and SHA-1', { hash: 'sha1', pss: true }, ['-sha1', '-sigopt', 'rsa_padding_mode:pss']],
    ['PSS and SHA-256', { hash: 'sha256', pss: true }, ['-sha256', '-sigopt', 'rsa_padding_mode:pss']],
    ['PSS and SHA-512', { hash: 'sha512', pss: true }, ['-sha512', '-sigopt', 'rsa_padding_mode:pss']],
  ]
  test.each(rsa)('is trusted when it is signed with RSA, %s', (_name, how, words) => {
    const authority = workshop.authority('rsa', { arguments: words })
    const signer = authority.signer('rsa', { arguments: words })
    const made = sodOf(workshop.sign(object, signer, how))
    const trust = trustStore([authority.certificate])
    expect(verifySecurityObject(made, trust, now).hash).toBe('sha256')
    const wrong = made.slice()
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1
    expect(() => verifySecurityObject(wrong, trust, now)).toThrow(refusedAs('signature-not-trusted'))
  })

  test('is trusted when the keys write out the parameters of their curve', () => {
    const kind = { curve: 'brainpoolP256r1', explicit: true }
    const authority = workshop.authority(kind)
    const made = sodOf(workshop.sign(object, authority.signer(kind)))
    expect(verifySecurityObject(made, trustStore([authority.certificate]), now).digests.size).toBe(2)
  })

  test('is trusted when it calls itself plain data, as Chinese passports do', () => {
    const made = sodOf(workshop.sign(object, signer, { contentType: '1.2.840.113549.1.7.1' }))
    expect(verifySecurityObject(made, trust, now).digests.size).toBe(2)
  })

  test('is trusted without signed attributes, and with a signer named by its key', () => {
    for (const word of ['-noattr', '-keyid']) {
      const made = sodOf(workshop.sign(object, signer, { arguments: [word] }))
      expect(verifySecurityObject(made, trust, now).digests.size).toBe(2)
    }
  })

  test('says of a file whether it is the one that was signed', () => {
    const verified = verifySecurityObject(sod, trust, now)
    expect(isAuthentic(verified, 1, dg1)).toBe(true)
    expect(isAuthentic(verified, 1, Uint8Array.of(0x61, 1, 3))).toBe(false)
    expect(isAuthentic(verified, 3, dg1)).toBe(false)
  })

  test.each(['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const)(
    'may digest its files with %s',
    (hash) => {
      const made = sodOf(workshop.sign(ldsSecurityObject(groups, hash), signer))
      expect(isAuthentic(verifySecurityObject(made, trust, now), 1, dg1)).toBe(true)
    },
  )

  test('is refused when no authority of that name is trusted', () => {
    expect(() => verifySecurityObject(sod, trustStore([]), now)).toThrow(refusedAs('issuer-unknown'))
    const other = workshop.authority({ curve: 'prime256v1' })
    const store = trustStore([other.certificate])
    expect(() => verifySecurityObject(sod, store, now)).toThrow(refusedAs('issuer-unknown'))
  })

  test.each([
    ['is an authority itself', 'basicConstraints=CA:TRUE'],
    ['may not sign', 'keyUsage=keyEncipherment'],
    ['is for something else', 'keyUsage=digitalSignature\nextendedKeyUsage=2.23.136.1.1.3'],
  ])('is refused when its signer %s', (_what, extensions) => {
    const made = sodOf(workshop.sign(object, authority.signer({ curve: 'prime256v1' }, { extensions })))
    expect(() => verifySecurityObject(made, trust, now)).toThrow(refusedAs('signature-not-trusted'))
  })

  test('is refused before and after its signer is valid', () => {
    for (const time of [now - 3_600_000, now + 3651 * 86_400_000]) {
      expect(() => verifySecurityObject(sod, trust, time)).toThrow(refusedAs('signature-not-trusted'))
    }
  })

  test('is refused when another authority of the same name issued its signer', () => {
    const forged = workshop.authority({ curve: 'prime256v1' })
    const made = sodOf(workshop.sign(object, forged.signer({ curve: 'prime256v1' })))
    const store = { size: 1, issuersOf: () => [outlineOf(authority.certificate)] }
    expect(() => verifySecurityObject(made, store, now)).toThrow(refusedAs('signature-not-trusted'))
  })

  test('is refused when one octet of what was signed is another', () => {
    const at = Buffer.from(sod).indexOf(Buffer.from(object))
    for (const offset of [at + object.length - 1, at + 20]) {
      const wrong = sod.slice()
      wrong[offset] = (wrong[offset] ?? 0) ^ 1
      expect(() => verifySecurityObject(wrong, trust, now)).toThrow(DocumentFault)
    }
  })

  test('never breaks what reads it, and no change of an octet makes another object trusted', () => {
    const bytes = fc.tuple(fc.nat(sod.length - 1), fc.integer({ min: 1, max: 255 }))
    const right = verifySecurityObject(sod, trust, now)
    const digestsOrFault = (bytes: Uint8Array) => {
      try {
        return verifySecurityObject(bytes, trust, now).digests
      } catch (error) {
        if (error instanceof DocumentFault) return right.digests
        throw error
      }
    }
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 3 }), fc.nat(sod.length), (changes, cut) => {
        const wrong = sod.slice(0, changes.length === 3 ? cut : sod.length)
        for (const [at, mask] of changes) {
          if (at < wrong.length) wrong[at] = (wrong[at] ?? 0) ^ mask
        }
        expect(digestsOrFault(wrong)).toEqual(right.digests)
      }),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (content) => {
        expect(() => verifySecurityObject(sodOf(content), trust, now)).toThrow(DocumentFault)
      }),
      { numRuns: 500 },
    )
  })
})

import { describe, expect, test, vi } from 'vitest'
import { newBizSeq, terminalNumberSchema } from '../../src/shared/check.ts'
import { type GmCertificate, GmError } from '../../src/shared/gm/index.ts'
import { PlatformRootError } from '../../src/shared/platform-root.ts'
import { prepareSeal, SealRefused } from './seal-evidence.ts'
import { testPlatform, type TestPlatform } from './test-platform.fake.ts'

/** Every plaintext that was written, as the seal had it in its hands. */
const plaintexts = vi.hoisted((): Uint8Array[] => [])
vi.mock(import('../../src/shared/sealed-content.ts'), async (original) => {
  const real = await original()
  return {
    ...real,
    writeEvidenceContent: (content) => {
      const plaintext = real.writeEvidenceContent(content)
      plaintexts.push(plaintext)
      return plaintext
    },
  }
})

const time = Date.UTC(2026, 10, 22, 1, 2, 3, 4)
const presented = new TextEncoder().encode('presented')
const terminal = terminalNumberSchema.parse('99000001')

function refusalOf(chain: readonly Uint8Array[], root: () => GmCertificate, at = time): string {
  try {
    prepareSeal(chain, root, at)
    return 'accepted'
  } catch (error) {
    if (error instanceof SealRefused) return error.reason
    throw error
  }
}

describe('a seal', () => {
  test('holds what was presented, bound to check, terminal and time, and only the platform opens it', () => {
    const platform = testPlatform()
    const bizSeq = newBizSeq()
    const seal = prepareSeal(platform.chain, () => platform.root, time)
    const sealed = seal({ kind: 'wallet-code', bizSeq, terminal, time, presented })
    expect(platform.open(sealed)).toEqual({
      kind: 'wallet-code',
      bizSeq,
      terminal,
      timeStamp: '20261122090203004',
      presented,
    })
    expect(Buffer.from(sealed).includes('presented')).toBe(false)
    expect(() => testPlatform().open(sealed)).toThrow(GmError)
  })

  test('is different every time', () => {
    const platform = testPlatform()
    const evidence = { kind: 'wallet-code', bizSeq: newBizSeq(), terminal, time, presented } as const
    const seal = prepareSeal(platform.chain, () => platform.root, time)
    expect(seal(evidence)).not.toEqual(seal(evidence))
  })

  test('leaves no plaintext of its own behind', () => {
    const platform = testPlatform()
    const seal = prepareSeal(platform.chain, () => platform.root, time)
    seal({ kind: 'wallet-code', bizSeq: newBizSeq(), terminal, time, presented })
    expect(plaintexts.length).toBeGreaterThan(0)
    for (const plaintext of plaintexts) expect(plaintext.every((byte) => byte === 0)).toBe(true)
  })
})

describe('no seal is made', () => {
  const platform: TestPlatform = testPlatform()
  const root = () => platform.root

  test('but for the right chain', () => {
    expect(refusalOf(platform.chain, root)).toBe('accepted')
  })

  test('for a chain that leads to another root of the same name', () => {
    expect(refusalOf(testPlatform().chain, root)).toBe('platform-untrusted')
  })

  test('for a leaf without its issuer', () => {
    expect(refusalOf(platform.chain.slice(0, 1), root)).toBe('platform-untrusted')
  })

  test('for no certificate, and for bytes that are none', () => {
    expect(refusalOf([], root)).toBe('platform-untrusted')
    expect(refusalOf([Uint8Array.of(1, 2, 3)], root)).toBe('platform-untrusted')
  })

  test('for the root itself', () => {
    expect(refusalOf([platform.root.der], root)).toBe('platform-untrusted')
  })

  test('for a certificate that may only sign', () => {
    const signing = testPlatform({ usage: ['digitalSignature'] })
    expect(refusalOf(signing.chain, () => signing.root)).toBe('platform-untrusted')
  })

  test('before and after the validity of the certificate', () => {
    const short = testPlatform({
      notBefore: new Date('2026-11-22T00:00:00Z'),
      notAfter: new Date('2026-11-23T00:00:00Z'),
    })
    const at = (text: string) => refusalOf(short.chain, () => short.root, Date.parse(text))
    expect(at('2026-11-22T12:00:00Z')).toBe('accepted')
    expect(at('2026-11-21T23:59:59Z')).toBe('platform-untrusted')
    expect(at('2026-11-23T00:00:01Z')).toBe('platform-untrusted')
  })

  test('for a certificate changed by one bit', () => {
    const [leaf, ...rest] = platform.chain
    if (!leaf) throw new TypeError('no leaf')
    for (const at of [20, 60, 200, leaf.length - 1]) {
      const changed = leaf.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(refusalOf([changed, ...rest], root)).toBe('platform-untrusted')
    }
  })

  test('without a root', () => {
    const unreadable = () => {
      throw new PlatformRootError('unreadable')
    }
    expect(refusalOf(platform.chain, unreadable)).toBe('root-unreadable')
  })

  test('when reading the root fails for a reason that is a mistake in the program', () => {
    const mistaken = () => {
      throw new TypeError('mistake')
    }
    expect(() => refusalOf(platform.chain, mistaken)).toThrow(TypeError)
  })
})

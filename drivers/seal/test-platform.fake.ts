import {
  generateSm2KeyPair,
  type GmCertificate,
  issueCertificate,
  type KeyUsage,
  openEnvelope,
  parseCertificate,
  randomSerial,
  sandboxPolicyOid,
} from '../../src/shared/gm/index.ts'
import { type EvidenceContent, readEvidenceContent } from '../../src/shared/sealed-content.ts'

export interface TestPlatform {
  readonly root: GmCertificate
  /** Leaf first, without the root. */
  readonly chain: Uint8Array[]
  open(sealed: Uint8Array): EvidenceContent
}

export interface TestPlatformOptions {
  readonly sandbox?: boolean
  readonly usage?: readonly KeyUsage[]
  readonly notBefore?: Date
  readonly notAfter?: Date
}

/** A platform with an authority of its own: root, intermediate, encryption certificate. */
export function testPlatform({
  sandbox = true,
  usage = ['keyEncipherment'],
  notBefore = new Date('2026-01-01T00:00:00Z'),
  notAfter = new Date('2036-01-01T00:00:00Z'),
}: TestPlatformOptions = {}): TestPlatform {
  const rootKey = generateSm2KeyPair()
  const issuerKey = generateSm2KeyPair()
  const leafKey = generateSm2KeyPair()
  const authority = {
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2046-01-01T00:00:00Z'),
    isCa: true,
    keyUsage: ['keyCertSign'],
  } as const
  const root = parseCertificate(
    issueCertificate({
      ...authority,
      subject: { commonName: 'Test root' },
      issuerKey: rootKey,
      publicKey: rootKey.publicKey,
      serial: randomSerial(),
      policies: sandbox ? [sandboxPolicyOid] : [],
    }),
  )
  const intermediate = parseCertificate(
    issueCertificate({
      ...authority,
      subject: { commonName: 'Test issuer' },
      issuer: root,
      issuerKey: rootKey,
      publicKey: issuerKey.publicKey,
      serial: randomSerial(),
    }),
  )
  const leaf = parseCertificate(
    issueCertificate({
      subject: { commonName: 'Test platform' },
      issuer: intermediate,
      issuerKey,
      publicKey: leafKey.publicKey,
      serial: randomSerial(),
      notBefore,
      notAfter,
      isCa: false,
      keyUsage: usage,
    }),
  )
  return {
    root,
    chain: [leaf.der, intermediate.der],
    open: (sealed) =>
      readEvidenceContent(openEnvelope(sealed, { certificate: leaf, privateKey: leafKey.privateKey })),
  }
}

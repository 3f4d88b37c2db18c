import {
  envelopData,
  equalBytes,
  GmError,
  openEnvelope,
  parseCertificate,
  readSignedData,
  signData,
  verifySignedData,
} from '../../../src/shared/gm/index.ts'
import { requireCanonicalDer } from '../../../src/shared/gm/der-canonical.ts'
import { makeAuthority, makeLeaf, makeRoot, now } from '../../../src/shared/gm/testing/authority.ts'
import { type FuzzTarget, mustHold, orRefuse } from '../target.ts'

/** What the platform's side of the terminal reads: DER, certificates, signed messages, and envelopes. */
export function gmReaders(): readonly FuzzTarget[] {
  const root = makeRoot('root')
  const authority = makeAuthority(root, 'authority')
  const { certificate, keyPair } = makeLeaf(authority, 'platform')
  const content = new TextEncoder().encode('{"bizSeq":"测试"}')
  const signed = signData({ content, certificate, keyPair, includeCertificate: [authority.certificate.der] })
  const envelope = envelopData({ content, recipient: certificate })
  const structures = [signed, envelope, certificate.der, authority.certificate.der]
  return [
    {
      name: 'DER',
      samples: structures,
      take: (input) => {
        orRefuse(GmError, () => {
          requireCanonicalDer(input)
        })
      },
    },
    {
      name: 'SM2 certificates',
      samples: [certificate.der, authority.certificate.der, root.certificate.der],
      take: (input) => {
        const read = orRefuse(GmError, () => parseCertificate(input))
        if (read) mustHold(equalBytes(read.der, input), 'a certificate is all of its octets')
      },
    },
    {
      name: 'SM2 SignedData, read',
      samples: [signed],
      take: (input) => {
        orRefuse(GmError, () => readSignedData(input))
      },
    },
    {
      name: 'SM2 SignedData, verified',
      samples: [signed],
      take: (input) => {
        const read = orRefuse(GmError, () => verifySignedData(input, { root: root.certificate, at: now }))
        if (read) mustHold(equalBytes(read.content, content), 'what is believed is what was signed')
      },
    },
    {
      name: 'SM2 EnvelopedData',
      samples: [envelope],
      take: (input) => {
        orRefuse(GmError, () => openEnvelope(input, { certificate, privateKey: keyPair.privateKey }))
      },
    },
  ]
}

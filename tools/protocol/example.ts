import { bizSeqSchema, terminalNumberSchema } from '../../src/shared/check.ts'
import {
  type CertificateToIssue,
  type GmCertificate,
  issueCertificate,
  parseCertificate,
  sandboxPolicyOid,
} from '../../src/shared/gm/certificate.ts'
import { toBase64, toHex } from '../../src/shared/gm/bytes.ts'
import { envelopData, signData } from '../../src/shared/gm/cms.ts'
import { generateSm2KeyPair, type Sm2KeyPair } from '../../src/shared/gm/sm2-keys.ts'
import { writeEvidenceContent } from '../../src/shared/sealed-content.ts'
import { walletCodePrefix } from '../../src/shared/wallet-code.ts'
import {
  type CheckRequest,
  receiptNumber,
  requestDigest,
  writeCanonicalJson,
  writeTimeStamp,
} from '../../src/shared/wire.ts'

/** The moment of the example: 22 November 2026, 09:41 in China. */
const time = Date.UTC(2026, 10, 22, 1, 41)
const begin = new Date(Date.UTC(2026, 0, 1))
const end = new Date(Date.UTC(2036, 0, 1))

interface Holder {
  readonly certificate: GmCertificate
  readonly keyPair: Sm2KeyPair
}

function holder(
  commonName: string,
  serial: number,
  form: Pick<CertificateToIssue, 'isCa' | 'keyUsage' | 'policies'>,
  issuer?: Holder,
): Holder {
  const keyPair = generateSm2KeyPair()
  const der = issueCertificate({
    subject: { commonName },
    ...(issuer && { issuer: issuer.certificate }),
    issuerKey: issuer?.keyPair ?? keyPair,
    publicKey: keyPair.publicKey,
    serial: toHex(new Uint8Array([serial])),
    notBefore: begin,
    notAfter: end,
    ...form,
  })
  return { certificate: parseCertificate(der), keyPair }
}

/** The parts of one check, by the titles they have on the page. */
export function makeExample(): readonly {
  readonly title: string
  readonly text?: string
  readonly hex?: string
}[] {
  const root = holder('PassOnly example root', 1, {
    isCa: true,
    keyUsage: ['keyCertSign', 'crlSign'],
    policies: [sandboxPolicyOid],
  })
  const signing = holder('platform', 2, { isCa: false, keyUsage: ['digitalSignature'] }, root)
  const enciphering = holder('platform', 3, { isCa: false, keyUsage: ['keyEncipherment'] }, root)
  const terminal = terminalNumberSchema.parse('20261122')
  const asking = holder(terminal, 4, { isCa: false, keyUsage: ['digitalSignature'] }, root)
  const bizSeq = bizSeqSchema.parse('PassOnlyExample00000000000000001')
  const timeStamp = writeTimeStamp(time)
  const presented = new TextEncoder().encode(walletCodePrefix + 'Example-code-of-nobody-at-'.padEnd(56, '_'))
  const evidence = writeEvidenceContent({ kind: 'wallet-code', bizSeq, terminal, timeStamp, presented })
  const enveloped = envelopData({ content: evidence, recipient: enciphering.certificate })
  const request: CheckRequest = {
    version: 1,
    customNumber: '10000001',
    terminal,
    bizSeq,
    timeStamp,
    policy: 'hall-r01',
    authMode: 'R01',
    subject: 'self',
    evidence: [{ kind: 'wallet-code', data: toBase64(enveloped) }],
  }
  const requestContent = writeCanonicalJson(request)
  const replyContent = writeCanonicalJson({
    bizSeq,
    terminal,
    timeStamp: writeTimeStamp(time + 12),
    authResult: 'pass',
    digest: requestDigest(requestContent),
  })
  return [
    { title: 'Root certificate', hex: toHex(root.certificate.der) },
    {
      title: 'Platform, private key of the enciphering certificate',
      hex: toHex(enciphering.keyPair.privateKey),
    },
    { title: 'Platform, enciphering certificate', hex: toHex(enciphering.certificate.der) },
    { title: 'Evidence content', hex: toHex(evidence) },
    { title: 'Evidence, EnvelopedData', hex: toHex(enveloped) },
    { title: 'Request content', text: new TextDecoder().decode(requestContent) },
    {
      title: 'Request, SignedData',
      hex: toHex(signData({ content: requestContent, ...asking })),
    },
    { title: 'Reply content', text: new TextDecoder().decode(replyContent) },
    { title: 'Reply, SignedData', hex: toHex(signData({ content: replyContent, ...signing })) },
    { title: 'Receipt number', text: receiptNumber(requestContent, 'pass') },
  ]
}

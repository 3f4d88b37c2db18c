import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import {
  bizSeqSchema,
  type Check,
  type EvidenceKind,
  newBizSeq,
  type SealedEvidence,
  type TerminalNumber,
  terminalNumberSchema,
} from '../../shared/check.ts'
import {
  type CertificateToIssue,
  type GmCertificate,
  issueCertificate,
  parseCertificate,
  randomSerial,
  sandboxPolicyOid,
} from '../../shared/gm/certificate.ts'
import { readSignedData, signData } from '../../shared/gm/cms.ts'
import { generateSm2KeyPair, type Sm2KeyPair } from '../../shared/gm/sm2-keys.ts'
import {
  type ApprovalReply,
  approvalRequestSchema,
  type ApprovalState,
  type CheckReply,
  checkRequestSchema,
  readCanonicalJson,
  requestDigest,
  writeCanonicalJson,
  writeTimeStamp,
} from '../../shared/wire.ts'
import type { TerminalIdentity } from './terminal-identity.ts'

/** For tests: a certificate authority, and a platform on the loopback that can be made to misbehave in any way. */

export interface Credential {
  readonly certificate: GmCertificate
  readonly keyPair: Sm2KeyPair
}

export const day = 86_400_000

/** Issues a certificate for a new key; by default good from a day before `at` to a year after. */
export function issue(
  subject: CertificateToIssue['subject'],
  issuer: Credential | null,
  at: number,
  form: Partial<CertificateToIssue>,
  keyPair: Sm2KeyPair = generateSm2KeyPair(),
): Credential {
  const second = Math.floor(at / 1000) * 1000
  const der = issueCertificate({
    subject,
    ...(issuer && { issuer: issuer.certificate }),
    issuerKey: issuer?.keyPair ?? keyPair,
    publicKey: keyPair.publicKey,
    serial: randomSerial(),
    notBefore: new Date(second - day),
    notAfter: new Date(second + 365 * day),
    isCa: false,
    keyUsage: ['digitalSignature'],
    ...form,
  })
  return { certificate: parseCertificate(der), keyPair }
}

export const platformName = { commonName: 'Invented platform', country: 'CN' }
const authority = { isCa: true, keyUsage: ['keyCertSign'] } as const

export interface TestAuthority {
  readonly root: Credential
  readonly issuing: Credential
  readonly signing: Credential
  readonly encryption: Credential
}

export function makeAuthority(at: number, policies: readonly string[] = [sandboxPolicyOid]): TestAuthority {
  const root = issue({ commonName: 'Invented root' }, null, at, { ...authority, policies })
  const issuing = issue({ commonName: 'Invented issuing authority' }, root, at, {
    ...authority,
    pathLength: 0,
  })
  return {
    root,
    issuing,
    signing: issue(platformName, issuing, at, {}),
    encryption: issue(platformName, issuing, at, { keyUsage: ['keyEncipherment'] }),
  }
}

export const terminal = terminalNumberSchema.parse('90731846')

export function makeIdentity(
  { issuing, encryption, signing }: TestAuthority,
  at: number,
  number: TerminalNumber = terminal,
): TerminalIdentity {
  const { certificate, keyPair } = issue({ commonName: number }, issuing, at, {})
  return {
    terminal: number,
    keyPair,
    terminalChain: [certificate.der, issuing.certificate.der],
    platformChain: [encryption.certificate.der, issuing.certificate.der],
    signerChain: [signing.certificate.der, issuing.certificate.der],
  }
}

export function makeCheck(): Check {
  return { bizSeq: newBizSeq(), policy: 'hall', authMode: 'R01', subject: 'self', accepts: ['wallet-code'] }
}

export const otherTerminal = terminalNumberSchema.parse('11111111')
export const otherBizSeq = bizSeqSchema.parse('00000000000000000000000000000000')

/** What stands for sealed evidence: to the verification client these are just bytes. */
export function makeSealed(
  { bizSeq }: Pick<Check, 'bizSeq'>,
  kind: EvidenceKind = 'wallet-code',
): SealedEvidence {
  return { kind, bizSeq, data: Uint8Array.from({ length: 900 }, (_, index) => index & 0xff) }
}

/** The honest reply's members to a request's message. */
export function replyTo(message: Uint8Array, at: number): CheckReply {
  const { content } = readSignedData(message)
  const { bizSeq, terminal } = readCanonicalJson(content, checkRequestSchema)
  return {
    bizSeq,
    terminal,
    timeStamp: writeTimeStamp(at),
    authResult: 'pass',
    digest: requestDigest(content),
  }
}

/** The honest reply's members to an offer's message, and to every question after it. */
export function approvalReplyTo(offer: Uint8Array, at: number, state: ApprovalState): ApprovalReply {
  const { content } = readSignedData(offer)
  const { bizSeq, terminal } = readCanonicalJson(content, approvalRequestSchema)
  return { bizSeq, terminal, timeStamp: writeTimeStamp(at), state, digest: requestDigest(content) }
}

export function signReply(
  content: Uint8Array | CheckReply | ApprovalReply,
  signer: Credential,
  include: readonly GmCertificate[],
): Uint8Array {
  return signData({
    content: content instanceof Uint8Array ? content : writeCanonicalJson(content),
    certificate: signer.certificate,
    keyPair: signer.keyPair,
    includeCertificate: include.map(({ der }) => der),
  })
}

export type Answer = (request: Uint8Array, reply: ServerResponse, incoming: IncomingMessage) => unknown

export interface LoopbackPlatform {
  readonly url: string
  /** Bodies of all requests, in order. */
  readonly requests: readonly Uint8Array[]
  /** Paths, likewise. */
  readonly paths: readonly string[]
  readonly connections: () => number
  close(): Promise<void>
}

/** Listens on a free port of the loopback and leaves every answer to `answer`. */
export async function startPlatform(answer: Answer): Promise<LoopbackPlatform> {
  const requests: Uint8Array[] = []
  const paths: string[] = []
  let connections = 0
  const server = http.createServer((incoming, reply) => {
    const parts: Uint8Array[] = []
    incoming.on('data', (part: Uint8Array) => parts.push(part))
    incoming.on('end', () => {
      const body = new Uint8Array(Buffer.concat(parts))
      requests.push(body)
      paths.push(`${incoming.method} ${incoming.url}`)
      answer(body, reply, incoming)
    })
  })
  server.on('connection', () => connections++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    paths,
    connections: () => connections,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

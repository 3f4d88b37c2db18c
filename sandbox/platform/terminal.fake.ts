import { approvalChain, type ApprovalCode, purposeDigest } from '../../src/shared/approval-code.ts'
import {
  type EvidenceKind,
  newBizSeq,
  type TerminalNumber,
  terminalNumberSchema,
} from '../../src/shared/check.ts'
import { fromBase64, toBase64 } from '../../src/shared/gm/bytes.ts'
import {
  createCertificateRequest,
  type GmCertificate,
  parseCertificate,
} from '../../src/shared/gm/certificate.ts'
import { envelopData, signData, verifySignedData } from '../../src/shared/gm/cms.ts'
import { generateSm2KeyPair, type Sm2KeyPair } from '../../src/shared/gm/sm2.ts'
import { writeEvidenceContent } from '../../src/shared/sealed-content.ts'
import {
  type ApprovalReply,
  approvalReplySchema,
  type ApprovalRequest,
  type CheckReply,
  checkReplySchema,
  type CheckRequest,
  enrolmentReplySchema,
  type EnrolmentRequest,
  readCanonicalJson,
  writeCanonicalJson,
  writeTimeStamp,
} from '../../src/shared/wire.ts'
import { demoCardPolicy, demoCustomNumber, demoDocumentPolicy, demoPolicy } from './relying-parties.ts'

/** A terminal for tests: real keys, real messages, and every part of them open to tampering. */
export interface FakeTerminal {
  readonly number: TerminalNumber
  readonly keyPair: Sm2KeyPair
  readonly certificate: GmCertificate
  readonly issuing: GmCertificate
  readonly encryption: GmCertificate
}

/** What a test changes of an ordinary request. */
export interface Tampering {
  readonly request?: Partial<Record<keyof CheckRequest, unknown>>
  /** Changes of what stands inside the seal. */
  readonly seal?: Partial<Record<'kind' | 'bizSeq' | 'terminal' | 'timeStamp', string>>
  /** The certificate to seal under. */
  readonly recipient?: GmCertificate
}

const text = new TextEncoder()

export function enrolmentRequest(
  code: string,
  keyPair = generateSm2KeyPair(),
  customNumber = demoCustomNumber,
): EnrolmentRequest {
  return {
    version: 1,
    customNumber,
    enrolmentCode: code,
    request: toBase64(createCertificateRequest({ subject: { commonName: 'terminal' }, keyPair })),
  }
}

/** Enrols over HTTP, as a terminal does. */
export async function enrol(url: string, code: string, customNumber?: string): Promise<FakeTerminal> {
  const keyPair = generateSm2KeyPair()
  const response = await postJson(`${url}/v1/terminals`, enrolmentRequest(code, keyPair, customNumber))
  const reply = enrolmentReplySchema.parse(await response.json())
  const [certificate, issuing] = reply.terminalChain.map((der) => parseCertificate(fromBase64(der)))
  const [encryption] = reply.platformChain.map((der) => parseCertificate(fromBase64(der)))
  if (!certificate || !issuing || !encryption) throw new Error('a chain is too short')
  return { number: terminalNumberSchema.parse(reply.terminal), keyPair, certificate, issuing, encryption }
}

export function checkRequest(
  terminal: FakeTerminal,
  code: string | Uint8Array,
  now: number,
  { request = {}, seal = {}, recipient = terminal.encryption }: Tampering = {},
): CheckRequest {
  const bizSeq = newBizSeq()
  const timeStamp = writeTimeStamp(now)
  const content = writeEvidenceContent({
    kind: 'wallet-code',
    bizSeq,
    terminal: terminal.number,
    timeStamp,
    presented: typeof code === 'string' ? text.encode(code) : code,
    ...seal,
  })
  const ordinary: CheckRequest = {
    version: 1,
    customNumber: demoCustomNumber,
    terminal: terminal.number,
    bizSeq,
    timeStamp,
    policy: demoPolicy,
    authMode: 'R01',
    subject: 'self',
    evidence: [{ kind: 'wallet-code', data: toBase64(envelopData({ content, recipient })) }],
  }
  return Object.assign(ordinary, request)
}

/** An ordinary request with another kind of evidence. @param presented what a device host seals */
function otherRequest(
  kind: EvidenceKind,
  asked: Partial<CheckRequest>,
  terminal: FakeTerminal,
  presented: string | Uint8Array,
  now: number,
  { request = {}, seal = {}, ...more }: Tampering = {},
): CheckRequest {
  const ordinary = checkRequest(terminal, presented, now, {
    ...more,
    seal: { kind, ...seal },
    request: asked,
  })
  const evidence = ordinary.evidence.map(({ data }) => ({ kind, data }))
  return Object.assign({ ...ordinary, evidence }, request)
}

/** An ordinary request with a resident card. */
export function cardRequest(
  terminal: FakeTerminal,
  presented: Uint8Array,
  now: number,
  tampering?: Tampering,
): CheckRequest {
  const asked = { policy: demoCardPolicy, authMode: 'D01' } as const
  return otherRequest('resident-card', asked, terminal, presented, now, tampering)
}

/** An ordinary request with a travel document. */
export function documentRequest(
  terminal: FakeTerminal,
  presented: Uint8Array,
  now: number,
  tampering?: Tampering,
): CheckRequest {
  const asked = { policy: demoDocumentPolicy, authMode: 'D02' } as const
  return otherRequest('travel-document', asked, terminal, presented, now, tampering)
}

/** An ordinary request with the eight digits that somebody typed. */
export function dynamicCodeRequest(
  terminal: FakeTerminal,
  digits: string,
  now: number,
  tampering?: Tampering,
): CheckRequest {
  return otherRequest('dynamic-code', {}, terminal, digits, now, tampering)
}

/** An ordinary offer to approve a check by phone, with the codes for the screen. */
export function approvalRequest(
  terminal: FakeTerminal,
  now: number,
  change: Partial<Record<keyof ApprovalRequest, unknown>> = {},
): { readonly request: ApprovalRequest; readonly codes: readonly ApprovalCode[] } {
  const { anchor, links } = approvalChain(crypto.getRandomValues(new Uint8Array(32)))
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const purpose = '社会保障卡补办'
  const ordinary: ApprovalRequest = {
    version: 1,
    customNumber: demoCustomNumber,
    terminal: terminal.number,
    bizSeq: newBizSeq(),
    timeStamp: writeTimeStamp(now),
    policy: demoPolicy,
    authMode: 'R01',
    subject: 'self',
    anchor,
    purpose: purposeDigest(salt, purpose),
  }
  const codes = links.map((link, step) => ({ step, link, salt, purpose }))
  return { request: Object.assign(ordinary, change), codes }
}

/** The check that follows an approval. @param digits as they were tapped at the terminal */
export function approvedRequest(
  terminal: FakeTerminal,
  { bizSeq }: Pick<ApprovalRequest, 'bizSeq'>,
  digits: string,
  now: number,
  { request = {}, seal = {}, ...more }: Tampering = {},
): CheckRequest {
  return otherRequest('phone-approval', {}, terminal, digits, now, {
    ...more,
    seal: { bizSeq, ...seal },
    request: { bizSeq, ...request },
  })
}

/** Signs any content as this terminal. */
export function signed(
  terminal: FakeTerminal,
  content: Uint8Array | string | CheckRequest | ApprovalRequest,
): Uint8Array {
  const bytes =
    typeof content === 'string'
      ? text.encode(content)
      : content instanceof Uint8Array
        ? content
        : writeCanonicalJson(content)
  return signData({
    content: bytes,
    certificate: terminal.certificate,
    keyPair: terminal.keyPair,
    includeCertificate: [terminal.issuing.der],
  })
}

export async function post(
  url: string,
  message: Uint8Array,
  mediaType = 'application/cms',
  resource: 'checks' | 'approvals' = 'checks',
) {
  return fetch(`${url}/v1/${resource}`, {
    method: 'POST',
    headers: { 'content-type': mediaType },
    body: Buffer.from(message),
  })
}

export async function postJson(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Reads a reply as a terminal does: chain to the root, then the content. */
export function readReply(root: GmCertificate, message: Uint8Array, now: number): CheckReply {
  const { content } = verifySignedData(message, { root, at: new Date(now) })
  return readCanonicalJson(content, checkReplySchema)
}

export function readApprovalReply(root: GmCertificate, message: Uint8Array, now: number): ApprovalReply {
  const { content } = verifySignedData(message, { root, at: new Date(now) })
  return readCanonicalJson(content, approvalReplySchema)
}

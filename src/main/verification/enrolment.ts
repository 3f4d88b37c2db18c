import type { RecordEvent } from '../../shared/events.ts'
import { fromBase64, toBase64 } from '../../shared/gm/bytes.ts'
import {
  createCertificateRequest,
  type GmCertificate,
  type LeafUsage,
  parseCertificate,
  verifyCertificateChain,
} from '../../shared/gm/certificate.ts'
import { generateSm2KeyPair } from '../../shared/gm/sm2-keys.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import { type EnrolmentRequest, enrolmentReplySchema, readCanonicalJson } from '../../shared/wire.ts'
import type { HttpExchange } from './http-exchange.ts'
import type { TerminalKeyStore } from './key-store.ts'
import { readingReply } from './reply-refusal.ts'
import { belongsTogether, forget, type TerminalIdentity } from './terminal-identity.ts'

export interface EnrolmentParts {
  readonly exchange: HttpExchange
  readonly keyStore: TerminalKeyStore
  readonly root: GmCertificate
  readonly customNumber: string
  /** Handed out by the platform for one terminal, good once. */
  readonly enrolmentCode: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  readonly record: RecordEvent
  /** Milliseconds. */
  readonly limit: number
}

/** The terminal's number is not known yet; the platform draws it and takes nothing from a request but its key. */
const requestedName = { commonName: 'terminal' }

/**
 * Makes this terminal's SM2 key, has the platform certify it, and stores both. The answer is not signed and does
 * not need to be: it is taken only when both chains lead to this terminal's own root and the certificate is of its
 * own key and number.
 * @throws VerificationUnavailable when the platform cannot be asked or its answer not be trusted; KeyStoreError when
 * the key cannot be kept. Nothing is stored then.
 */
export async function enrolTerminal(parts: EnrolmentParts): Promise<TerminalIdentity> {
  const { keyStore, record } = parts
  const keyPair = generateSm2KeyPair()
  try {
    const identity = await requestIdentity(parts, keyPair)
    await keyStore.save(identity)
    record('terminal.enrol.complete', {})
    return identity
  } catch (error) {
    forget({ keyPair })
    if (error instanceof VerificationUnavailable) record('terminal.enrol.failed', { reason: error.reason })
    throw error
  }
}

async function requestIdentity(
  parts: EnrolmentParts,
  keyPair: TerminalIdentity['keyPair'],
): Promise<TerminalIdentity> {
  const { exchange, customNumber, enrolmentCode, limit } = parts
  const request: EnrolmentRequest = {
    version: 1,
    customNumber,
    enrolmentCode,
    request: toBase64(createCertificateRequest({ subject: requestedName, keyPair })),
  }
  const body = new TextEncoder().encode(JSON.stringify(request))
  const answer = await exchange.post('/v1/terminals', 'application/json', body, { limit })
  return readingReply(() => {
    const { terminal, ...chains } = readCanonicalJson(answer, enrolmentReplySchema)
    const identity: TerminalIdentity = {
      terminal,
      keyPair,
      terminalChain: chains.terminalChain.map(fromBase64),
      platformChain: chains.platformChain.map(fromBase64),
    }
    requireChain(identity.terminalChain, 'digitalSignature', parts)
    requireChain(identity.platformChain, 'keyEncipherment', parts)
    if (!belongsTogether(identity)) throw new VerificationUnavailable('reply-certificate')
    return identity
  })
}

function requireChain(chain: readonly Uint8Array[], usage: LeafUsage, { root, now }: EnrolmentParts): void {
  const [leaf, ...intermediates] = chain.map(parseCertificate)
  if (leaf === undefined) throw new VerificationUnavailable('reply-members')
  verifyCertificateChain({ leaf, intermediates, root, at: new Date(now()), usage })
}

import type { RecordEvent } from '../../shared/events.ts'
import { fromBase64, toBase64 } from '../../shared/gm/bytes.ts'
import { createCertificateRequest, type GmCertificate } from '../../shared/gm/certificate.ts'
import { generateSm2KeyPair } from '../../shared/gm/sm2-keys.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import { type EnrolmentRequest, enrolmentReplySchema, readCanonicalJson } from '../../shared/wire.ts'
import type { HttpExchange } from './http-exchange.ts'
import type { TerminalKeyStore } from './key-store.ts'
import { readingReply } from './reply-refusal.ts'
import { belongsTogether, forget, requireChains, type TerminalIdentity } from './terminal-identity.ts'

export interface EnrolmentParts {
  readonly exchange: HttpExchange
  readonly keyStore: TerminalKeyStore
  readonly root: GmCertificate
  readonly customNumber: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  readonly record: RecordEvent
  /** Milliseconds. */
  readonly limit: number
}

export interface Enrolment {
  /**
   * Makes this terminal's SM2 key, has the platform certify it, and stores both. Called again with the same code it
   * sends the same request: the reply may have been lost, and a code is good for one key.
   *
   * The answer is not signed and does not need to be: it is taken only when all chains lead to this terminal's own
   * root and the certificate is of its own key and number.
   * @param enrolmentCode handed out by the platform for one terminal, good once
   * @throws VerificationUnavailable when the platform cannot be asked or its answer not be trusted; KeyStoreError
   * when the key cannot be kept. Nothing is stored then.
   */
  enrol(enrolmentCode: string): Promise<TerminalIdentity>
}

interface PendingRequest {
  readonly enrolmentCode: string
  readonly keyPair: TerminalIdentity['keyPair']
  readonly body: Uint8Array
}

/** The terminal's number is not known yet; the platform draws it and takes nothing from a request but its key. */
const requestedName = { commonName: 'terminal' }

export function createEnrolment(parts: EnrolmentParts): Enrolment {
  const { exchange, keyStore, record, customNumber, limit } = parts
  let pending: PendingRequest | null = null

  const requestWith = (enrolmentCode: string): PendingRequest => {
    if (pending?.enrolmentCode === enrolmentCode) return pending
    if (pending) forget(pending)
    const keyPair = generateSm2KeyPair()
    const request: EnrolmentRequest = {
      version: 1,
      customNumber,
      enrolmentCode,
      request: toBase64(createCertificateRequest({ subject: requestedName, keyPair })),
    }
    return { enrolmentCode, keyPair, body: new TextEncoder().encode(JSON.stringify(request)) }
  }

  return {
    async enrol(enrolmentCode) {
      keyStore.requireUsable()
      const { body, keyPair } = (pending = requestWith(enrolmentCode))
      try {
        const answer = await exchange.post('/v1/terminals', 'application/json', body, { limit })
        const identity = readAnswer(answer, keyPair, parts)
        await keyStore.save(identity)
        pending = null
        record('terminal.enrol.complete', {})
        return identity
      } catch (error) {
        if (error instanceof VerificationUnavailable)
          record('terminal.enrol.failed', { reason: error.reason })
        throw error
      }
    },
  }
}

function readAnswer(
  answer: Uint8Array,
  keyPair: TerminalIdentity['keyPair'],
  parts: EnrolmentParts,
): TerminalIdentity {
  return readingReply(() => {
    const { terminal, ...chains } = readCanonicalJson(answer, enrolmentReplySchema)
    const identity: TerminalIdentity = {
      terminal,
      keyPair,
      terminalChain: chains.terminalChain.map(fromBase64),
      platformChain: chains.platformChain.map(fromBase64),
      signerChain: chains.signerChain.map(fromBase64),
    }
    requireChains(identity, parts.root, new Date(parts.now()))
    if (!belongsTogether(identity)) throw new VerificationUnavailable('reply-certificate')
    return identity
  })
}

import { toBase64, fromBase64, toHex } from '../../src/shared/gm/bytes.ts'
import { parseCertificateRequest } from '../../src/shared/gm/certificate.ts'
import { GmError } from '../../src/shared/gm/errors.ts'
import { sm3 } from '../../src/shared/gm/sm3.ts'
import { type TerminalNumber, terminalNumberSchema } from '../../src/shared/check.ts'
import type { EnrolmentReply, EnrolmentRequest } from '../../src/shared/wire.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import type { Clock } from './clock.ts'
import { Refusal } from './refusals.ts'
import type { Store } from './store/store.ts'

export interface EnrolmentContext {
  readonly store: Store
  readonly authority: CertificateAuthority
  readonly clock: Clock
  readonly random: (length: number) => Uint8Array
  /** SAMs that come with every terminal, hexadecimal. */
  readonly sams: readonly string[]
}

/** Under what name an enrolment code is kept. */
export function enrolmentCodeDigest(code: string): string {
  return toHex(sm3(new TextEncoder().encode(code)))
}

/**
 * Takes a terminal in: one code, one terminal. The same request again (its reply was lost) gets the same
 * certificates, and no second terminal.
 * @throws Refusal `enrolment`, whatever was not accepted
 */
export function enrolTerminal(context: EnrolmentContext, request: EnrolmentRequest): EnrolmentReply {
  const { store, authority, clock } = context
  const der = certificateRequestOf(request)
  const { publicKey } = verifiedRequest(der)
  const codeDigest = enrolmentCodeDigest(request.enrolmentCode)
  const requestDigest = toHex(sm3(der))
  return store.transaction(() => {
    const code = store.enrolmentCodes.find(codeDigest)
    if (!code || !store.registry.hasRelyingParty(request.customNumber)) throw new Refusal('enrolment')
    if (code.use) {
      const terminal = store.terminals.find(code.use.terminal)
      if (code.use.requestDigest !== requestDigest || terminal?.customNumber !== request.customNumber) {
        throw new Refusal('enrolment')
      }
      return replyFor(authority, terminalNumberSchema.parse(terminal.number), terminal.certificate)
    }
    const number = drawNumber(context)
    const now = clock.now()
    const certificate = authority.certifyTerminal(number, publicKey, now)
    store.terminals.add(number, request.customNumber, certificate, now)
    for (const sam of context.sams) store.terminalRegistrations.enrolSam(number, sam, now)
    if (!store.enrolmentCodes.use(codeDigest, requestDigest, number, now)) throw new Refusal('enrolment')
    return replyFor(authority, number, certificate)
  })
}

function replyFor(
  authority: CertificateAuthority,
  terminal: TerminalNumber,
  certificate: Uint8Array,
): EnrolmentReply {
  const issuing = toBase64(authority.issuing.der)
  return {
    terminal,
    terminalChain: [toBase64(certificate), issuing],
    platformChain: [toBase64(authority.encryption.certificate.der), issuing],
    signerChain: [toBase64(authority.signing.certificate.der), issuing],
  }
}

function certificateRequestOf(request: EnrolmentRequest): Uint8Array {
  return refusing(() => fromBase64(request.request))
}

function verifiedRequest(der: Uint8Array) {
  return refusing(() => parseCertificateRequest(der))
}

function refusing<Result>(step: () => Result): Result {
  try {
    return step()
  } catch (error) {
    if (error instanceof GmError) throw new Refusal('enrolment')
    throw error
  }
}

/** 8 random digits that no terminal has; 32 random bits below the largest multiple of 10⁸. */
function drawNumber({ store, random }: EnrolmentContext): TerminalNumber {
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE()
    if (drawn >= 4_200_000_000) continue
    const number = terminalNumberSchema.parse(String(drawn % 100_000_000).padStart(8, '0'))
    if (!store.terminals.find(number)) return number
  }
}

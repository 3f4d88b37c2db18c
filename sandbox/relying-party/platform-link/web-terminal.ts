import { z } from 'zod'
import { type TerminalNumber, terminalNumberSchema } from '../../../src/shared/check.ts'
import { equalBytes, fromBase64, toBase64 } from '../../../src/shared/gm/bytes.ts'
import {
  createCertificateRequest,
  type GmCertificate,
  parseCertificate,
  verifyCertificateChain,
} from '../../../src/shared/gm/certificate.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import { generateSm2KeyPair, publicKeyOf, type Sm2KeyPair } from '../../../src/shared/gm/sm2-keys.ts'
import {
  type EnrolmentReply,
  enrolmentReplySchema,
  type EnrolmentRequest,
  enrolmentRequestSchema,
} from '../../../src/shared/wire.ts'
import { keyBytes, parseJson } from './kept-keys.ts'
import { type Answer, type PlatformHttp, unavailable } from './platform-http.ts'

/**
 * A terminal number that a relying party's server holds, with its key and the certificates of its enrolment. To the
 * platform it is a terminal like any other. An offer ends what the same terminal offered before, so one serves one
 * visitor at a time.
 */
export interface WebTerminal {
  readonly terminal: TerminalNumber
  readonly keyPair: Sm2KeyPair
  readonly certificate: GmCertificate
  readonly issuers: readonly GmCertificate[]
  /** Under this evidence is sealed. */
  readonly platformEncryption: GmCertificate
  /** This and no other signs the platform's answers. */
  readonly platformSigning: GmCertificate
}

/**
 * How a web terminal stands in the file of the server's keys: with the request by which it enrols. The same request gets
 * the same certificates, so nothing of the answer has to be kept.
 */
export const keptWebTerminalSchema = z.strictObject({ key: keyBytes, enrolment: enrolmentRequestSchema })
export type KeptWebTerminal = z.input<typeof keptWebTerminalSchema>

const enrolmentLimit = 8_000

/** A key for a web terminal, and what it enrols with when it is first needed. */
export function prepareWebTerminal(customNumber: string, enrolmentCode: string): KeptWebTerminal {
  const keyPair = generateSm2KeyPair()
  const request = toBase64(createCertificateRequest({ subject: { commonName: 'terminal' }, keyPair }))
  const enrolment: EnrolmentRequest = { version: 1, customNumber, enrolmentCode, request }
  return { key: toBase64(keyPair.privateKey), enrolment }
}

/** Enrols as docs/protocol.md has it for terminals; the answer is taken only as far as the root reaches. */
export async function enrolWebTerminal(
  http: PlatformHttp,
  root: GmCertificate,
  { key: privateKey, enrolment }: z.output<typeof keptWebTerminalSchema>,
  now: number,
): Promise<Answer<WebTerminal>> {
  const body = new TextEncoder().encode(JSON.stringify(enrolment))
  const answer = await http.post('/v1/terminals', 'application/json', body, enrolmentLimit)
  if (answer.kind === 'unavailable') return answer
  const reply = enrolmentReplySchema.safeParse(parseJson(answer.value))
  if (!reply.success) return unavailable('answer')
  const keyPair = { privateKey, publicKey: publicKeyOf(privateKey) }
  const value = openWebTerminal(keyPair, reply.data, root, now)
  return value ? { kind: 'answer', value } : unavailable('answer')
}

/** @returns null where the certificates do not lead to this root, or not any more */
function openWebTerminal(
  keyPair: Sm2KeyPair,
  enrolment: EnrolmentReply,
  root: GmCertificate,
  now: number,
): WebTerminal | null {
  const at = new Date(now)
  try {
    const own = readChain(enrolment.terminalChain, root, at, 'digitalSignature')
    const encryption = readChain(enrolment.platformChain, root, at, 'keyEncipherment')
    const signing = readChain(enrolment.signerChain, root, at, 'digitalSignature')
    // The platform's two certificates bear one name, which the authority gives to nobody else.
    const isOnePlatform = equalBytes(encryption.leaf.subjectRaw, signing.leaf.subjectRaw)
    if (!isOnePlatform || !equalBytes(own.leaf.publicKey, keyPair.publicKey)) return null
    return {
      terminal: terminalNumberSchema.parse(enrolment.terminal),
      keyPair,
      certificate: own.leaf,
      issuers: own.intermediates,
      platformEncryption: encryption.leaf,
      platformSigning: signing.leaf,
    }
  } catch (error) {
    if (error instanceof GmError) return null
    throw error
  }
}

function readChain(
  chain: readonly string[],
  root: GmCertificate,
  at: Date,
  usage: 'digitalSignature' | 'keyEncipherment',
) {
  const [leaf, ...intermediates] = chain.map((der) => parseCertificate(fromBase64(der)))
  if (!leaf) throw new GmError('certificate-chain')
  verifyCertificateChain({ leaf, intermediates, root, at, usage })
  return { leaf, intermediates }
}

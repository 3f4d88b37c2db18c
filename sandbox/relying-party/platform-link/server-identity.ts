import { z } from 'zod'
import { equalBytes, fromBase64, toBase64 } from '../../../src/shared/gm/bytes.ts'
import {
  createCertificateRequest,
  type GmCertificate,
  type LeafUsage,
  parseCertificate,
  verifyCertificateChain,
} from '../../../src/shared/gm/certificate.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import { generateSm2KeyPair, publicKeyOf, type Sm2KeyPair } from '../../../src/shared/gm/sm2-keys.ts'
import {
  type ServerEnrolmentReply,
  serverEnrolmentReplySchema,
  type ServerEnrolmentRequest,
} from '../../platform/parties/wire.ts'
import { type Answer, type PlatformHttp, unavailable } from './platform-http.ts'
import { keyBytes, parseJson } from './kept-keys.ts'
import type { PlatformTrust } from './signed-answer.ts'

interface Credential {
  readonly keyPair: Sm2KeyPair
  readonly certificate: GmCertificate
}

/** What makes this relying party's server known to the platform: it signs with one key, and what is for it is sealed for the other. */
export interface ServerIdentity {
  readonly customNumber: string
  readonly signing: Credential
  readonly encryption: Credential
  readonly trust: PlatformTrust
}

/** How it stands in the file of the server's keys. */
export const keptServerIdentitySchema = z.strictObject({
  signingKey: keyBytes,
  encryptionKey: keyBytes,
  enrolment: serverEnrolmentReplySchema,
})
export type KeptServerIdentity = z.input<typeof keptServerIdentitySchema>

const enrolmentLimit = 8_000

/** Enrols at POST /v1/servers. @param deliveryUrl where this server takes notices */
export async function enrolServerIdentity(
  http: PlatformHttp,
  root: GmCertificate,
  asked: Pick<ServerEnrolmentRequest, 'customNumber' | 'enrolmentCode' | 'deliveryUrl'> & {
    readonly now: number
  },
): Promise<Answer<{ readonly identity: ServerIdentity; readonly kept: KeptServerIdentity }>> {
  const { customNumber, enrolmentCode, deliveryUrl, now } = asked
  const [signing, encryption] = [generateSm2KeyPair(), generateSm2KeyPair()]
  const request: ServerEnrolmentRequest = {
    version: 1,
    customNumber,
    enrolmentCode,
    signingRequest: requestFor(signing),
    encryptionRequest: requestFor(encryption),
    deliveryUrl,
  }
  const body = new TextEncoder().encode(JSON.stringify(request))
  const answer = await http.post('/v1/servers', 'application/json', body, enrolmentLimit)
  if (answer.kind === 'unavailable') return answer
  const enrolment = serverEnrolmentReplySchema.safeParse(parseJson(answer.value))
  if (!enrolment.success || enrolment.data.customNumber !== customNumber) return unavailable('answer')
  const identity = openIdentity(signing, encryption, enrolment.data, root, now)
  if (!identity) return unavailable('answer')
  const kept = {
    signingKey: toBase64(signing.privateKey),
    encryptionKey: toBase64(encryption.privateKey),
    enrolment: enrolment.data,
  }
  return { kind: 'answer', value: { identity, kept } }
}

/** The identity of an earlier start; null where the platform's chain does not lead to this root, or not any more. */
export function reopenServerIdentity(
  { signingKey, encryptionKey, enrolment }: z.output<typeof keptServerIdentitySchema>,
  root: GmCertificate,
  now: number,
): ServerIdentity | null {
  return openIdentity(pairOf(signingKey), pairOf(encryptionKey), enrolment, root, now)
}

function pairOf(privateKey: Uint8Array): Sm2KeyPair {
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}

function requestFor(keyPair: Sm2KeyPair): string {
  return toBase64(createCertificateRequest({ subject: { commonName: 'server' }, keyPair }))
}

/** The answer is not signed, and is taken only as far as the root reaches that this server was set up with. */
function openIdentity(
  signing: Sm2KeyPair,
  encryption: Sm2KeyPair,
  enrolment: ServerEnrolmentReply,
  root: GmCertificate,
  now: number,
): ServerIdentity | null {
  const at = new Date(now)
  try {
    const certificateOf = (text: string) => parseCertificate(fromBase64(text))
    const own = {
      signing: certificateOf(enrolment.signingCertificate),
      encryption: certificateOf(enrolment.encryptionCertificate),
    }
    const isOwn =
      equalBytes(own.signing.publicKey, signing.publicKey) &&
      equalBytes(own.encryption.publicKey, encryption.publicKey)
    if (!isOwn) return null
    const partyRoot = certificateOf(enrolment.partyRoot)
    const verify = (leaf: GmCertificate, usage: LeafUsage) =>
      verifyCertificateChain({ leaf, intermediates: [], root: partyRoot, at, usage })
    verify(own.signing, 'digitalSignature')
    verify(own.encryption, 'keyEncipherment')
    const [platform, ...intermediates] = enrolment.signerChain.map(certificateOf)
    if (!platform) return null
    verifyCertificateChain({ leaf: platform, intermediates, root, at, usage: 'digitalSignature' })
    return {
      customNumber: enrolment.customNumber,
      signing: { keyPair: signing, certificate: own.signing },
      encryption: { keyPair: encryption, certificate: own.encryption },
      trust: { root, signing: platform },
    }
  } catch (error) {
    if (error instanceof GmError) return null
    throw error
  }
}

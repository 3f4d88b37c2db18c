import { fromBase64, toBase64, toHex } from '../../../src/shared/gm/bytes.ts'
import {
  issueCertificate,
  type KeyUsage,
  parseCertificateRequest,
  randomSerial,
} from '../../../src/shared/gm/certificate.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import { sm3 } from '../../../src/shared/gm/sm3.ts'
import { organisation, validity } from '../authority-files.ts'
import { drawEnrolmentCode } from '../enrolment-office.ts'
import { enrolmentCodeDigest } from '../enrolment.ts'
import { Refusal } from '../refusals.ts'
import type { PartyContext } from './context.ts'
import { deliveryUrlSchema, type ServerEnrolmentReply, type ServerEnrolmentRequest } from './wire.ts'

const serverYears = 2

/**
 * Hands out the code by which a relying party's server enrols, once; the former is void.
 * @throws Refusal `enrolment` for a relying party that nobody registered
 */
export function issueServerCode({ store, clock, random }: PartyContext, customNumber: string): string {
  if (!store.registry.hasRelyingParty(customNumber)) throw new Refusal('enrolment')
  const code = drawEnrolmentCode(random)
  store.partyServers.issueCode(customNumber, enrolmentCodeDigest(code), clock.now())
  return code
}

/** @throws Refusal `enrolment` for a relying party without a server, or another address than this machine's */
export function moveServer({ store }: PartyContext, customNumber: string, url: string): void {
  const isLoopback = deliveryUrlSchema.safeParse(url).success
  if (!isLoopback || !store.partyServers.move(customNumber, url)) throw new Refusal('enrolment')
}

/**
 * Takes a relying party's server in, in the place of an earlier one. The same request again gets the same certificates.
 * @throws Refusal `enrolment`, whatever was not accepted
 */
export function enrolServer(context: PartyContext, request: ServerEnrolmentRequest): ServerEnrolmentReply {
  const { store, clock } = context
  const { customNumber, deliveryUrl: url } = request
  const requestDigest = toHex(sm3(new TextEncoder().encode(JSON.stringify(request))))
  const keys = refusing(() => ({
    signing: parseCertificateRequest(fromBase64(request.signingRequest)).publicKey,
    encryption: parseCertificateRequest(fromBase64(request.encryptionRequest)).publicKey,
  }))
  return store.transaction(() => {
    const code = store.partyServers.code(customNumber)
    if (code?.digest !== enrolmentCodeDigest(request.enrolmentCode)) throw new Refusal('enrolment')
    const earlier = store.partyServers.find(customNumber)
    if (code.requestDigest !== null) {
      if (code.requestDigest !== requestDigest || !earlier) throw new Refusal('enrolment')
      return replyFor(context, customNumber, earlier)
    }
    const certificates = {
      signing: certify(context, customNumber, keys.signing, 'digitalSignature'),
      encryption: certify(context, customNumber, keys.encryption, 'keyEncipherment'),
    }
    store.partyServers.put({ customNumber, url, ...certificates }, clock.now())
    store.partyServers.useCode(customNumber, requestDigest)
    return replyFor(context, customNumber, certificates)
  })
}

function certify(
  { partyAuthority, clock }: PartyContext,
  customNumber: string,
  publicKey: Uint8Array,
  usage: KeyUsage,
): Uint8Array {
  return issueCertificate({
    subject: { commonName: `relying party ${customNumber}`, organisation, country: 'CN' },
    issuer: partyAuthority.certificate,
    issuerKey: partyAuthority.keyPair,
    publicKey,
    serial: randomSerial(),
    ...validity(clock.now(), serverYears),
    isCa: false,
    keyUsage: [usage],
  })
}

function replyFor(
  { authority, partyAuthority }: PartyContext,
  customNumber: string,
  { signing, encryption }: { readonly signing: Uint8Array; readonly encryption: Uint8Array },
): ServerEnrolmentReply {
  return {
    customNumber,
    signingCertificate: toBase64(signing),
    encryptionCertificate: toBase64(encryption),
    partyRoot: toBase64(partyAuthority.certificate.der),
    signerChain: [toBase64(authority.signing.certificate.der), toBase64(authority.issuing.der)],
  }
}

function refusing<Result>(step: () => Result): Result {
  try {
    return step()
  } catch (error) {
    if (error instanceof GmError) throw new Refusal('enrolment')
    throw error
  }
}

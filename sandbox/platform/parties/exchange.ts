import type { z } from 'zod'
import { receiptNumberSchema, bizSeqSchema } from '../../../src/shared/check.ts'
import { equalBytes } from '../../../src/shared/gm/bytes.ts'
import { verifySignedData } from '../../../src/shared/gm/cms.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import {
  CanonicalJsonError,
  clockTolerance,
  readCanonicalJson,
  readTimeStamp,
  requestDigest,
  writeTimeStamp,
} from '../../../src/shared/wire.ts'
import { ageMark } from '../citizens/age.ts'
import { retrieveRetained } from '../citizens/delivery.ts'
import { Refusal } from '../refusals.ts'
import type { PartyServer } from '../store/party-servers.ts'
import type { PartyContext } from './context.ts'
import { sealFor, signForParty } from './seal.ts'
import {
  type ReceiptRequest,
  receiptRequestSchema,
  retainedRequestSchema,
  type SealedReceipt,
  type SealedRetained,
} from './wire.ts'

/** What every request of a server says of itself. */
type FromServer = Pick<ReceiptRequest, 'customNumber' | 'timeStamp'>

interface PartyRequest<Request extends FromServer> {
  readonly request: Request
  readonly digest: string
  readonly server: PartyServer
}

/**
 * Verifies before it reads. The signer must hold exactly the certificate that the relying party's server was issued last.
 * @throws Refusal
 */
function readPartyRequest<Request extends FromServer>(
  { store, partyAuthority, clock, limits }: PartyContext,
  message: Uint8Array,
  schema: z.ZodType<Request>,
): PartyRequest<Request> {
  const now = clock.now()
  const { content, signer } = verified(message, partyAuthority.certificate, now)
  const request = canonical(content, schema)
  const server = store.partyServers.find(request.customNumber)
  if (!server || !equalBytes(server.signing, signer.der)) throw new Refusal('refused')
  // A server asks as often as a terminal may; no terminal has a name with a space.
  limits.terminal.take(`relying party ${request.customNumber}`, now)
  const sentAt = readTimeStamp(request.timeStamp)
  if (sentAt === null) throw new Refusal('malformed')
  if (Math.abs(now - sentAt) > clockTolerance) throw new Refusal('clock')
  return { request, digest: requestDigest(content), server }
}

function verified(message: Uint8Array, root: PartyContext['partyAuthority']['certificate'], now: number) {
  try {
    return verifySignedData(message, { root, at: new Date(now) })
  } catch (error) {
    if (error instanceof GmError) throw new Refusal('refused')
    throw error
  }
}

function canonical<Request>(content: Uint8Array, schema: z.ZodType<Request>): Request {
  try {
    return readCanonicalJson(content, schema)
  } catch (error) {
    if (error instanceof CanonicalJsonError) throw new Refusal('malformed')
    throw error
  }
}

function answerTo(
  { authority, clock }: PartyContext,
  { digest, server }: Pick<PartyRequest<FromServer>, 'digest' | 'server'>,
  content: SealedReceipt | SealedRetained,
): Uint8Array {
  const { customNumber } = server
  const timeStamp = writeTimeStamp(clock.now())
  return signForParty(authority, { customNumber, timeStamp, digest, sealed: sealFor(server, content) })
}

/**
 * Tells a relying party's server whose passed check a receipt number is of, under its own name for the person.
 * @param message CMS SignedData over a canonical ReceiptRequest
 * @returns CMS SignedData over a canonical PartyAnswer
 * @throws Refusal `not-found` for any other number, whatever it is of
 */
export function exchangeReceipt(context: PartyContext, message: Uint8Array): Uint8Array {
  const { store, clock } = context
  const received = readPartyRequest(context, message, receiptRequestSchema)
  const { customNumber, receiptNo } = received.request
  const check = store.receipts.passed(receiptNo, customNumber)
  // Somebody who was deleted has no name here any more, and gets no other.
  const who = check && store.citizens.identity(check.citizen)
  if (!check || !who) throw new Refusal('not-found')
  const { ageMark: isMarked } = store.policyTerms.of(customNumber, check.policy)
  return answerTo(context, received, {
    bizSeq: bizSeqSchema.parse(check.bizSeq),
    receiptNo: receiptNumberSchema.parse(receiptNo),
    pseudonym: store.pseudonyms.of(customNumber, check.citizen),
    ...(isMarked && { ageMark: ageMark(clock.now(), who.birth) }),
  })
}

/**
 * Gives a relying party's server what a consent covers now.
 * @param message CMS SignedData over a canonical RetainedRequest
 * @returns CMS SignedData over a canonical PartyAnswer
 * @throws Refusal `not-found` for anything but a consent to this relying party that stands and was used
 */
export function fetchRetained(context: PartyContext, message: Uint8Array): Uint8Array {
  const received = readPartyRequest(context, message, retainedRequestSchema)
  const { customNumber, consent } = received.request
  const fields = retrieveRetained(context, customNumber, consent)
  if (!fields) throw new Refusal('not-found')
  return answerTo(context, received, { consent, fields })
}

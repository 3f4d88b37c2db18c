import type { z } from 'zod'
import type { ReceiptNumber } from '../../../src/shared/check.ts'
import { fromBase64, zero } from '../../../src/shared/gm/bytes.ts'
import { openEnvelope, signData } from '../../../src/shared/gm/cms.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import {
  CanonicalJsonError,
  readCanonicalJson,
  requestDigest,
  writeTimeStamp,
} from '../../../src/shared/wire.ts'
import {
  partyAnswerSchema,
  type ReceiptRequest,
  type RetainedRequest,
  sealedReceiptSchema,
  sealedRetainedSchema,
  type SealedReceipt,
  type SealedRetained,
  writePartyJson,
} from '../../platform/parties/wire.ts'
import { type Answer, type PlatformHttp, unavailable } from './platform-http.ts'
import type { ServerIdentity } from './server-identity.ts'
import { isFresh, readSigned } from './signed-answer.ts'

/** What this server asks the platform in its own name. */
export interface PartyRequests {
  /** Whose passed check a receipt number is of; `not-found` for any that is not of a passed check of this relying party. */
  exchange(receiptNo: ReceiptNumber): Promise<Answer<SealedReceipt>>
  /** What a consent covers now; `not-found` when it was withdrawn or has ended. */
  fetchRetained(consent: string): Promise<Answer<SealedRetained>>
}

const limit = 8_000

export function partyRequests(
  http: PlatformHttp,
  identity: ServerIdentity,
  now: () => number,
): PartyRequests {
  const { customNumber, signing, trust } = identity

  const ask = async <Schema extends z.ZodType>(
    path: string,
    request: ReceiptRequest | RetainedRequest,
    schema: Schema,
  ): Promise<Answer<z.output<Schema>>> => {
    const content = writePartyJson(request)
    const message = signData({ content, certificate: signing.certificate, keyPair: signing.keyPair })
    const answer = await http.post(path, 'application/cms', message, limit)
    if (answer.kind === 'unavailable') return answer
    const signed = readSigned(answer.value, partyAnswerSchema, trust, now())
    if (
      signed?.customNumber !== customNumber ||
      signed.digest !== requestDigest(content) ||
      !isFresh(signed.timeStamp, now())
    ) {
      return unavailable('answer')
    }
    const opened = unseal(signed.sealed, schema, identity)
    return opened === null ? unavailable('answer') : { kind: 'answer', value: opened }
  }

  const common = () => ({ version: 1, customNumber, timeStamp: writeTimeStamp(now()) }) as const
  return {
    exchange: async (receiptNo) => {
      const answer = await ask('/v1/receipts', { ...common(), receiptNo }, sealedReceiptSchema)
      return answer.kind === 'answer' && answer.value.receiptNo !== receiptNo ? unavailable('answer') : answer
    },
    fetchRetained: async (consent) => {
      const answer = await ask('/v1/retained', { ...common(), consent }, sealedRetainedSchema)
      return answer.kind === 'answer' && answer.value.consent !== consent ? unavailable('answer') : answer
    },
  }
}

/**
 * What the platform sealed for this server.
 * @param sealed EnvelopedData in base64
 * @returns null when it was sealed for another's key, was changed, or is not of this form
 */
export function unseal<Schema extends z.ZodType>(
  sealed: string,
  schema: Schema,
  { encryption: { certificate, keyPair } }: ServerIdentity,
): z.output<Schema> | null {
  let content: Uint8Array | undefined
  try {
    content = openEnvelope(fromBase64(sealed), { certificate, privateKey: keyPair.privateKey })
    return readCanonicalJson(content, schema)
  } catch (error) {
    if (error instanceof GmError || error instanceof CanonicalJsonError) return null
    throw error
  } finally {
    if (content) zero(content)
  }
}

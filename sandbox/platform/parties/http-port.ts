import { request as httpRequest } from 'node:http'
import { bizSeqSchema, receiptNumberSchema } from '../../../src/shared/check.ts'
import { writeTimeStamp } from '../../../src/shared/wire.ts'
import type { Delivery, DeliveryPort } from '../citizens/delivery.ts'
import { signedMessageType } from '../media-types.ts'
import type { PartyContext } from './context.ts'
import { sealFor, signForParty } from './seal.ts'

/** A server that has not answered after so long (ms) does not have it. */
const longestAnswer = 5_000

/**
 * Posts signed notices to relying parties' servers. A server has one when it said so with 200 or 204; whatever else it
 * says is not read.
 * @param ended cuts off what is under way
 */
export function httpDeliveryPort(
  context: PartyContext,
  ended: AbortSignal,
  longest = longestAnswer,
): DeliveryPort {
  return {
    deliver: async (delivery) => {
      const noticed = noticeOf(context, delivery)
      return noticed !== null && (await post(noticed.url, noticed.message, ended, longest))
    },
  }
}

function noticeOf(
  { store, authority, clock }: PartyContext,
  { customNumber, bizSeq: number, ...about }: Delivery,
): { readonly url: string; readonly message: Uint8Array } | null {
  const server = store.partyServers.find(customNumber)
  const receipt = store.receipts.of(number)
  if (!server || receipt === undefined) return null
  const bizSeq = bizSeqSchema.parse(number)
  const sealed = sealFor(server, { bizSeq, receiptNo: receiptNumberSchema.parse(receipt), ...about })
  const timeStamp = writeTimeStamp(clock.now())
  const message = signForParty(authority, { version: 1, customNumber, bizSeq, timeStamp, sealed })
  return { url: server.url, message }
}

function post(url: string, message: Uint8Array, ended: AbortSignal, longest: number): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { 'content-type': signedMessageType, 'content-length': message.length }
    const sending = httpRequest(url, { method: 'POST', agent: false, headers }, ({ statusCode }) =>
      finish(statusCode === 200 || statusCode === 204),
    )
    const finish = (taken: boolean) => {
      clearTimeout(timer)
      ended.removeEventListener('abort', giveUp)
      sending.destroy()
      resolve(taken)
    }
    const giveUp = () => finish(false)
    const timer = setTimeout(giveUp, longest)
    ended.addEventListener('abort', giveUp)
    // Refused or reset: it is sent again later. What comes after the end is the end itself.
    sending.on('error', giveUp)
    if (ended.aborted) giveUp()
    else sending.end(message)
  })
}

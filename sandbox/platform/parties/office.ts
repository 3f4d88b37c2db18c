import type { PartyContext } from './context.ts'
import { enrolServer, issueServerCode, moveServer } from './enrol.ts'
import { exchangeReceipt, fetchRetained } from './exchange.ts'
import type { ServerEnrolmentReply, ServerEnrolmentRequest } from './wire.ts'

/** What relying parties' servers come for, and what an operator does about them. */
export interface ServerOffice {
  /** The code that a relying party's server enrols with, once. @throws Refusal */
  issueCode(customNumber: string): string
  /** Where a server takes notices from now on. @throws Refusal */
  move(customNumber: string, url: string): void
  /** @throws Refusal */
  enrol(request: ServerEnrolmentRequest): ServerEnrolmentReply
  /** See exchange.ts. @throws Refusal */
  exchangeReceipt(message: Uint8Array): Uint8Array
  fetchRetained(message: Uint8Array): Uint8Array
}

/** @param reachable there is a server, or a new address, that notices can be sent to */
export function serverOffice(context: PartyContext, reachable: () => void): ServerOffice {
  return {
    issueCode: (customNumber) => issueServerCode(context, customNumber),
    move: (customNumber, url) => {
      moveServer(context, customNumber, url)
      reachable()
    },
    enrol: (request) => {
      const reply = enrolServer(context, request)
      reachable()
      return reply
    },
    exchangeReceipt: (message) => exchangeReceipt(context, message),
    fetchRetained: (message) => fetchRetained(context, message),
  }
}

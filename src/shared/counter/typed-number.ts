import { readTicketNumber, type TicketNumber } from './admission.ts'
import { resemblesIdentity } from './identity-number.ts'
import { narrow } from './narrow.ts'

/** What staff typed where a ticket number belongs. */
export type TypedNumber =
  | { readonly is: 'ticket'; readonly ticket: TicketNumber }
  /** Somebody's identity number: it goes nowhere, and is erased where it was typed. */
  | { readonly is: 'identity-number' }
  | { readonly is: 'nothing' }
  | { readonly is: 'other' }

export function readTypedNumber(text: string): TypedNumber {
  if (resemblesIdentity(text)) return { is: 'identity-number' }
  if (narrow(text) === '') return { is: 'nothing' }
  const ticket = readTicketNumber(text)
  return ticket === null ? { is: 'other' } : { is: 'ticket', ticket }
}

/**
 * Why a travel document could not be read to the end.
 *
 * - `unreadable`: an answer, a file or a structure is not what its standard says
 * - `session-ended`: the chip left secure messaging; a fresh session may go on
 * - `card-lifted`: no answer, because the card has left the field
 * - `too-slow`: the chip took longer than its time
 * - `cancelled`: nobody waits for it any more
 * - `not-a-travel-document`: the chip has no such application, or no way in or to a file's end that this reader knows
 * - `key-does-not-fit`: the chip refuses the key that was read or typed
 * - `chip-not-genuine`: a chip that cannot prove its own key, or whose files are not the signed ones
 * - `issuer-unknown`: no certificate on file for the authority that the document names
 * - `signature-not-trusted`: the authority's signature does not hold
 */
export type FaultReason =
  | 'unreadable'
  | 'session-ended'
  | 'card-lifted'
  | 'too-slow'
  | 'cancelled'
  | 'not-a-travel-document'
  | 'key-does-not-fit'
  | 'chip-not-genuine'
  | 'issuer-unknown'
  | 'signature-not-trusted'

/** The one error of this folder. Its message is its reason: nothing that was read can leak through it. */
export class DocumentFault extends Error {
  readonly reason: FaultReason

  constructor(reason: FaultReason) {
    super(reason)
    this.name = 'DocumentFault'
    this.reason = reason
  }
}

/** SW3 of an answer; SW1 and SW2 are zero (GA/T 467-2019). What is not in this table is `unlisted`. */
const meanings = {
  0x10: 'checksum-wrong',
  0x11: 'length-wrong',
  0x21: 'command-unknown',
  0x23: 'no-privilege',
  0x24: 'unknown-error',
  0x31: 'card-refuses-sam',
  0x32: 'sam-refuses-card',
  0x33: 'data-not-authentic',
  0x34: 'no-card-found-before',
  0x40: 'card-type-unknown',
  0x41: 'read-failed',
  0x47: 'random-failed',
  0x60: 'self-test-failed',
  0x66: 'sam-not-authorised',
  0x80: 'find-failed',
  0x81: 'select-failed',
  0x90: 'ok',
  0x91: 'no-such-item',
  0x9f: 'card-found',
} as const

type ListedStatus = (typeof meanings)[keyof typeof meanings]

/** What a SAM says of the command it was given. */
export type SamStatus = ListedStatus | 'unlisted'

const byOctet: ReadonlyMap<number, ListedStatus> = new Map(
  Object.entries(meanings).map(([octet, meaning]) => [Number(octet), meaning]),
)

/** What the three status octets of an answer mean. */
export function samStatus(sw1: number, sw2: number, sw3: number): SamStatus {
  return sw1 === 0 && sw2 === 0 ? (byOctet.get(sw3) ?? 'unlisted') : 'unlisted'
}

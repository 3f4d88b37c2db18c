import type { ActiveAuthenticationKey } from './active-authentication.ts'
import type { ChipAuthenticationKey } from './chip-authentication.ts'
import type { Delivery } from './delivery.ts'
import type { EndOfFile, Files } from './file-system.ts'
import type { PaceOption } from './pace.ts'

/** In what chips differ though all of them follow the standard, more or less. */
export interface ChipBehaviour {
  readonly extendedLength: boolean
  /** Bytes of data that a command may carry. */
  readonly maximumCommand: number
  /** Bytes of data in one answer, secure messaging included. */
  readonly maximumReply: number
  /** An explicit Le beyond that: answered as far as possible, or refused with 6700. */
  readonly overlongRead: 'truncated' | 'refused'
  readonly endOfFile: EndOfFile
  readonly delivery: Delivery
  /** Bytes of data that one GET RESPONSE gives, where answers are fetched that way. */
  readonly replyBlock: number
  /** Whether a SELECT that has an Le is refused with 6700. */
  readonly refusesSelectWithLe: boolean
  /** Whether a protected file can be selected before access is granted, or SELECT answers 6982. */
  readonly selectsBeforeAccess: boolean
  /** What SELECT of the master file answers. */
  readonly selectMasterFile: number
  /** Milliseconds that every answer takes; kept by whoever carries the chip. */
  readonly replyMilliseconds: number
}

/** All that is burnt into one chip. */
export interface ChipImage {
  readonly atr: Uint8Array
  readonly behaviour: ChipBehaviour
  readonly masterFiles: Files
  readonly applicationFiles: Files
  /** Document number, birth and expiry with their check digits (ICAO 9303-11, 4.3.2). */
  readonly mrzInformation: string
  readonly cardAccessNumber: string | null
  readonly basicAccess: boolean
  readonly pace: readonly PaceOption[]
  readonly activeAuthentication: ActiveAuthenticationKey | null
  readonly chipAuthentication: ChipAuthenticationKey | null
}

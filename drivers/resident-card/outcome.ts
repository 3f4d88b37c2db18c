import type { LineFault } from './sam-line.ts'
import type { SamStatus } from './status.ts'

/** What a person, or whoever looks after the terminal, can do about it; the screen has words for each. */
export type CardRemedy =
  | 'lay-card-again'
  | 'take-card-away-first'
  | 'card-not-readable'
  | 'reader-needs-attention'

/** Why a card that was found was not read. */
export type CardRefusal =
  /** It moved or was lifted before it was read. */
  | 'card-moved'
  /** The reader fell silent, or what it sent was damaged or not whole. */
  | 'read-interrupted'
  /** Card and SAM do not accept each other, or the SAM says that its data are not authentic. */
  | 'card-not-accepted'
  /** Not one of the cards that a SAM reads. */
  | 'card-unknown'
  /** What was read is not the text of a card. */
  | 'text-invalid'

/** Why a reader cannot be used. */
export type ReaderFault =
  | Exclude<LineFault, 'aborted'>
  | 'self-test-failed'
  | 'not-authorised'
  /** It does not take a command that every SAM takes, or answers something else. */
  | 'unexpected-answer'

const remedies: Readonly<Record<CardRefusal, CardRemedy>> = {
  'card-moved': 'lay-card-again',
  'read-interrupted': 'lay-card-again',
  'card-not-accepted': 'card-not-readable',
  'card-unknown': 'card-not-readable',
  'text-invalid': 'card-not-readable',
}

export interface CardRefused {
  readonly type: 'refused'
  readonly reason: CardRefusal
  readonly remedy: CardRemedy
}

export interface ReaderFaulty {
  readonly type: 'faulty'
  readonly fault: ReaderFault
  readonly remedy: 'reader-needs-attention'
}

export interface Aborted {
  readonly type: 'aborted'
}

export function refused(reason: CardRefusal): CardRefused {
  return { type: 'refused', reason, remedy: remedies[reason] }
}

export function faulty(fault: ReaderFault): ReaderFaulty {
  return { type: 'faulty', fault, remedy: 'reader-needs-attention' }
}

/** No answer to a command that no card is needed for. */
export function lineFailed(fault: LineFault): ReaderFaulty | Aborted {
  return fault === 'aborted' ? { type: 'aborted' } : faulty(fault)
}

/** An answer to find, select or read that is not the one hoped for. */
export function statusRefused(status: SamStatus): CardRefused | ReaderFaulty {
  switch (status) {
    case 'select-failed':
    case 'read-failed':
    case 'find-failed':
    case 'no-card-found-before':
      return refused('card-moved')
    case 'checksum-wrong':
    case 'length-wrong':
    case 'unknown-error':
    case 'random-failed':
      return refused('read-interrupted')
    case 'card-refuses-sam':
    case 'sam-refuses-card':
    case 'data-not-authentic':
      return refused('card-not-accepted')
    case 'card-type-unknown':
    case 'no-such-item':
      return refused('card-unknown')
    case 'self-test-failed':
      return faulty('self-test-failed')
    case 'sam-not-authorised':
    case 'no-privilege':
      return faulty('not-authorised')
    case 'ok':
    case 'card-found':
    case 'command-unknown':
    case 'unlisted':
      return faulty('unexpected-answer')
  }
}

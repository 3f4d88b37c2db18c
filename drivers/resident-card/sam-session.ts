import type { Clock } from '../clock.ts'
import { type CardRead, cardReading } from './card-reading.ts'
import type { SamCommand } from './command.ts'
import type { SamAnswer } from './frame.ts'
import {
  type Aborted,
  type CardRefused,
  faulty,
  lineFailed,
  type ReaderFaulty,
  refused,
  statusRefused,
} from './outcome.ts'
import { type Deadline, deadline, pause } from './pause.ts'
import { type Exchanged, samLine } from './sam-line.ts'
import { type SamLimits, samLimits } from './sam-limits.ts'
import { inTurn } from '../../src/shared/in-turn.ts'
import { samNumberLength } from '../../src/shared/resident-card-content.ts'
import { formatSamNumber } from './sam-number.ts'
import type { SamTransport } from './sam-transport.ts'
import type { SamStatus } from './status.ts'

/** What a SAM is and that it works. `octets` is its number as the SAM gives it, `text` as it is printed. */
export interface SamNumber {
  readonly type: 'number'
  readonly octets: Uint8Array
  readonly text: string
}

export interface SamWorking {
  readonly type: 'working'
}

/** Nobody laid a card within the limit. */
export interface NoCard {
  readonly type: 'no-card'
}

export type CardOutcome = CardRead | CardRefused | ReaderFaulty | NoCard | Aborted

/** What happens while a card is waited for. */
export interface CardListener {
  /** A card lies there and is being read. Comes at once, before the second or two that a read takes. */
  onFound(): void
  /**
   * Nothing is found, and a card that was read before may still lie there: a SAM finds it only after it was taken
   * away. The remedy is `take-card-away-first`. Comes at most once.
   */
  onTakeAwayFirst(): void
}

/** One SAM. What is asked while something else is under way waits its turn. */
export interface SamSession {
  /** Starts the SAM anew. */
  reset(signal?: AbortSignal): Promise<SamWorking | ReaderFaulty | Aborted>
  /** Whether it works, by its own test. */
  status(signal?: AbortSignal): Promise<SamWorking | ReaderFaulty | Aborted>
  number(signal?: AbortSignal): Promise<SamNumber | ReaderFaulty | Aborted>
  /** Waits for one card and reads it: its text alone is kept. Ends within the limits, or when the signal aborts. */
  read(listener: CardListener, signal?: AbortSignal): Promise<CardOutcome>
  close(): Promise<void>
}

const selectedLength = 8

/** @param limits every time limit, in ms */
export function samSession(transport: SamTransport, clock: Clock, limits: SamLimits = samLimits): SamSession {
  const line = samLine(transport, clock, limits.resynchronisation)
  let known: SamNumber | null = null
  let cardMayLieThere = false
  const turn = inTurn()

  const working = async (command: SamCommand, signal?: AbortSignal) => {
    const take = ({ status }: SamAnswer) => status
    const answer = await line.exchange({ command, limit: limits.command, take, ...given(signal) })
    if (answer.type === 'failed') return lineFailed(answer.fault)
    return answer.value === 'ok' ? ({ type: 'working' } as const) : commandRefused(answer.value)
  }

  const number = async (signal?: AbortSignal): Promise<SamNumber | ReaderFaulty | Aborted> => {
    const answer = await line.exchange({
      command: 'sam-number',
      limit: limits.command,
      take: takeNumber,
      ...given(signal),
    })
    if (answer.type === 'failed') return lineFailed(answer.fault)
    if (answer.value.type === 'number') known = answer.value
    return answer.value
  }

  /** Asks for a card again and again. Null when one was found. */
  const waitForCard = async (
    over: Deadline,
    takeAway: () => void,
    signal?: AbortSignal,
  ): Promise<ReaderFaulty | NoCard | Aborted | null> => {
    let failed = 0
    for (;;) {
      const take = ({ status }: SamAnswer) => status
      const answer = await line.exchange({ command: 'find', limit: limits.find, take, ...given(signal) })
      if (answer.type === 'answered' && answer.value === 'card-found') return null
      const fault = findFault(answer)
      failed = fault ? failed + 1 : 0
      if (fault && (fault.type === 'aborted' || fault.fault === 'gone' || failed >= limits.failedFinds)) {
        return fault
      }
      if (signal?.aborted) return { type: 'aborted' }
      if (over.passed) return fault ?? { type: 'no-card' }
      takeAway()
      await pause(clock, limits.betweenFinds, signal)
    }
  }

  /** Null when the card is selected. */
  const select = async (signal?: AbortSignal): Promise<CardRefused | ReaderFaulty | Aborted | null> => {
    const take = ({ status, data }: SamAnswer) =>
      status === 'ok' && data.length === selectedLength ? null : statusRefused(status)
    const answer = await line.exchange({ command: 'select', limit: limits.select, take, ...given(signal) })
    return answer.type === 'failed' ? cardLineFailed(answer) : answer.value
  }

  const readSelected = async (samNumber: SamNumber, signal?: AbortSignal): Promise<CardOutcome> => {
    const take = (answer: SamAnswer) => cardReading(answer, samNumber.octets)
    const answer = await line.exchange({ command: 'read', limit: limits.read, take, ...given(signal) })
    return answer.type === 'failed' ? cardLineFailed(answer) : answer.value
  }

  /** Null when a card lies there and is selected. A card that is still being laid down is selected again. */
  const findAndSelect = async (
    listener: CardListener,
    over: Deadline,
    signal?: AbortSignal,
  ): Promise<Exclude<CardOutcome, CardRead> | null> => {
    const mayLieThere = cardMayLieThere ? deadline(clock, limits.untilTakeAway) : null
    let told = false
    const takeAway = () => {
      if (told || !mayLieThere?.passed) return
      told = true
      listener.onTakeAwayFirst()
    }
    try {
      for (let selection = 1; ; selection++) {
        const without = await waitForCard(over, takeAway, signal)
        if (without) return without
        cardMayLieThere = false
        told = true
        if (selection === 1) listener.onFound()
        const unselected = await select(signal)
        const moved = unselected?.type === 'refused' && unselected.reason === 'card-moved'
        if (!moved || selection >= limits.selections) return unselected
      }
    } finally {
      mayLieThere?.cancel()
    }
  }

  const read = async (listener: CardListener, signal?: AbortSignal): Promise<CardOutcome> => {
    const samNumber = known ?? (await number(signal))
    if (samNumber.type !== 'number') return samNumber
    const over = deadline(clock, limits.wait)
    try {
      const unselected = await findAndSelect(listener, over, signal)
      if (unselected) return unselected
      const outcome = await readSelected(samNumber, signal)
      // Who was asked to lay the card again is not asked to take it away as well.
      cardMayLieThere = !(outcome.type === 'refused' && outcome.remedy === 'lay-card-again')
      return outcome
    } finally {
      over.cancel()
    }
  }

  return {
    reset: (signal) => turn(() => working('reset', signal)),
    status: (signal) => turn(() => working('status', signal)),
    number: (signal) => turn(() => number(signal)),
    read: (listener, signal) => turn(() => read(listener, signal)),
    close: () => line.close(),
  }
}

function given(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal ? { signal } : {}
}

function takeNumber({ status, data }: SamAnswer): SamNumber | ReaderFaulty {
  if (status !== 'ok') return commandRefused(status)
  const text = formatSamNumber(data)
  if (text === null || data.length !== samNumberLength) return faulty('unexpected-answer')
  return { type: 'number', octets: Uint8Array.from(data), text }
}

/** What it means that a command was refused which needs no card. */
function commandRefused(status: SamStatus): ReaderFaulty {
  const outcome = statusRefused(status)
  return outcome.type === 'faulty' ? outcome : faulty('unexpected-answer')
}

/** What is wrong with the reader when it did not find a card; null when there just was none. */
function findFault(answer: Exchanged<SamStatus>): ReaderFaulty | Aborted | null {
  if (answer.type === 'failed') return lineFailed(answer.fault)
  return answer.value === 'find-failed' ? null : commandRefused(answer.value)
}

/** No answer while a card lay there: it may answer when it is laid again. */
function cardLineFailed({ fault }: Extract<Exchanged<unknown>, { type: 'failed' }>) {
  return fault === 'aborted' || fault === 'gone' ? lineFailed(fault) : refused('read-interrupted')
}

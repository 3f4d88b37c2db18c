import type { Clock } from '../clock.ts'
import { type SamCommand, writeSamCommand } from './command.ts'
import { type SamAnswer, samFrameReader } from './frame.ts'
import { samNumberLength } from '../../src/shared/resident-card-content.ts'
import type { SamTransport } from './sam-transport.ts'

/** Why there is no answer. */
export type LineFault =
  /** None came within the limit. */
  | 'silent'
  /** What came was damaged on its way. */
  | 'garbled'
  /** The reader is unplugged, or takes nothing more. */
  | 'gone'
  | 'aborted'

export type Exchanged<T> =
  | { readonly type: 'answered'; readonly value: T }
  | { readonly type: 'failed'; readonly fault: LineFault }

export interface Exchange<T> {
  readonly command: SamCommand
  /** ms from the command to the end of its answer */
  readonly limit: number
  /** What is kept of the answer, whose data is zeroed when this returns. */
  readonly take: (answer: SamAnswer) => T
  readonly signal?: AbortSignal
}

export interface SamLine {
  /** Sends a command and gives what was taken of its answer. One at a time. */
  exchange<T>(exchange: Exchange<T>): Promise<Exchanged<T>>
  close(): Promise<void>
}

/** When nothing follows a damaged frame for so long (ms), nothing will. */
export const silenceAfterDamage = 100

interface Pending {
  readonly take: (answer: SamAnswer) => void
  readonly fail: (fault: LineFault) => void
  damaged: boolean
  stopWaitingForMore: () => void
}

/**
 * One question, one answer. An answer does not say what it answers. So after a question whose answer never came,
 * a late one could be taken for the answer to the next, and a person for another: before the next question the SAM is
 * asked for its number, whose answer has a shape of its own, and all that comes before that is dropped.
 * @param resynchronisation so long (ms) the SAM may take to finish what it was asked before and to give its number
 */
export function samLine(transport: SamTransport, clock: Clock, resynchronisation: number): SamLine {
  const reader = samFrameReader()
  let pending: Pending | null = null
  // At first too: whoever had the reader before may have left a question unanswered.
  let outOfStep = true
  let gone = false

  const listener = {
    get awaits() {
      return pending !== null
    },
    onBytes: (bytes: Uint8Array) => {
      try {
        if (pending) hear(pending, bytes)
      } finally {
        bytes.fill(0)
      }
    },
    onGone: () => {
      gone = true
      pending?.fail('gone')
    },
  }

  const hear = (asked: Pending, bytes: Uint8Array) => {
    reader.push(bytes, (result) => {
      if (pending !== asked) return
      if (result.type === 'answer') asked.take(result)
      else asked.damaged = true
    })
    if (pending !== asked || !asked.damaged) return
    asked.stopWaitingForMore()
    asked.stopWaitingForMore = clock.after(silenceAfterDamage, () => {
      asked.fail('garbled')
    })
  }

  const ask = <T>(
    command: SamCommand,
    limit: number,
    accept: (answer: SamAnswer) => { readonly value: T } | null,
    signal: AbortSignal | undefined,
  ): Promise<Exchanged<T>> =>
    new Promise((resolve) => {
      if (gone || signal?.aborted) {
        resolve({ type: 'failed', fault: gone ? 'gone' : 'aborted' })
        return
      }
      reader.reset()
      const end = (outcome: Exchanged<T>) => {
        if (pending !== asked) return
        pending = null
        stopLimit()
        asked.stopWaitingForMore()
        signal?.removeEventListener('abort', onAbort)
        if (outcome.type === 'failed') {
          outOfStep = true
          reader.reset()
        }
        resolve(outcome)
      }
      const fail = (fault: LineFault) => {
        end({ type: 'failed', fault })
      }
      const onAbort = () => {
        fail('aborted')
      }
      const take = (answer: SamAnswer) => {
        const accepted = accept(answer)
        if (accepted) end({ type: 'answered', value: accepted.value })
      }
      const asked: Pending = { take, fail, damaged: false, stopWaitingForMore: () => undefined }
      pending = asked
      const stopLimit = clock.after(limit, () => {
        fail(asked.damaged ? 'garbled' : 'silent')
      })
      signal?.addEventListener('abort', onAbort)
      const send = async () => {
        if (!(await transport.write(writeSamCommand(command)))) fail('gone')
      }
      void send()
    })

  const isSamNumber = ({ status, data }: SamAnswer) => status === 'ok' && data.length === samNumberLength

  /** Asks for the number and drops what comes before it. */
  const askInStep = async <T>(
    take: (answer: SamAnswer) => T,
    signal: AbortSignal | undefined,
  ): Promise<Exchanged<T>> => {
    const accept = (answer: SamAnswer) => (isSamNumber(answer) ? { value: take(answer) } : null)
    const outcome = await ask('sam-number', resynchronisation, accept, signal)
    outOfStep = outcome.type === 'failed'
    return outcome
  }

  transport.listen(listener)
  return {
    exchange: async ({ command, limit, take, signal }) => {
      if (pending) throw new TypeError('a SAM is asked one thing at a time')
      if (outOfStep) {
        if (command === 'sam-number') return askInStep(take, signal)
        const inStep = await askInStep(() => null, signal)
        if (inStep.type === 'failed') return inStep
      }
      return ask(command, limit, (answer) => ({ value: take(answer) }), signal)
    },
    close: async () => {
      gone = true
      pending?.fail('gone')
      reader.reset()
      await transport.close()
    },
  }
}

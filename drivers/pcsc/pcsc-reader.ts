import type { Reader } from 'nfc-pcsc'
import type { Clock } from '../clock.ts'
import { longestResponse } from './apdu.ts'
import { type CardFailure, type CardFault, codeOf, failureOf, faultOf, isServiceFault } from './pcsc-fault.ts'

/**
 * Milliseconds before a card that could not be connected is tried again. The last one holds on for a card that another
 * program has.
 */
const retries = [50, 100, 200, 400, 800, 1_600]
/**
 * A card that stays mute is tried now and then (ms): a service that did not see one card give way to another tells of
 * none.
 */
const patience = 5_000

export type CardFailed = { readonly type: 'failed'; readonly reason: CardFailure }

export type Transmission =
  /** The bytes as the card sent them, status word last; for the caller to zero. */
  { readonly type: 'response'; readonly bytes: Uint8Array } | CardFailed

export type Exclusive<T> = { readonly type: 'done'; readonly value: T } | CardFailed

/** A card that can be spoken to. It stays good until its reader says something else. */
export interface ReadyReader {
  readonly name: string
  readonly state: 'ready'
  /** The answer to reset, where the service gives one. */
  readonly atr: Uint8Array | null
  /**
   * Sends one command as it is; one at a time.
   * @param command at least 4 bytes, not of class FF; the caller's to zero
   * @param timeLimit milliseconds
   */
  transmit(command: Uint8Array, timeLimit: number): Promise<Transmission>
  /**
   * Runs `use` while no other program gets at the card.
   * @param timeLimit milliseconds that another program's turn may take
   */
  exclusively<T>(timeLimit: number, use: () => Promise<T>): Promise<Exclusive<T>>
}

/** A reader: `opening` (not told of yet), `empty`, `connecting` (a card lies there), `ready`, `unusable`. */
export type PcscReader =
  | { readonly name: string; readonly state: 'opening' | 'empty' | 'connecting' }
  | ReadyReader
  | { readonly name: string; readonly state: 'unusable'; readonly reason: CardFault }

export interface PcscReaderListener {
  onState(reader: PcscReader): void
  /** The context as a whole has to be opened anew. */
  onServiceFault(code: string): void
}

export interface OpenReader {
  readonly current: PcscReader
  /** Ends whatever is under way, for this reason. */
  end(reason: CardFailure): void
}

const failed = (reason: CardFailure): CardFailed => ({ type: 'failed', reason })

/** One reader of nfc-pcsc, from its first event to its last. */
export function openReader(nfc: Reader, clock: Clock, listener: PcscReaderListener): OpenReader {
  const { reader, name } = nfc
  let current: PcscReader = { name, state: 'opening' }
  let ended: CardFailure | null = null
  /** Counts connections: what belongs to an earlier one is over. */
  let connection = 0
  /** Ends what waits for the card. */
  let abandon: ((reason: CardFailure) => void) | null = null
  let cancelRetry: () => void = () => undefined
  let attempts = 0

  const become = (state: PcscReader) => {
    current = state
    if (ended === null) listener.onState(state)
  }

  const lose = (reason: CardFailure) => {
    connection += 1
    cancelRetry()
    abandon?.(reason)
  }

  const isPresent = (state: number) => (state & reader.SCARD_STATE_PRESENT) !== 0

  const connectAgain = () => {
    if (ended !== null) return
    const mine = connection
    const attempt = async () => {
      await nfc.connect()
      if (mine === connection) await becomeReady()
    }
    // A failure is told by the event `error`, like the first attempt's.
    attempt().catch(() => undefined)
  }

  const retry = (waitsForOthers = false) => {
    const delay = retries[attempts] ?? (waitsForOthers ? retries.at(-1) : undefined) ?? patience
    attempts += 1
    cancelRetry()
    cancelRetry = clock.after(delay, connectAgain)
  }

  /** The connection is no longer to be trusted. The card forgets what was half said, and is connected anew. */
  const reset = (state: PcscReader) => {
    lose('card-removed')
    become(state)
    const mine = connection
    reader.disconnect(reader.SCARD_RESET_CARD, () => {
      if (mine === connection) retry()
    })
  }

  /**
   * Waits for what the service does with the card, no longer than it may take.
   * @param late what becomes of a result that nobody waits for any more
   */
  const within = <T>(
    timeLimit: number,
    work: Promise<T>,
    late: (result: T) => void,
  ): Promise<{ type: 'done'; value: T } | CardFailed> =>
    new Promise((resolve) => {
      let waiting = true
      const settle = (result: { type: 'done'; value: T } | CardFailed) => {
        waiting = false
        cancelLimit()
        abandon = null
        resolve(result)
      }
      const cancelLimit = clock.after(timeLimit, () => {
        settle(failed('timed-out'))
      })
      abandon = (reason) => {
        settle(failed(reason))
      }
      const take = async () => {
        try {
          const value = await work
          if (waiting) settle({ type: 'done', value })
          else late(value)
        } catch (fault) {
          const code = codeOf(fault)
          if (isServiceFault(code)) listener.onServiceFault(code)
          if (waiting) settle(failed(failureOf(code)))
        }
      }
      void take()
    })

  const give = async (mine: number, command: Uint8Array, timeLimit: number): Promise<Transmission> => {
    if (abandon) throw new TypeError('one command at a time')
    if (command.length < 4 || command[0] === 0xff) throw new TypeError('not a command to a card')
    // nfc-pcsc throws at once where it has no card, before its first await.
    const work = (async () => nfc.transmit(command, longestResponse))()
    const outcome = await within(timeLimit, work, (bytes) => bytes.fill(0))
    if (outcome.type === 'done') {
      if (outcome.value.length >= 2) return { type: 'response', bytes: outcome.value }
      outcome.value.fill(0)
      // A virtual reader's way to say that the card went in mid-command.
      if (mine === connection) reset({ name, state: 'connecting' })
      return failed(outcome.value.length === 0 ? 'card-removed' : 'protocol')
    }
    if (mine === connection) {
      if (outcome.reason === 'timed-out') reset({ name, state: 'unusable', reason: 'unresponsive' })
      else reset({ name, state: 'connecting' })
    }
    return outcome
  }

  const begin = () =>
    new Promise<void>((resolve, reject) => {
      reader.begin_transaction((error) => {
        if (error === null || error === undefined) resolve()
        else reject(error instanceof Error ? error : new TypeError('not an error'))
      })
    })

  const finish = () =>
    new Promise<void>((resolve) => {
      reader.end_transaction(reader.SCARD_LEAVE_CARD, () => {
        resolve()
      })
    })

  /** Null when the card says none. Of its connection: what comes with a change of state is not to be relied on. */
  const answerToReset = () =>
    new Promise<Uint8Array | null>((resolve) => {
      reader.get_status((_error, _state, answer) => {
        resolve(answer === undefined || answer.length === 0 ? null : new Uint8Array(answer))
      })
    })

  const becomeReady = async () => {
    const mine = connection
    const atr = await answerToReset()
    if (mine === connection && ended === null) ready(atr)
  }

  const ready = (atr: Uint8Array | null) => {
    cancelRetry()
    attempts = 0
    connection += 1
    const mine = connection
    const lost = () => (ended === null ? 'card-removed' : ended)
    become({
      name,
      state: 'ready',
      atr,
      transmit: async (command, timeLimit) =>
        mine === connection ? give(mine, command, timeLimit) : failed(lost()),
      exclusively: async (timeLimit, use) => {
        if (mine !== connection) return failed(lost())
        if (abandon) throw new TypeError('one command at a time')
        const begun = await within(timeLimit, begin(), () => void finish())
        if (begun.type === 'failed') {
          if (mine === connection) reset({ name, state: 'unusable', reason: 'in-use' })
          return begun
        }
        try {
          return { type: 'done', value: await use() }
        } finally {
          if (mine === connection) await finish()
        }
      },
    })
  }

  // Before anything else is heard: no card is asked for its UID.
  nfc.autoProcessing = false

  reader.on('status', ({ state }) => {
    if (isPresent(state)) {
      if (!isPresent(reader.state)) {
        attempts = 0
        become({ name, state: 'connecting' })
      }
    } else if ((state & reader.SCARD_STATE_EMPTY) !== 0) {
      lose('card-removed')
      become({ name, state: 'empty' })
    }
  })

  nfc.on('card', () => {
    // nfc-pcsc tells of a card that has left while it was being connected, too.
    if (isPresent(reader.state) && current.state === 'connecting') void becomeReady()
  })

  nfc.on('error', (fault) => {
    const code = codeOf(fault)
    if (isServiceFault(code)) {
      listener.onServiceFault(code)
      return
    }
    const reason = faultOf(code)
    if (ended !== null || reason === null || !isPresent(reader.state)) return
    become({ name, state: 'unusable', reason })
    retry(reason === 'in-use')
  })

  const end = (reason: CardFailure) => {
    if (ended !== null) return
    ended = reason
    lose(reason)
  }

  nfc.on('end', () => {
    end('reader-gone')
  })

  return {
    get current() {
      return current
    },
    end,
  }
}

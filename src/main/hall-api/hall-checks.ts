import { toHex } from '../../shared/gm/bytes.ts'
import { sm3 } from '../../shared/gm/sm3.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import type { RecordEvent } from '../../shared/events.ts'
import type { HallCheck, Refusal, StartCheck } from '../../shared/hall-api/contract.ts'
import type { HallCheckEnd } from '../../shared/hall-api/hall-api-events.ts'
import { faultOfAsk, type HallAsk } from '../journey/hall-ask.ts'
import type { HallStands, HallVisit } from '../journey/hall-visit.ts'
import type { CheckReceipt } from '../verification/verification-client.ts'
import type { HallApiLimits } from './limits.ts'
import { TokenBucket } from './token-bucket.ts'

/** What of the journey the hall's software reaches. The statechart decides; what is here only asks and watches. */
export interface AskedJourney {
  readonly ask: (ask: HallAsk) => boolean
  readonly callOff: (id: HallAsk['id']) => void
  readonly hallStands: () => HallStands
}

export interface HallChecksParts {
  readonly config: TerminalConfig
  readonly journey: AskedJourney
  readonly record: RecordEvent
  readonly limits: HallApiLimits
  /** Draws the name of a check. */
  readonly newId: () => string
  /** Monotonic milliseconds. */
  readonly now: () => number
}

/** A client, by its place in the configuration. */
export type Client = number

/** What a start gave: a new check, the one that the same key gave before, or why there is none. */
export type Started = { readonly check: HallCheck; readonly isNew: boolean } | Refusal

interface Kept {
  readonly client: Client
  readonly key: string
  /** Digest of what was asked for, to know a retry by. */
  readonly asked: string
  readonly awaitsSomebody: boolean
  check: HallCheck
  /** What the platform last answered in this visit, while the citizen may still try again. */
  answered: CheckReceipt | null
  wasUnavailable: boolean
  /** Null while it goes on. */
  endedAt: number | null
  readonly watchers: Set<(check: HallCheck) => void>
}

interface Allowances {
  readonly starts: TokenBucket
  readonly mismatches: TokenBucket
}

/**
 * The checks that clients asked for: one visit each, one at a time, each seen by its own client alone.
 *
 * A verdict is told when it cannot change any more: a pass at once, a fail when the citizen tries no more. So one visit
 * answers for one pseudonym with one word, however often somebody had to try.
 */
export class HallChecks {
  readonly #parts: HallChecksParts
  readonly #kept = new Map<string, Kept>()
  readonly #allowances: readonly Allowances[]
  #open: Kept | null = null
  #lastReceipt: CheckReceipt | null = null
  /**
   * When a check that awaited somebody last ended, whoever awaited them: they may stand there still. However it ended, for
   * the pause must not tell another client that it was a fail.
   */
  #lastAwaited = Number.NEGATIVE_INFINITY

  constructor(parts: HallChecksParts) {
    this.#parts = parts
    const { limits, now } = parts
    this.#allowances = (parts.config.hallApi?.clients ?? []).map(() => ({
      starts: new TokenBucket(limits.starts, now()),
      mismatches: new TokenBucket(limits.mismatches, now()),
    }))
  }

  start(client: Client, request: StartCheck): Started {
    const { config, journey, newId, now, record } = this.#parts
    this.#forgetOld()
    const { idempotencyKey, service, subject, expected } = request
    const asked = digestOf([service, subject, expected ?? ''])
    const before = [...this.#kept.values()].find(
      (kept) => kept.client === client && kept.key === idempotencyKey,
    )
    if (before) {
      return before.asked === asked ? { check: before.check, isNew: false } : { problem: 'key-reused' }
    }
    const refusal = this.#refusalOf(client, request)
    if (refusal) return refusal
    const fault = faultOfAsk(config, { service, subject, ...(expected !== undefined && { expected }) })
    if (fault) return { problem: 'invalid', member: fault }
    const { terminal } = journey.hallStands()
    if (terminal === 'stopped') return { problem: 'out-of-service' }
    if (terminal === 'visited') return { problem: 'busy' }
    const starts = this.#of(client).starts
    const wait = starts.wait(now())
    if (wait > 0) return { problem: 'too-many-requests', retryAfter: wait }

    const id = newId()
    if (!journey.ask({ id, service, subject, ...(expected !== undefined && { expected }) }))
      return { problem: 'busy' }
    starts.take(now())
    const kept: Kept = {
      client,
      key: idempotencyKey,
      asked,
      awaitsSomebody: expected !== undefined,
      check: { id, state: 'in-progress' },
      answered: null,
      wasUnavailable: false,
      endedAt: null,
      watchers: new Set(),
    }
    this.#kept.set(id, kept)
    this.#open = kept
    record('hall-check.init', { client, subject, awaits: kept.awaitsSomebody ? 'somebody' : 'nobody' })
    return { check: kept.check, isNew: true }
  }

  get(client: Client, id: string): HallCheck | null {
    this.#forgetOld()
    return this.#find(client, id)?.check ?? null
  }

  /** Calls a check off. What was called off already stays so: a lost reply may be asked for again. */
  cancel(client: Client, id: string): HallCheck | Refusal {
    this.#forgetOld()
    const kept = this.#find(client, id)
    if (!kept) return { problem: 'not-found' }
    if (kept.check.state === 'cancelled') return kept.check
    if (kept.endedAt !== null) return { problem: 'check-ended' }
    this.#end(kept, 'cancelled')
    this.#parts.journey.callOff(id)
    return kept.check
  }

  /**
   * Calls back with the check when it changes; not with how it stands now.
   * @returns what stops that; null where this client has no such check
   */
  watch(client: Client, id: string, onChange: (check: HallCheck) => void): (() => void) | null {
    const watchers = this.#find(client, id)?.watchers
    if (!watchers) return null
    watchers.add(onChange)
    return () => {
      watchers.delete(onChange)
    }
  }

  /** Told of each verdict's receipt, before the journey hears the verdict. */
  noteReceipt(receipt: CheckReceipt): void {
    this.#lastReceipt = receipt
  }

  /** Told how the journey stands, whenever that changes. */
  note({ terminal, visit }: HallStands): void {
    const open = this.#open
    if (!open) return
    if (visit?.id !== open.check.id) {
      this.#end(open, terminal === 'stopped' ? 'unavailable' : 'left')
      return
    }
    if (visit.at === 'pass' || visit.at === 'fail') open.answered = this.#receiptOf(visit)
    if (visit.at === 'unavailable') open.wasUnavailable = true
    if (visit.isOver) this.#end(open, 'left')
  }

  #receiptOf({ at, bizSeq }: HallVisit): CheckReceipt {
    const last = this.#lastReceipt
    if (last?.bizSeq !== bizSeq || last.verdict !== at) throw new Error('a verdict came without a receipt')
    return last
  }

  #end(kept: Kept, otherwise: Exclude<HallCheckEnd, 'completed'>): void {
    const { limits, now, record } = this.#parts
    const { answered, client, awaitsSomebody } = kept
    const { id } = kept.check
    const unanswered = otherwise === 'left' && kept.wasUnavailable ? 'unavailable' : otherwise
    kept.check = answered
      ? { id, state: 'completed', verdict: answered.verdict, receiptNo: answered.receipt }
      : { id, state: unanswered }
    if (awaitsSomebody) {
      if (answered?.verdict === 'fail') this.#of(client).mismatches.take(now())
      this.#lastAwaited = now()
    }
    kept.endedAt = now()
    this.#open = null
    record('hall-check.complete', { client, end: answered ? 'completed' : unanswered })
    for (const tell of kept.watchers) tell(kept.check)
    kept.watchers.clear()
    setTimeout(() => {
      this.#forgetOld()
    }, limits.memory).unref()
  }

  /** What this client may not ask for, or not now. */
  #refusalOf(client: Client, { service, expected }: StartCheck): Refusal | null {
    const { config, limits, now } = this.#parts
    const own = config.hallApi?.clients[client]?.services
    if (own && !own.includes(service)) return { problem: 'service-not-allowed' }
    if (expected === undefined) return null
    const { mismatches } = this.#of(client)
    const wait = Math.max(mismatches.wait(now()), this.#lastAwaited + limits.awaitedPause - now())
    return wait > 0 ? { problem: 'expected-limit', retryAfter: wait } : null
  }

  #find(client: Client, id: string): Kept | null {
    const kept = this.#kept.get(id)
    return kept?.client === client ? kept : null
  }

  #of(client: Client): Allowances {
    const allowances = this.#allowances[client]
    if (!allowances) throw new Error('no such client')
    return allowances
  }

  /** Ended checks that are too old, or too many of one client, the oldest first. */
  #forgetOld(): void {
    const { limits, now } = this.#parts
    const left = new Map<Client, number>()
    for (const [id, { client, endedAt }] of [...this.#kept].toReversed()) {
      const count = (left.get(client) ?? 0) + 1
      const isOld = endedAt !== null && (now() - endedAt >= limits.memory || count > limits.kept)
      if (isOld) this.#kept.delete(id)
      else left.set(client, count)
    }
  }
}

function digestOf(members: readonly string[]): string {
  return toHex(sm3(new TextEncoder().encode(JSON.stringify(members))))
}

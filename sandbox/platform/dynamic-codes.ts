import { equalBytes } from '../../src/shared/gm/bytes.ts'
import { drawDynamicCode, dynamicCode, dynamicStep } from '../../src/shared/gm/dynamic-code.ts'
import type { CheckRequest } from '../../src/shared/wire.ts'
import type { Decision } from './decision.ts'
import type { DynamicCodeState } from './dynamic-code-states.ts'
import { type FactorName, missingFactors } from './factors/factor.ts'
import { requiredBy } from './factors/required.ts'
import { Refusal } from './refusals.ts'
import type { DynamicCodeRecord } from './store/dynamic-codes.ts'
import type { Store } from './store/store.ts'

/** A phone shows a code for so long (ms), from one multiple of it to the next. */
export const dynamicCodePeriod = 30_000
/** Whoever begins to type just before the next code comes may finish: one period more. */
const drift = dynamicCodePeriod
export const dynamicCodeDigits = 8
/** After so many other codes at its terminal, a code is worth nothing. */
export const dynamicCodeTries = 3

/** So long (ms) the platform still knows whose a code was, to say on that phone why a check failed. */
const memory = 600_000
const seedLength = 32
/** So long (ms) the codes that follow one take over what was proven for it; then the phone asks again. */
export const provenFor = 120_000

export interface IssuedDynamicCode {
  /** 8 digits. */
  readonly code: string
  readonly terminal: string
  /** When the phone shows the next one. */
  readonly expiresAt: number
  /** What was proven for it beside the credential. */
  readonly proven: readonly FactorName[]
}

interface Issuing {
  readonly store: Store
  readonly random: (length: number) => Uint8Array
}

function codeOf({ seed, step, counter, terminal }: DynamicCodeRecord): string {
  return dynamicCode({ key: seed, step, counter, challenge: terminal }, dynamicCodeDigits)
}

/** What became of a citizen's code, as the citizen's own phone may know. */
export function dynamicCodeState(
  store: Store,
  citizen: string,
  { code, terminal, expiresAt }: IssuedDynamicCode,
  now: number,
): DynamicCodeState {
  const issued = store.dynamicCodes.at(terminal, now - memory)
  const own = issued.find((one) => one.citizen === citizen && codeOf(one) === code)
  if (own && own.usedBy !== null) return 'used'
  if (own && own.misses >= dynamicCodeTries) return 'blocked'
  return own && now < expiresAt ? 'valid' : 'expired'
}

function isLive(code: DynamicCodeRecord, now: number): boolean {
  return code.usedBy === null && code.misses < dynamicCodeTries && now < code.validUntil
}

/** What was proven on the phone, and when (ms). */
export interface Proven {
  readonly factors: readonly FactorName[]
  readonly at: number
}

/**
 * What codes that follow one may rest on: nothing when it is not this citizen's own, or was proven too long ago.
 * @param code one that was issued before
 */
export function provenBefore(
  store: Store,
  citizen: string,
  { code, terminal }: IssuedDynamicCode,
  now: number,
): Proven {
  const issued = store.dynamicCodes.at(terminal, now - memory)
  const own = issued.find((one) => one.citizen === citizen && codeOf(one) === code)
  return own && now - own.provenAt < provenFor
    ? { factors: own.proven, at: own.provenAt }
    : { factors: [], at: now }
}

function isSame(one: readonly FactorName[], other: readonly FactorName[]): boolean {
  return one.length === other.length && missingFactors(one, other).length === 0
}

/**
 * The code that a citizen's phone shows for one terminal, whose number the phone was told: the same one for the rest of
 * its 30 s, unless it was used up. No two codes that a terminal could take are alike.
 * @throws Refusal `terminal-unknown`, also for a terminal that may no longer ask
 */
export function issueDynamicCode(
  issuing: Issuing,
  citizen: string,
  terminal: string,
  proven: Proven,
  now: number,
): IssuedDynamicCode {
  return issuing.store.transaction(() => drawDynamicCodeFor(issuing, citizen, terminal, proven, now))
}

/** The same, to be called in a transaction. @throws Refusal */
export function drawDynamicCodeFor(
  { store, random }: Issuing,
  citizen: string,
  terminal: string,
  proven: Proven,
  now: number,
): IssuedDynamicCode {
  const step = dynamicStep(now, dynamicCodePeriod)
  const expiresAt = (step + 1) * dynamicCodePeriod
  const known = store.terminals.find(terminal)
  if (!known || known.revokedAt !== null) throw new Refusal('terminal-unknown')
  store.dynamicCodes.dropBefore(now - memory)
  const seed = store.dynamicCodes.seed(citizen, () => random(seedLength))
  const issued = store.dynamicCodes.at(terminal, now - memory)
  const own = issued.filter((code) => code.citizen === citizen && code.step === step)
  const present = own.find((code) => isLive(code, now) && isSame(code.proven, proven.factors))
  if (present) return { code: codeOf(present), terminal, expiresAt, proven: present.proven }
  const taken = new Set(issued.map(codeOf))
  const first = own.length === 0 ? 0 : Math.max(...own.map(({ counter }) => counter)) + 1
  const input = { key: seed, step, counter: first, challenge: terminal }
  const { code, counter } = drawDynamicCode(input, dynamicCodeDigits, (drawn) => taken.has(drawn))
  store.dynamicCodes.add({
    citizen,
    terminal,
    step,
    counter,
    proven: proven.factors,
    provenAt: proven.at,
    validUntil: expiresAt + drift,
  })
  return { code, terminal, expiresAt, proven: proven.factors }
}

/**
 * What eight digits are worth that were typed at a terminal. A pass uses up all of that citizen's codes for the
 * terminal; digits that are nobody's count against every code that is good there. To be called in a transaction.
 * @param digits as they were typed, ASCII
 */
export function decideDynamicCode(
  store: Store,
  digits: Uint8Array,
  check: Pick<CheckRequest, 'authMode' | 'policy' | 'customNumber'> & {
    readonly terminal: string
    readonly bizSeq: string
  },
  now: number,
): Decision {
  const issued = store.dynamicCodes.at(check.terminal, now - memory)
  const code = issued.find((one) => equalBytes(Buffer.from(codeOf(one), 'ascii'), digits))
  if (!code) {
    store.dynamicCodes.miss(check.terminal, now)
    return { verdict: 'fail', cause: 'dynamic-code-unknown', citizen: null }
  }
  const { citizen } = code
  if (code.usedBy !== null) return { verdict: 'fail', cause: 'dynamic-code-used', citizen }
  if (code.misses >= dynamicCodeTries) return { verdict: 'fail', cause: 'dynamic-code-blocked', citizen }
  if (now >= code.validUntil) return { verdict: 'fail', cause: 'dynamic-code-expired', citizen }
  if (missingFactors(requiredBy(store, check), code.proven).length > 0) {
    return { verdict: 'fail', cause: 'factor-missing', citizen }
  }
  if (!store.dynamicCodes.use(code, check.bizSeq, now)) {
    throw new Error('a code changed within its transaction')
  }
  return { verdict: 'pass', citizen }
}

import { newBizSeq } from '../../src/shared/check.ts'
import { walletCodePrefix } from '../../src/shared/wallet-code.ts'
import { seededRandom } from '../bench/chips/random.fake.ts'
import { testDay } from './citizens/office.fake.ts'
import { decide } from './decision.ts'
import { decideDynamicCode, drawDynamicCodeFor } from './dynamic-codes.ts'
import { type RunningPlatform, runPlatform, walletCode } from './platform.fake.ts'
import { demoCustomNumber, demoPolicy } from './relying-parties.ts'
import { walletCodeDigest } from './wallet-codes.ts'

/*
 * Somebody who tries codes at a terminal while citizens come and take codes there. Played where codes are decided, for a
 * terminal may send no more than ten messages a second. Everything is drawn from one seed: what happens here happens every
 * time.
 */

const citizens = ['test-1', 'test-2', 'test-3']
const seed = 'guesses'

/** Guesses for as long as the codes that were just issued can be on a phone; then others are. */
export const guessesPerRound = 40

/** What came of guesses at eight digits. */
export interface DigitGuesses {
  /** How the guesses ended, and how many did: `pass`, or a cause of failure. */
  readonly outcomes: Readonly<Record<string, number>>
  readonly issued: number
  /** Of the issued ones, those that were worth nothing after the guesses of their round. */
  readonly worthless: number
}

/** What came of guesses at wallet codes. */
export interface WalletGuesses {
  readonly guesses: number
  /** Those that were the code on a screen with one letter changed. */
  readonly near: number
  readonly passed: number
  readonly issued: number
  /** Of the issued ones, those that passed after the guesses of their round. */
  readonly stillGood: number
}

/** A whole platform with one terminal, whose codes are drawn from the seed. */
export function platformOfGuesses(): Promise<RunningPlatform> {
  return runPlatform(() => testDay, { random: seededRandom('platform') })
}

/** Eight digits at a time, while three citizens take a new code for each round. @param rounds of 40 guesses */
export function guessDigits({ platform, terminal, clock }: RunningPlatform, rounds: number): DigitGuesses {
  const { store } = platform
  const draw = seededRandom(seed)
  const issuing = { store, random: seededRandom('codes') }
  const tried = {
    bizSeq: newBizSeq(),
    authMode: 'R01',
    terminal: terminal.number,
    customNumber: demoCustomNumber,
    policy: demoPolicy,
  } as const
  const guess = (digits: string) => decideDynamicCode(store, Buffer.from(digits, 'ascii'), tried, clock.now())
  const outcomes: Record<string, number> = {}
  let worthless = 0
  const play = (round: number) => {
    // Long enough that the platform knows nothing of the codes before: those alone that are good now are looked at.
    clock.setOffset(round * 660_000)
    const now = clock.now()
    const shown = citizens.map((citizen) =>
      drawDynamicCodeFor(issuing, citizen, terminal.number, { factors: [], at: now }, now),
    )
    for (let at = 0; at < guessesPerRound; at++) {
      const drawn = Buffer.from(draw(4)).readUInt32BE() % 100_000_000
      const decision = guess(String(drawn).padStart(8, '0'))
      const came = decision.verdict === 'pass' ? 'pass' : decision.cause
      outcomes[came] = (outcomes[came] ?? 0) + 1
    }
    // By now not even the right digits are worth anything.
    for (const { code } of shown) {
      const decision = guess(code)
      if (decision.verdict === 'fail' && decision.cause === 'dynamic-code-blocked') worthless += 1
    }
  }
  // One transaction, for it is not the disk that is tried here.
  store.transaction(() => {
    for (let round = 0; round < rounds; round++) play(round)
  })
  return { outcomes, issued: rounds * citizens.length, worthless }
}

/** Wallet codes, drawn or made from the one that a citizen shows in this round. @param rounds of 40 guesses */
export function guessWalletCodes(running: RunningPlatform, rounds: number): WalletGuesses {
  const { platform, clock } = running
  const { store } = platform
  const draw = seededRandom(seed)
  const drawCode = seededRandom('codes')
  const passes = (code: string) =>
    decide(store.walletCodes.find(walletCodeDigest(Buffer.from(code, 'ascii'))), [], clock.now()).verdict ===
    'pass'
  let near = 0
  let passed = 0
  let stillGood = 0
  const play = (round: number) => {
    clock.setOffset(round * 60_000)
    const seen = walletCode(running, citizens[round % citizens.length], [], drawCode)
    for (let at = 0; at < guessesPerRound; at++) {
      const drawn = Buffer.from(draw(42)).toString('base64url')
      const place = walletCodePrefix.length + (at % 56)
      const other = seen[place] === 'A' ? 'B' : 'A'
      const changed = seen.slice(0, place) + other + seen.slice(place + 1)
      near += at % 2
      if (passes(at % 2 === 0 ? walletCodePrefix + drawn : changed)) passed += 1
    }
    if (passes(seen)) stillGood += 1
  }
  store.transaction(() => {
    for (let round = 0; round < rounds; round++) play(round)
  })
  return { guesses: rounds * guessesPerRound, near, passed, issued: rounds, stillGood }
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newBizSeq } from '../../src/shared/check.ts'
import { walletCodePrefix } from '../../src/shared/wallet-code.ts'
import { seededRandom } from '../bench/chips/random.fake.ts'
import { testDay } from './citizens/office.fake.ts'
import { decide } from './decision.ts'
import { decideDynamicCode, drawDynamicCodeFor } from './dynamic-codes.ts'
import { type RunningPlatform, runPlatform, walletCode } from './platform.fake.ts'
import { demoCustomNumber, demoPolicy } from './relying-parties.ts'
import { walletCodeDigest } from './wallet-codes.ts'

/**
 * Somebody who tries codes at a terminal, 100,000 of them, while citizens come and take codes there. Played where codes are
 * decided, for a terminal may send no more than ten messages a second. Everything is drawn from one seed: what happens here
 * happens every time.
 */
const guesses = 100_000
const citizens = ['test-1', 'test-2', 'test-3']

let running: RunningPlatform
const drawGuess = seededRandom('guesses')
const drawCode = seededRandom('codes')

beforeEach(async () => {
  running = await runPlatform(() => testDay, { random: seededRandom('platform') })
})
afterEach(() => running.end())

/** Guesses for as long as the codes that were just issued can be on a phone; then others are. */
const perRound = 40
const rounds = guesses / perRound

describe('100,000 guesses at a terminal', () => {
  test(
    'of eight digits, while three citizens take a new code each time: nobody is found, and each code falls after the third',
    { timeout: 180_000 },
    () => {
      const { platform, terminal, clock } = running
      const { store } = platform
      const tried = {
        bizSeq: newBizSeq(),
        authMode: 'R01',
        terminal: terminal.number,
        customNumber: demoCustomNumber,
        policy: demoPolicy,
      } as const
      const guess = (digits: string) =>
        decideDynamicCode(store, Buffer.from(digits, 'ascii'), tried, clock.now())
      const issuing = { store, random: drawCode }
      const outcomes = new Map<string, number>()
      let worthless = 0
      const play = (round: number) => {
        // Long enough that the platform knows nothing of the codes before: those alone that are good now are looked at.
        clock.setOffset(round * 660_000)
        const now = clock.now()
        const shown = citizens.map((citizen) =>
          drawDynamicCodeFor(issuing, citizen, terminal.number, { factors: [], at: now }, now),
        )
        for (let at = 0; at < perRound; at++) {
          const drawn = Buffer.from(drawGuess(4)).readUInt32BE() % 100_000_000
          const decision = guess(String(drawn).padStart(8, '0'))
          const came = decision.verdict === 'pass' ? 'pass' : decision.cause
          outcomes.set(came, (outcomes.get(came) ?? 0) + 1)
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
      expect(Object.fromEntries(outcomes)).toEqual({ 'dynamic-code-unknown': guesses })
      expect(worthless).toBe(rounds * citizens.length)
    },
  )

  test('of wallet codes, drawn or made from one that was seen: nobody is found', { timeout: 180_000 }, () => {
    const { platform, clock } = running
    const { store } = platform
    const passes: string[] = []
    let near = 0
    const play = (round: number) => {
      clock.setOffset(round * 60_000)
      const seen = walletCode(running, citizens[round % 3], [], drawCode)
      for (let at = 0; at < perRound; at++) {
        const drawn = Buffer.from(drawGuess(42)).toString('base64url')
        // Every other one is the code on the screen with one letter changed.
        const place = walletCodePrefix.length + (at % 56)
        const other = seen[place] === 'A' ? 'B' : 'A'
        const changed = seen.slice(0, place) + other + seen.slice(place + 1)
        const tried = at % 2 === 0 ? walletCodePrefix + drawn : changed
        near += at % 2
        const known = store.walletCodes.find(walletCodeDigest(Buffer.from(tried, 'ascii')))
        if (decide(known, [], clock.now()).verdict === 'pass') passes.push(tried)
      }
      const own = store.walletCodes.find(walletCodeDigest(Buffer.from(seen, 'ascii')))
      if (decide(own, [], clock.now()).verdict !== 'pass') passes.push('the citizen’s own did not')
    }
    store.transaction(() => {
      for (let round = 0; round < rounds; round++) play(round)
    })
    expect(passes).toEqual([])
    expect(near).toBe(guesses / 2)
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guessDigits, guessesPerRound, guessWalletCodes, platformOfGuesses } from './guesses.fake.ts'
import type { RunningPlatform } from './platform.fake.ts'

/** `npm run bench -- guesses` plays ten times as many, from the same seed. */
const guesses = 10_000
const rounds = guesses / guessesPerRound

let running: RunningPlatform

beforeEach(async () => {
  running = await platformOfGuesses()
})
afterEach(() => running.end())

describe('10,000 guesses at a terminal', () => {
  test('of eight digits, while three citizens take a new code each time: nobody is found, and each code falls after the third', () => {
    const { outcomes, issued, worthless } = guessDigits(running, rounds)
    expect(outcomes).toEqual({ 'dynamic-code-unknown': guesses })
    expect(worthless).toBe(issued)
  })

  test('of wallet codes, drawn or made from one that was seen: nobody is found', () => {
    expect(guessWalletCodes(running, rounds)).toEqual({
      guesses,
      near: guesses / 2,
      passed: 0,
      issued: rounds,
      stillGood: rounds,
    })
  })
})

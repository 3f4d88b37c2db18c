import {
  guessDigits,
  guessesPerRound,
  guessWalletCodes,
  platformOfGuesses,
} from '../../sandbox/platform/guesses.fake.ts'
import type { RunningPlatform } from '../../sandbox/platform/platform.fake.ts'
import type { Figure } from '../measure/figures.ts'

const guesses = 100_000
const rounds = guesses / guessesPerRound

/** What came of a hundred thousand guesses of either kind of code; the floor is what it must be. */
export async function guessFigures(): Promise<readonly Figure[]> {
  const share = (what: string, ours: number, floor: number): Figure => ({
    what,
    ours: String(ours),
    floor: String(floor),
    ratio: ours / floor,
    bar: '1',
  })
  const digits = await played((running) => guessDigits(running, rounds))
  const wallet = await played((running) => guessWalletCodes(running, rounds))
  return [
    share('guesses at eight digits that found nobody', digits.outcomes['dynamic-code-unknown'] ?? 0, guesses),
    share('codes of eight digits that fell after the third guess', digits.worthless, digits.issued),
    share('guesses at wallet codes that found nobody', wallet.guesses - wallet.passed, guesses),
    share('wallet codes that stayed good for their citizen', wallet.stillGood, wallet.issued),
  ]
}

async function played<Came>(play: (running: RunningPlatform) => Came): Promise<Came> {
  const running = await platformOfGuesses()
  try {
    return play(running)
  } finally {
    await running.end()
  }
}

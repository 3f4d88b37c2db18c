import { toHex } from '../../src/shared/gm/bytes.ts'
import { nextInput } from './mutate.ts'
import { type Random, seededRandom, seedOf } from './random.ts'
import { type FuzzTarget, shareOf } from './target.ts'

/** No input may take longer (ms). Readers take well under one; the rest is room for a busy machine. */
export const mostTime = 1_000
/** What the heap may grow by (octets), beyond what was there once the target was warm. A leak of 5 octets an input shows. */
export const mostGrowth = 4 * 1024 * 1024

const usualLongest = 4096
/** So many inputs pass before the heap is measured first: by then the code is compiled. */
const warmUp = 20_000

export interface FuzzRun {
  readonly seed: number
  readonly inputs: number
  /** Memory of this thread without what is garbage (octets). */
  readonly heap: () => number
  /** Called before each input. */
  readonly onInput: () => void
}

export interface FuzzOutcome {
  readonly name: string
  readonly inputs: number
  readonly seconds: number
  /** ms */
  readonly slowest: number
  readonly heapBefore: number
  readonly heapAfter: number
  /** What is wrong, with what it takes to see it again; null when nothing is. */
  readonly finding: string | null
}

/** Feeds one target. Ends at its first finding. */
export async function runTarget(target: FuzzTarget, run: FuzzRun): Promise<FuzzOutcome> {
  const random = seededRandom(seedOf(run.seed, target.name))
  const inputs = shareOf(target, run.inputs)
  const warm = Math.min(warmUp, Math.floor(inputs / 10))
  const began = performance.now()
  let heapBefore = run.heap()
  let slowest = 0
  let done = 0
  let finding: string | null = null
  while (done < inputs && finding === null) {
    if (done === warm) heapBefore = run.heap()
    run.onInput()
    const taken = await takeNext(target, random)
    slowest = Math.max(slowest, taken.time)
    if (taken.finding !== null) finding = `input ${done} of seed ${run.seed}: ${taken.finding}`
    done += 1
  }
  const seconds = (performance.now() - began) / 1_000
  const heapAfter = run.heap()
  if (heapAfter - heapBefore > mostGrowth) finding ??= `the heap grew by ${heapAfter - heapBefore} octets`
  return { name: target.name, inputs: done, seconds, slowest, heapBefore, heapAfter, finding }
}

async function takeNext(
  target: FuzzTarget,
  random: Random,
): Promise<{ readonly time: number; readonly finding: string | null }> {
  const input = nextInput(target.samples, random, target.longest ?? usualLongest)
  const shown = input.slice()
  const began = performance.now()
  let finding: string | null = null
  try {
    const taking = target.take(input)
    if (taking) await taking
  } catch (error) {
    finding = `${error instanceof Error ? error.stack : String(error)}\n  ${toHex(shown)}`
  }
  const time = performance.now() - began
  if (time > mostTime) finding ??= `took ${time.toFixed(0)} ms\n  ${toHex(shown)}`
  return { time, finding }
}

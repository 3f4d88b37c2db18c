/**
 * Feeds everything that reads from outside with inputs that it was not made for: `npm run fuzz -- --inputs 1000000
 * --seed 1 --only TLV`. The inputs are taken in a thread of their own, which this one watches, so that one that never
 * ends is seen.
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { columns } from '../measure/figures.ts'
import { type FuzzOutcome, mostTime, runTarget } from './run-target.ts'
import { everyTarget } from './targets/index.ts'

const usualInputs = 1_000_000
/** So much longer than one input may take is waited before it is said to hang (times). */
const patience = 10

const whole = z.coerce.number().int().min(0).max(0xffff_ffff)

const orderSchema = z.object({
  seed: whole,
  inputs: whole,
  only: z.string().optional(),
  progress: z.instanceof(SharedArrayBuffer),
})

const reportSchema = z.object({
  name: z.string(),
  inputs: z.number(),
  seconds: z.number(),
  slowest: z.number(),
  heapBefore: z.number(),
  heapAfter: z.number(),
  finding: z.string().nullable(),
})

function heapOf(): number {
  if (!globalThis.gc) throw new TypeError('to be run with --expose-gc')
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function takeInputs(): Promise<void> {
  const { seed, inputs, only, progress } = orderSchema.parse(workerData)
  const count = new Int32Array(progress)
  const targets = (await everyTarget()).filter(({ name }) => only === undefined || name === only)
  for (const target of targets) {
    const onInput = () => {
      Atomics.add(count, 0, 1)
    }
    parentPort?.postMessage(await runTarget(target, { seed, inputs, heap: heapOf, onInput }))
  }
}

const mebibytes = (octets: number) => (octets / 1024 / 1024).toFixed(1)

function tableOf(outcomes: readonly FuzzOutcome[]): string {
  return columns([
    ['target', 'inputs', 'seconds', 'inputs/s', 'slowest (ms)', 'heap before', 'after (MiB)', 'findings'],
    ...outcomes.map(({ name, inputs, seconds, slowest, heapBefore, heapAfter, finding }) => [
      name,
      String(inputs),
      seconds.toFixed(1),
      (inputs / seconds).toFixed(0),
      slowest.toFixed(1),
      mebibytes(heapBefore),
      mebibytes(heapAfter),
      finding === null ? 'none' : '1',
    ]),
  ])
}

async function watch(): Promise<void> {
  const { values } = parseArgs({
    options: { inputs: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
  })
  const seed = whole.parse(values.seed ?? Date.now() % 0x1_0000_0000)
  const inputs = whole.parse(values.inputs ?? usualInputs)
  console.log(`seed ${seed}, ${inputs} inputs each, fewer where each takes sums of its own\n`)
  const progress = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const count = new Int32Array(progress)
  const order = { seed, inputs, progress, ...(values.only !== undefined && { only: values.only }) }
  const worker = new Worker(new URL(import.meta.url), { workerData: order })
  const outcomes: FuzzOutcome[] = []
  const findings: string[] = []
  worker.on('message', (message) => {
    const outcome = reportSchema.parse(message)
    outcomes.push(outcome)
    console.log(`${outcome.name}: ${outcome.inputs} inputs in ${outcome.seconds.toFixed(1)} s`)
    if (outcome.finding !== null) findings.push(`${outcome.name}, ${outcome.finding}`)
  })
  let last = 0
  const watchdog = setInterval(() => {
    const now = Atomics.load(count, 0)
    // Before the first input its samples are made, which takes a while.
    if (now === last && now > 0) {
      findings.push(
        `no end to input ${now} of all, after ${outcomes.at(-1)?.name ?? 'the start'}, seed ${seed}`,
      )
      void worker.terminate()
    }
    last = now
  }, mostTime * patience)
  await once(worker, 'exit')
  clearInterval(watchdog)
  if (outcomes.length === 0) findings.push('nothing was fed')
  console.log(`\n${tableOf(outcomes)}`)
  for (const finding of findings) console.log(`\n${finding}`)
  if (findings.length > 0) process.exitCode = 1
}

await (isMainThread ? watch() : takeInputs())

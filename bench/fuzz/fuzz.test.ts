import { expect, test } from 'vitest'
import { runTarget } from './run-target.ts'
import { shareOf } from './target.ts'
import { everyTarget } from './targets/index.ts'

const seed = 20_260_715

test.each(await everyTarget())('$name: random and damaged inputs', async (target) => {
  // Memory is measured by `npm run fuzz`, which has the collector at hand.
  const run = { seed, inputs: 500, heap: () => 0, onInput: () => undefined }
  expect(await runTarget(target, run)).toMatchObject({
    inputs: shareOf(target, run.inputs),
    finding: null,
  })
})

test('a target that takes what it must not is found, with the input that shows it', async () => {
  const brittle = {
    name: 'brittle',
    samples: [new Uint8Array(8).fill(7)],
    take: (input: Uint8Array) => {
      if (input[0] !== 7) throw new TypeError('not a seven')
    },
  }
  const run = { seed, inputs: 500, heap: () => 0, onInput: () => undefined }
  const { inputs, finding } = await runTarget(brittle, run)
  expect(inputs).toBeLessThan(500)
  expect(finding).toContain(`of seed ${seed}: TypeError: not a seven`)
})

test('a target whose memory grows is found', async () => {
  let heap = 0
  const hoarder = { name: 'hoarder', samples: [new Uint8Array(8)], take: () => undefined }
  const run = { seed, inputs: 500, heap: () => (heap += 5 * 1024 * 1024), onInput: () => undefined }
  expect((await runTarget(hoarder, run)).finding).toContain('the heap grew')
})

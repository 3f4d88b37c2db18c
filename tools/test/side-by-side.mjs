// @ts-check
/** Stages that run side by side: one lane prints as it goes, what the others print is held back until it has ended. */
import { endAll } from '../lib/limited.mjs'

/**
 * @typedef {import('./stages.mjs').Stage} Stage
 * @typedef {import('./outcome.mjs').StageResult} StageResult
 * @typedef {(chunk: string | Uint8Array) => void} Print
 * @typedef {readonly [Stage, ...Stage[]]} Lane stages that follow one by one
 */

/**
 * The first lane, and beside it one for each stage that names a companion of that lane. A stage whose companion is not
 * among them is of the first lane.
 * @param {readonly Stage[]} runs
 * @returns {readonly Lane[]} none where there is nothing to run
 */
export function lanesOf(runs) {
  const names = new Set(runs.map(({ name }) => name))
  const isBeside = (/** @type {Stage} */ { beside }) => beside !== undefined && names.has(beside)
  const [first, ...others] = runs.filter((stage) => !isBeside(stage))
  if (first === undefined) return []
  return [[first, ...others], ...runs.filter(isBeside).map((stage) => /** @type {Lane} */ ([stage]))]
}

/**
 * Runs all lanes to their ends, whatever their stages come to, and gives the results lane by lane. When a stage cannot
 * even be judged, the programs of the others are ended, and the error is thrown.
 * @param {readonly Lane[]} lanes
 * @param {(stage: Stage, print: Print) => Promise<StageResult>} run
 * @param {Print} print
 * @returns {Promise<StageResult[]>}
 */
export async function runLanes([first, ...others], run, print) {
  if (first === undefined) return []
  const front = runLane(first, run, print)
  const behind = others.map(async (lane) => {
    /** @type {(string | Uint8Array)[]} */
    const held = []
    const results = await runLane(lane, run, (chunk) => void held.push(chunk))
    await front
    for (const chunk of held) print(chunk)
    return results
  })
  try {
    return (await Promise.all([front, ...behind])).flat()
  } catch (error) {
    await endAll()
    throw error
  }
}

/**
 * @param {Lane} lane
 * @param {(stage: Stage, print: Print) => Promise<StageResult>} run
 * @param {Print} print
 */
async function runLane(lane, run, print) {
  const results = []
  for (const stage of lane) results.push(await run(stage, print))
  return results
}

// @ts-check
/** Stages that run side by side: one prints as it goes, what the others print is held back until it has ended. */
import { endAll } from '../lib/limited.mjs'

/**
 * @typedef {import('./stages.mjs').Stage} Stage
 * @typedef {import('./outcome.mjs').StageResult} StageResult
 * @typedef {(chunk: string | Uint8Array) => void} Print
 */

/**
 * Each stage with those that run beside it, behind it. A stage whose companion is not among them runs by itself.
 * @param {readonly Stage[]} runs a stage comes after its companion
 * @returns {readonly (readonly [Stage, ...Stage[]])[]}
 */
export function groupsOf(runs) {
  /** @type {[Stage, ...Stage[]][]} */
  const groups = []
  for (const stage of runs) {
    const group = groups.find(([first]) => first.name === stage.beside)
    if (group === undefined) groups.push([stage])
    else group.push(stage)
  }
  return groups
}

/**
 * Runs a group to its end, whatever its stages come to, and gives their results in its order. When a stage cannot even
 * be judged, the programs of the others are ended, and the error is thrown.
 * @param {readonly [Stage, ...Stage[]]} group
 * @param {(stage: Stage, print: Print) => Promise<StageResult>} run
 * @param {Print} print
 * @returns {Promise<StageResult[]>}
 */
export async function runGroup([first, ...others], run, print) {
  const front = run(first, print)
  const behind = others.map(async (stage) => {
    /** @type {(string | Uint8Array)[]} */
    const held = []
    const result = await run(stage, (chunk) => void held.push(chunk))
    await front
    for (const chunk of held) print(chunk)
    return result
  })
  try {
    return await Promise.all([front, ...behind])
  } catch (error) {
    await endAll()
    throw error
  }
}

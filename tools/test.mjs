// @ts-check
/**
 * `npm test`: set-up, then every stage with its seconds against a budget, then all failures and skips by name. The last
 * line reads `N passed, N failed, N skipped`.
 *
 * `npm test -- unit` or `npm test -- e2e -g "expired code"` runs single stages; what follows their names goes to their
 * programs.
 */
import { delimiter, join } from 'node:path'
import { argv, env } from 'node:process'
import { setup } from './setup.mjs'
import { root } from './lib/paths.mjs'
import { endAll, runLimited } from './lib/limited.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { judged, single, summary } from './test/outcome.mjs'
import { lanesOf, runLanes } from './test/side-by-side.mjs'
import { clear, read, stageNames, stages } from './test/stages.mjs'

/** All of it ends within twelve minutes; what still runs shortly before is stopped and has failed (ms). */
const wholeLimit = 11.9 * 60_000
/** Checks at the same time. */
const workers = 2

const began = performance.now()
let stopping = false
/** @type {import('./test/side-by-side.mjs').Print} */
const print = (chunk) => void process.stdout.write(chunk)
const timeLeft = () => Math.max(0, wholeLimit - (performance.now() - began))

/**
 * @param {import('./test/stages.mjs').Stage} stage
 * @param {readonly string[]} extra arguments
 * @param {import('./test/side-by-side.mjs').Print} print
 * @returns {Promise<import('./test/outcome.mjs').StageResult>}
 */
async function runStage(stage, extra, print) {
  // Somebody has stopped the run: what runs is being ended, and nothing begins any more.
  if (stopping) return await new Promise(() => undefined)
  const { name, budget, kind, command, environment, ending, timeArguments } = stage
  const started = performance.now()
  const [program = '', ...args] = command
  const live = kind === 'run'
  if (live) print(`\n— ${name}\n`)
  clear(stage)
  const { code, output } = await runLimited(
    program === 'node' ? process.execPath : join(root, 'node_modules', '.bin', program),
    [...args, ...(timeArguments?.(timeLeft()) ?? []), ...extra],
    {
      cwd: root,
      env: { ...env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${env.PATH}`, ...environment },
      milliseconds: timeLeft(),
      ...(live ? { onOutput: print } : {}),
      ...(ending === undefined ? {} : { ending }),
    },
  )
  const outcome = judged(name, code, read(stage, code, output))
  const seconds = (performance.now() - started) / 1000
  const ok = outcome.failed.length === 0
  if (!live && !ok) print(`\n— ${name}\n${output}\n`)
  const sum = kind === 'run' ? ` (${outcome.passed} passed, ${outcome.failed.length} failed)` : ''
  print(`${ok ? 'ok    ' : 'FAILED'} ${name}${sum} in ${seconds.toFixed(1)} s of ${budget} s\n`)
  return { name, seconds, budget, outcome }
}

/**
 * Runs the checks, a few at a time, and gives their results in the order of the stages.
 * @param {readonly import('./test/stages.mjs').Stage[]} checks
 */
async function runChecks(checks) {
  /** @type {import('./test/outcome.mjs').StageResult[]} */
  const results = []
  const waiting = checks.entries()
  const work = async () => {
    for (const [index, stage] of waiting) results[index] = await runStage(stage, [], print)
  }
  await Promise.all(Array.from({ length: workers }, work))
  return results
}

/** @returns {Promise<import('./test/outcome.mjs').StageResult>} */
async function setUpStage() {
  let passed = true
  try {
    await setup('test')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.log(`\n${error.message}`)
    passed = false
  }
  const seconds = (performance.now() - began) / 1000
  return { name: 'set-up', seconds, budget: 90, outcome: single('set-up', passed) }
}

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(name, () => {
    stopping = true
    void endAll().then(() => process.exit(1))
  })
}

await runTool(async () => {
  const given = argv.slice(2)
  const firstOther = given.findIndex((argument) => !stageNames.includes(argument))
  const wanted = firstOther === -1 ? given : given.slice(0, firstOther)
  const extra = firstOther === -1 ? [] : given.slice(firstOther)

  const setUp = await setUpStage()
  const results = [setUp]
  if (setUp.outcome.failed.length === 0) {
    const chosen = stages(wanted)
    results.push(...(await runChecks(chosen.filter(({ kind }) => kind === 'check'))))
    const lanes = lanesOf(chosen.filter(({ kind }) => kind === 'run'))
    results.push(...(await runLanes(lanes, (stage, print) => runStage(stage, extra, print), print)))
  }

  for (const line of summary(results)) console.log(line)
  if (results.some(({ outcome }) => outcome.failed.length > 0)) process.exitCode = 1
})

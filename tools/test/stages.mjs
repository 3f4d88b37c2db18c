// @ts-check
/** The stages of `npm test`: what each runs, how long it should take, and how its result is read. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { playwrightEnding } from '../lib/limited.mjs'
import { root } from '../lib/paths.mjs'
import { outcomeOf as labOutcome } from './lab-output.mjs'
import { single } from './outcome.mjs'
import { outcomeOf as playwrightOutcome } from './playwright-report.mjs'
import { outcomeFileVariable } from './vitest-reporter.mjs'

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {'check' | 'run'} kind checks are quick, independent and one test each; runs follow one by one, or
 *   beside each other
 * @property {string} [beside] the run that this one begins with, and then shares the machine with whatever follows that
 *   one; its output is held back meanwhile
 * @property {number} budget seconds: what it takes on an idle machine of two cores, and a third more
 * @property {readonly string[]} command a program of node_modules/.bin, or `node`, with its arguments
 * @property {NodeJS.ProcessEnv} [environment]
 * @property {import('../lib/limited.mjs').Ending} [ending] how it is asked to end, where that is not as usual
 * @property {string} [results] the file in which the program reports its tests; removed before it starts
 * @property {(timeLeft: number) => string[]} [timeArguments] makes the program end by itself, with its report (ms)
 * @property {(output: string) => import('./outcome.mjs').Outcome | undefined} [read]
 */

const results = join(root, 'test-results')
const unitResults = join(results, 'unit.json')
const e2eResults = join(results, 'e2e.json')

/** @type {readonly Stage[]} */
const all = [
  { name: 'build', kind: 'check', budget: 40, command: ['node', 'tools/build.mjs'] },
  { name: 'types', kind: 'check', budget: 10, command: ['tsc', '-p', 'tsconfig.json'] },
  {
    name: 'types (tested Electron)',
    kind: 'check',
    budget: 10,
    command: ['tsc', '-p', 'tsconfig.tested.json'],
  },
  { name: 'lint', kind: 'check', budget: 15, command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', kind: 'check', budget: 10, command: ['oxfmt', '--check'] },
  { name: 'docs', kind: 'check', budget: 10, command: ['node', 'tools/check-docs.mjs'] },
  {
    name: 'unit',
    kind: 'run',
    budget: 160,
    command: ['vitest', 'run', '--reporter=dot', '--reporter=./tools/test/vitest-reporter.mjs'],
    environment: { [outcomeFileVariable]: unitResults },
    results: unitResults,
    read: () => reported(unitResults),
  },
  {
    name: 'e2e',
    kind: 'run',
    budget: 480,
    command: ['playwright', 'test', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eResults },
    ending: playwrightEnding,
    results: e2eResults,
    timeArguments: (timeLeft) => [`--global-timeout=${Math.max(1_000, timeLeft - 15_000)}`],
    read: () => {
      const report = reported(e2eResults)
      return report === undefined ? undefined : playwrightOutcome(report)
    },
  },
  {
    name: 'lab',
    kind: 'run',
    budget: 340,
    command: ['node', 'e2e/lab/run.mjs'],
    read: labOutcome,
    beside: 'unit',
  },
]

/**
 * The stages to run. A tool that does not exist yet has no stage.
 * @param {readonly string[]} wanted names; none means all
 * @returns {readonly Stage[]}
 */
export function stages(wanted) {
  const existing = all.filter(
    ({ command: [program, file] }) => program !== 'node' || existsSync(join(root, file ?? '')),
  )
  if (wanted.length === 0) return existing
  const needBuild = wanted.some((name) => name === 'e2e' || name === 'lab')
  return existing.filter(({ name }) => wanted.includes(name) || (needBuild && name === 'build'))
}

/** Names that can be given on the command line. */
export const stageNames = all.map(({ name }) => name)

/**
 * The outcome of a stage from its exit code and output.
 * @param {Stage} stage
 * @param {number} code
 * @param {string} output
 * @returns {import('./outcome.mjs').Outcome | undefined}
 */
export function read(stage, code, output) {
  return stage.read === undefined ? single(stage.name, code === 0) : stage.read(output)
}

/** @param {Stage} stage */
export function clear(stage) {
  if (stage.results !== undefined) rmSync(stage.results, { force: true })
}

/** @param {string} file */
function reported(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

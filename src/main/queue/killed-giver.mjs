// @ts-check
/**
 * A process for the crash test: gives numbers from the file named on the command line until it is killed, and prints
 * each.
 */
import { writeSync } from 'node:fs'
import { runnerImport } from 'vite'

const [, , path = ''] = process.argv
const { module } = await runnerImport('/src/main/queue/slip-numbers.ts', {
  configFile: false,
  logLevel: 'error',
})
const slips = module.slipNumbers(path, () => new Date('2026-11-30T10:00:00+08:00'))
for (;;) writeSync(1, `${slips.take('A')}\n`)

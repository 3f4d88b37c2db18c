// @ts-check
/**
 * A process for the crash test: appends records to the journal named on the command line until it is killed, and
 * prints the number of each record that was acknowledged.
 */
import { writeSync } from 'node:fs'
import { runnerImport } from 'vite'

const [, , path = ''] = process.argv
const { module } = await runnerImport('/src/main/journal/journal.ts', {
  configFile: false,
  logLevel: 'error',
})
const journal = module.openJournal(path)
for (;;) writeSync(1, `${journal.append(Date.now(), 'terminal.start.complete', { duration: 1 }).seq}\n`)

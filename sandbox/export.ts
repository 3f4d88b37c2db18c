import { argv, exit, stderr, stdout } from 'node:process'
import { exportCommand } from './export-command.ts'

/** Lawful assistance as an operator gives it, see export-command.ts. `npm start` never runs it. */
try {
  const { exitCode, line } = await exportCommand(argv.slice(2), { now: Date.now })
  stdout.write(`${line}\n`)
  process.exitCode = exitCode
} catch (error) {
  stderr.write(`export: ${error instanceof Error ? error.message : 'failed'}\n`)
  exit(1)
}

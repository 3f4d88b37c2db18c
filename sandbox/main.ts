import { argv, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import type { StageLine } from '../src/shared/sandbox-ready.ts'
import { readOptions } from './options.ts'
import { startSandbox } from './sandbox.ts'

/**
 * The sandbox: a stand-in for the platform, the citizens' phones, and the bench of virtual devices, in a process of
 * its own. Prints one line of JSON when all of it listens; ends in good order on SIGTERM and SIGINT.
 */
async function main(): Promise<void> {
  const sandbox = await startSandbox(
    readOptions(argv.slice(2)),
    fileURLToPath(new URL('web/', import.meta.url)),
    new URL('sm2-worker.js', import.meta.url),
    ({ scene, ...terminal }) => {
      stdout.write(`${JSON.stringify({ stage: scene, ...terminal } satisfies StageLine)}\n`)
    },
  )
  const stop = () => {
    void sandbox.close().then(() => exit(0), fail)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  stdout.write(`${JSON.stringify(sandbox.ready)}\n`)
}

function fail(error: unknown): never {
  stderr.write(`sandbox: ${error instanceof Error ? error.message : 'failed'}\n`)
  exit(1)
}

await main().catch(fail)

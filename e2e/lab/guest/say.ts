import { readFileSync } from 'node:fs'

/** One line of the session's report, as e2e/lab/host/report.mjs reads it. */
export function say(line: string): void {
  process.stdout.write(`${line.replaceAll(/\s+/g, ' ')}\n`)
}

/** The guest's age in seconds, which is not the host's time. */
function age(): number {
  return Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])
}

/** A remark, with the guest's age. */
export function note(text: string): void {
  say(`# ${age().toFixed(2)} ${text}`)
}

export interface LabTest {
  readonly name: string
  readonly run: () => Promise<void>
}

/**
 * Runs the tests one after the other. Each stands on what those before it left, so after one has failed the rest are
 * not run and count as failed.
 * @param onFailure called before the reason is told, to keep what may explain it
 */
export async function runTests(tests: readonly LabTest[], onFailure: () => Promise<void>): Promise<void> {
  let failed = false
  for (const { name, run } of tests) {
    if (failed) {
      say(`not ok ${name}: not run, as a test before it failed`)
      continue
    }
    const began = age()
    try {
      await run()
      say(`ok ${name}: ${(age() - began).toFixed(1)} s in the guest`)
    } catch (error) {
      failed = true
      await onFailure()
      say(`not ok ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

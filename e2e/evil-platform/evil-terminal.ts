import type { Sandbox } from '../support/sandbox.ts'
import { briskly, longestStart, startTerminal, type Terminal } from '../support/terminal.ts'
import { expect, test as base } from '../support/fixtures.ts'
import { type Behaviour, type EvilPlatform, honest, startEvilPlatform } from './evil-platform.ts'

export { expect }

/** Longest time (ms) that the terminal of these tests waits for the platform: its tries alone take a second. */
export const patience = 3_000

interface WorkerFixtures {
  readonly evil: EvilPlatform
  /** A terminal whose platform is the evil one. */
  readonly evilTerminal: Terminal
}

export const test = base.extend<object, WorkerFixtures>({
  evil: [
    async ({ sandbox }, use) => {
      const evil = await startEvilPlatform(sandbox.ready)
      await use(evil)
      await evil.close()
    },
    { scope: 'worker' },
  ],
  evilTerminal: [
    async ({ sandbox, evil }, use) => {
      const terminal = await startTerminal({
        sandbox,
        platform: evil.url,
        delays: { verification: patience },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

test.beforeEach(async ({ evil, sandbox }) => {
  await evil.setUp(true)
  evil.behave(honest)
  await sandbox.bench.setClock(0)
})

export interface Checked {
  readonly end: 'pass' | 'fail' | 'unavailable'
  /** Reasons recorded for this check. */
  readonly reasons: readonly unknown[]
  /** Verdicts recorded for this check. */
  readonly verdicts: readonly unknown[]
}

/** Lets a citizen with a good code be checked by a platform that behaves like this, and tells how it ended. */
export async function check(
  { evilTerminal: terminal, evil, sandbox }: WorkerFixtures & { readonly sandbox: Sandbox },
  behaviour: Behaviour,
): Promise<Checked> {
  const before = terminal.journal().length
  evil.behave(behaviour)
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  const ended = () => [
    ...terminal.events('check.complete', before),
    ...terminal.events('check.unavailable', before),
  ]
  await expect
    .poll(() => ended().length, { message: 'the check ends', timeout: patience + 5_000, intervals: briskly })
    .toBe(1)
  const verdicts = terminal.events('check.complete', before).map(({ fields }) => fields['verdict'])
  const reasons = terminal.events('check.unavailable', before).map(({ fields }) => fields['reason'])
  const end = verdicts[0] === 'pass' ? 'pass' : verdicts[0] === 'fail' ? 'fail' : 'unavailable'
  await terminal.expectScreen(end)
  return { end, reasons, verdicts }
}

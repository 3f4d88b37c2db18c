import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from 'playwright/test'
import type { Delays } from '../../src/shared/config.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { briskly, longestStart, startTerminal, type Terminal } from './terminal.ts'

export { expect } from 'playwright/test'

interface WorkerFixtures {
  /** Delays of this file's terminal. */
  readonly delays: Partial<Delays>
  /** A sandbox for all tests of one worker. */
  readonly sandbox: Sandbox
  /** A terminal for all tests of one worker that want the same delays; every test begins at its start screen. */
  readonly sharedTerminal: Terminal
}

interface TestFixtures {
  /** Puts the sandbox back to how it starts, before every test. */
  readonly restoredSandbox: Sandbox
  readonly terminal: Terminal
}

/** Puts back what a test may have changed; whether there is a reader of travel documents is for its tests to say. */
export async function restore({ bench }: Sandbox): Promise<void> {
  await bench.setClock(0)
  await bench.setPlatformUp(true)
  await bench.setScannerFaults({})
  await bench.plug('A')
  await bench.liftCard()
  await bench.setReaderFaults({})
  await bench.plugReader()
  await bench.liftDocument()
  await bench.setDocumentFaults({})
}

/**
 * A sandbox is started once per worker, a terminal once per file or so: a start takes seconds. What a test may have
 * changed is put back before the next one begins.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  delays: [{}, { scope: 'worker', option: true }],

  sandbox: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-sandbox-'))
      const sandbox = await startSandbox(folder)
      await use(sandbox)
      await sandbox.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: longestStart },
  ],

  sharedTerminal: [
    async ({ sandbox, delays }, use) => {
      const terminal = await startTerminal({ sandbox, delays })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],

  restoredSandbox: [
    async ({ sandbox }, use) => {
      await restore(sandbox)
      await use(sandbox)
    },
    { auto: true },
  ],

  // The second need is for its order alone: the sandbox is restored first.
  terminal: async ({ sharedTerminal, restoredSandbox: _restored }, use) => {
    await sharedTerminal.walkTo('attract')
    await use(sharedTerminal)
  },
})

/** Plugs in a scanner that tells when it is listened to, and waits until the host that has the readers does so. */
export async function expectListening(terminal: Terminal, { bench }: Sandbox): Promise<void> {
  await bench.plug('A-enabled')
  await terminal.listening()
  await expect
    .poll(async () => (await bench.state()).hosts.map(({ enabled }) => enabled), {
      message: 'one host has enabled the scanner',
      timeout: 10_000,
      intervals: briskly,
    })
    .toEqual([true])
}

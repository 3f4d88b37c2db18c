import { test as base } from '../support/fixtures.ts'
import { type RecordingProxy, startRecordingProxy } from '../support/recording-proxy.ts'
import { longestStart, startTerminal, type Terminal } from '../support/terminal.ts'

interface WorkerFixtures {
  /** Stands between the terminal and the platform and keeps every octet. */
  readonly network: RecordingProxy
  /** A terminal of which everything can be searched. */
  readonly watched: Terminal
}

export const test = base.extend<object, WorkerFixtures>({
  network: [
    async ({ sandbox }, use) => {
      const network = await startRecordingProxy(sandbox.ready.platform)
      await use(network)
      await network.close()
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ sandbox, network }, use) => {
      const terminal = await startTerminal({ sandbox, platform: network.url })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

import type { JourneyAction } from '../src/shared/ipc.ts'
import { expect, test } from './support/fixtures.ts'
import { isAlive, isGone } from './support/processes.ts'
import { connectedTo } from './support/sockets.ts'
import type { Sandbox } from './support/sandbox.ts'
import { titleOf } from './support/screens.ts'
import { startTerminal, type Terminal } from './support/terminal.ts'

/** The device host that has the readers. */
function activeHost(terminal: Terminal, { ready }: Sandbox): number | null {
  const hosts = terminal.processes().filter(({ kind }) => kind === 'device-host')
  return connectedTo(ready.virtualDevicesPort, hosts)?.pid ?? null
}

async function killActiveHost(terminal: Terminal, sandbox: Sandbox): Promise<number> {
  let killed: number | null = null
  const kill = () => {
    const host = activeHost(terminal, sandbox)
    try {
      if (host !== null && process.kill(host, 'SIGKILL')) killed = host
    } catch (error) {
      // It ended between the look and the blow: another takes its place.
      if (!isGone(error)) throw error
    }
    return killed
  }
  await expect.poll(kill, { message: 'a host has the readers' }).not.toBeNull()
  if (killed === null) throw new Error('no device host has the readers')
  return killed
}

test('a device host killed at the start screen is replaced', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  const killed = await killActiveHost(terminal, sandbox)
  await expect
    .poll(() => activeHost(terminal, sandbox) ?? killed, {
      message: 'another host has the readers',
      intervals: [20],
    })
    .not.toBe(killed)
  expect(isAlive(killed)).toBe(false)
  expect(terminal.events('device-host.stopped', before)[0]?.fields).toEqual({ cause: 'crash' })
})

test('a device host killed while it is armed: please show it again, and it works', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  const armings = await terminal.armings()
  await sandbox.bench.scanPart({ text: await sandbox.newCode('test-2'), reports: 1 })
  await terminal.expectStage('reading')
  await killActiveHost(terminal, sandbox)
  await terminal.expectStage('read-again')
  await terminal.armed(armings)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectScreen('pass')
  expect(terminal.events('check.init', before)).toHaveLength(1)
  expect(terminal.events('check.complete', before)).toHaveLength(1)
})

test('device hosts killed again and again leave a terminal that still serves', async ({
  terminal,
  sandbox,
}) => {
  for (let round = 0; round < 4; round++) await killActiveHost(terminal, sandbox)
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectScreen('pass')
})

test('every check is served by a device host of its own', async ({ terminal, sandbox }) => {
  const served = new Set<number>()
  for (let round = 0; round < 3; round++) {
    await terminal.walkTo('present')
    const host = activeHost(terminal, sandbox)
    if (host !== null) served.add(host)
    await sandbox.bench.scan({ text: await sandbox.newCode() })
    await terminal.expectScreen('pass')
  }
  expect(served.size).toBe(3)
  await terminal.walkTo('attract')
  await expect.poll(() => [...served].filter(isAlive)).toEqual([])
})

test('a killed screen comes back at the start, the citizen is forgotten, and the next one is served', async ({
  sandbox,
}) => {
  const terminal = await startTerminal({ sandbox })
  try {
    await terminal.walkTo('present')
    const renderer = terminal.processes().find(({ kind }) => kind === 'renderer')
    if (!renderer) throw new Error('there is no renderer')
    process.kill(renderer.pid, 'SIGKILL')
    // The page that the test drove has died with its process; its successor is asked through its window.
    const ask = (script: string) =>
      terminal.app.evaluate(async ({ BrowserWindow }, script) => {
        const [window] = BrowserWindow.getAllWindows()
        if (!window || window.webContents.isCrashed() || window.webContents.isLoading()) return ''
        // A question to a page that is just being replaced is never answered: it is put again.
        const tooLate = new Promise((resolve) => setTimeout(resolve, 500, ''))
        return String(await Promise.race([window.webContents.executeJavaScript(script), tooLate]))
      }, script)
    /** The question itself can get lost with the page it was put to. */
    const inScreen = (script: string) =>
      Promise.race([ask(script), new Promise<string>((resolve) => setTimeout(resolve, 2_000, ''))])
    const heading = () => inScreen("document.querySelector('h1')?.textContent ?? ''")
    const act = (action: JourneyAction) => inScreen(`window.passonly.act(${JSON.stringify(action)})`)
    await expect.poll(heading, { timeout: 10_000 }).toBe(titleOf('attract'))
    expect(terminal.events('renderer.crashed')).toHaveLength(1)
    expect(terminal.events('check.abandoned')).toHaveLength(1)

    const before = await terminal.armings()
    await act({ type: 'start' })
    await act({ type: 'choose-service', service: 'housing-fund' })
    await act({ type: 'agree', to: 'notice' })
    await act({ type: 'choose-subject', subject: 'self' })
    await act({ type: 'choose-method', method: 'network-identity' })
    await terminal.armed(before)
    await sandbox.bench.scan({ text: await sandbox.newCode() })
    await expect.poll(heading, { timeout: 10_000 }).toBe(titleOf('pass'))
  } finally {
    await terminal.close()
  }
})

import type { Page } from 'playwright'
import { zhCN } from '../src/renderer/locales/zh-CN.ts'
import { test } from './canary/canary-terminal.ts'
import { searchTerminal } from './canary/places.ts'
import { searchMemory } from './canary/process-memory.ts'
import { searchFor } from './canary/search.ts'
import { expect } from './support/fixtures.ts'
import { processTree } from './support/processes.ts'
import { entryViews, expectNoEntry, openEntry, tapControl, tapKeys } from './support/secure-entry.ts'
import type { Terminal } from './support/terminal.ts'

const { enteredOf } = zhCN.secureEntry

function entered(view: Page, count: number) {
  return expect(view.getByRole('status')).toHaveText(enteredOf(count, 8))
}

/** The number of the terminal, as the citizen reads it beside the keys. */
async function terminalNumber({ page }: Terminal): Promise<string> {
  return (await page.locator('.terminal-number strong').innerText()).replaceAll(/\D/g, '')
}

function renderers({ app }: Terminal): number[] {
  return processTree(app.process().pid ?? 0)
    .filter(({ kind }) => kind === 'renderer')
    .map(({ pid }) => pid)
}

test('eight digits typed on the glass lead to a verdict; the device host alone ever holds them', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  const view = await openEntry(terminal)
  const code = await sandbox.newDynamicCode(await terminalNumber(terminal))
  const search = searchFor([{ name: 'code', text: code }])
  await tapKeys(view, code)
  await entered(view, 8)
  const typed = searchTerminal(terminal, search, network.recorded())
  expect(Object.keys(typed.findings)).toEqual(['memory of device-host'])

  await tapControl(view, 'confirm')
  await terminal.expectScreen('pass')
  expect(terminal.events('check.complete', before)).toMatchObject([{ fields: { verdict: 'pass' } }])
  expect(entryViews(terminal)).toEqual([])
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
})

test('leaving forgets what was typed, ends the process, and a new view has nothing in it', async ({
  watched: terminal,
}) => {
  await terminal.walkTo('present')
  const processes = renderers(terminal)
  const view = await openEntry(terminal)
  const [own, ...others] = renderers(terminal).filter((pid) => !processes.includes(pid))
  expect(own).toBeDefined()
  expect(others).toEqual([])
  const typed = '7351946'
  await tapKeys(view, typed)
  await entered(view, 7)
  await tapControl(view, 'leave')
  await expectNoEntry(terminal)
  await expect.poll(() => renderers(terminal)).not.toContain(own)
  await terminal.expectStage('ready')
  const search = searchFor([{ name: 'typed', text: typed }])
  const holders = () =>
    terminal
      .processes()
      .filter(({ kind }) => kind === 'device-host' || kind === 'main')
      .filter(({ pid }) => searchMemory(pid, search).found.size > 0)
  await expect.poll(holders).toEqual([])

  await entered(await openEntry(terminal), 0)
  await terminal.walkTo('attract')
  await expectNoEntry(terminal)
})

test('what is typed can be corrected, and a code still passes when it is scanned instead', async ({
  watched: terminal,
  sandbox,
}) => {
  await terminal.walkTo('present')
  const view = await openEntry(terminal)
  await tapKeys(view, '123')
  await entered(view, 3)
  await tapControl(view, 'erase')
  await entered(view, 2)
  await tapControl(view, 'clear')
  await entered(view, 0)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectScreen('pass')
  await expectNoEntry(terminal)
})

test('the view has no Node, no Electron, a bridge of five functions and a session in memory alone', async ({
  watched: terminal,
}) => {
  await terminal.walkTo('present')
  const view = await openEntry(terminal)
  const found = await view.evaluate(() => ({
    node: ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(window.secureEntry).toSorted(),
    citizen: 'passonly' in window,
    fields: document.querySelectorAll('input, textarea, select, [contenteditable]').length,
  }))
  expect(found).toEqual({
    node: [],
    bridge: ['activity', 'leave', 'onState', 'onWarning', 'press'],
    citizen: false,
    fields: 0,
  })
  const kept = await terminal.app.evaluate(async ({ session, webContents }) => {
    const own = session.fromPartition('secure-entry')
    const reply = await own.fetch('passonly://secure-entry/secure-entry/index.html')
    const other = await own.fetch('passonly://citizen/citizen/index.html')
    const contents = webContents.getAllWebContents().find((one) => one.getURL().includes('//secure-entry/'))
    return {
      storage: own.storagePath,
      policy: reply.headers.get('content-security-policy')?.includes("default-src 'none'"),
      otherOrigin: other.status,
      isOwn: contents?.session === own,
    }
  })
  expect(kept).toEqual({ storage: null, policy: true, otherOrigin: 404, isOwn: true })
})

test('messages with anything in them are refused and recorded; keys of no contract close the view', async ({
  watched: terminal,
}) => {
  await terminal.walkTo('present')
  const before = terminal.journal().length
  const view = await openEntry(terminal)
  await terminal.app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().includes('//secure-entry/'))
    const elsewhere = { sender: contents, senderFrame: null }
    contents?.ipc.emit('secure-entry:leave', elsewhere)
    const own = { sender: contents, senderFrame: contents?.mainFrame }
    contents?.ipc.emit('secure-entry:leave', own, '12345678')
  })
  await expect
    .poll(() => terminal.events('ipc.refused', before).map(({ fields }) => fields['cause']))
    .toEqual(['sender', 'form'])
  expect(entryViews(terminal)).toHaveLength(1)
  await view.evaluate(() => {
    const press: unknown = Reflect.get(window.secureEntry, 'press')
    if (typeof press !== 'function') throw new Error('there is no bridge')
    Reflect.apply(press, null, [{ type: 'key', octet: 0x61 }])
  })
  await expectNoEntry(terminal)
  await terminal.expectStage('ready')
})

test('a view whose process ends is closed, and can be opened again', async ({ watched: terminal }) => {
  await terminal.walkTo('present')
  await openEntry(terminal)
  await terminal.app.evaluate(({ webContents }) => {
    webContents
      .getAllWebContents()
      .find((one) => one.getURL().includes('//secure-entry/'))
      ?.forcefullyCrashRenderer()
  })
  await expectNoEntry(terminal)
  await terminal.expectStage('ready')
  await entered(await openEntry(terminal), 0)
})

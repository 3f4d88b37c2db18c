import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type Locator, type Page } from 'playwright'
import { demoConfig } from '../../../sandbox/demo-config.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import type { Delays } from '../../../src/shared/config.ts'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import { root } from '../../../tools/lib/paths.mjs'
import { tapIpc, tapState } from '../../support/ipc-tap.ts'
import { type JournalRow, readJournal } from '../../support/journal.ts'
import type { Sandbox } from '../../support/sandbox.ts'
import { until } from './until.ts'

export const texts = textsOf('zh-CN')

/** Nothing here is about times running out, so they are as long as a configuration may have them. */
const delays: Delays = {
  idle: 600_000,
  present: 600_000,
  verdict: 600_000,
  notPassed: 600_000,
  hint: 600_000,
  reading: 600_000,
  verification: 60_000,
}

const wayToPresent: JourneyAction[] = [
  { type: 'cancel' },
  { type: 'start' },
  { type: 'choose-service', service: 'social-security-card' },
  { type: 'agree' },
  { type: 'choose-method', method: 'network-identity' },
]

/**
 * Everything in the guest runs as root, where Chromium wants no sandbox of its own. The rest spares an emulated processor
 * the drawing that nobody looks at: no use of a graphics processor, no moving pictures, a quarter of the pixels.
 */
const slowMachine = [
  '--no-sandbox',
  '--disable-gpu',
  '--in-process-gpu',
  '--force-prefers-reduced-motion',
  '--force-device-scale-factor=0.5',
]

/** The built application in Electron, with no virtual devices: all it has is what the kernel has. */
export interface LabTerminal {
  journal(): JournalRow[]
  /** Events of the journal, those with this id. */
  events(id: string): JournalRow[]
  /** Waits until a screen with this heading stands on the glass. */
  screen(title: string): Promise<void>
  /** Waits until the large picture of the present screen shows this. */
  stage(name: string): Promise<void>
  press(button: string): Promise<void>
  /** From the start screen to where a code is awaited, by the screen's own buttons; the readers are armed on return. */
  walkToPresent(): Promise<void>
  /** The same from any screen and without touching, which takes a third of the time. */
  hurryToPresent(): Promise<void>
  /** Keeps a picture of the screen under this name. */
  picture(file: string): Promise<void>
  close(): Promise<void>
}

/**
 * Starts a terminal that belongs to this sandbox.
 * @param electron the executable
 * @param folder for all that it writes
 * @param logFile gets what it prints
 */
export async function startTerminal(
  electron: string,
  sandbox: Sandbox,
  display: Readonly<Record<string, string>>,
  folder: string,
  logFile: string,
): Promise<LabTerminal> {
  mkdirSync(folder, { recursive: true })
  const configFile = join(folder, 'terminal.json')
  const stateFolder = join(folder, 'state')
  writeFileSync(configFile, JSON.stringify({ ...demoConfig(sandbox.ready.platform), delays }))
  const app = await _electron.launch({
    executablePath: electron,
    args: [`--user-data-dir=${stateFolder}`, ...slowMachine, root],
    cwd: folder,
    timeout: 0,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'C.UTF-8',
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      ...display,
      PASSONLY_CONFIG: configFile,
      PASSONLY_PLATFORM_ROOT: sandbox.ready.platformRoot,
      PASSONLY_ENROLMENT_CODE: await sandbox.enrolmentCode(),
    },
  })
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      appendFileSync(logFile, chunk)
    })
  }
  const page = await until('the citizen screen opens', () =>
    app.windows().find((window) => window.url().startsWith('passonly://citizen/')),
  )
  page.setDefaultTimeout(60_000)
  await tapIpc(app, join(folder, 'ipc'))
  const journalFile = join(stateFolder, 'journal.db')

  const armings = async () => (await tapState(app)).armed

  /** A device host is armed and has a scanner that is ready, and the screen says so. */
  const readyAtPresent = async (armingsBefore: number) => {
    await terminal.screen(texts.present.title)
    await until('a device host is armed and has a scanner', async () => {
      const { armed, able } = await tapState(app)
      return armed > armingsBefore && able
    })
    await terminal.stage('ready')
  }

  const terminal: LabTerminal = {
    journal: () => readJournal(journalFile),
    events: (id) => terminal.journal().filter(({ event }) => event === id),
    screen: (title) => heading(page, title).waitFor(),
    stage: (name) => page.locator(`[data-stage="${name}"]`).waitFor(),
    press: (name) => page.getByRole('button', { name }).click(),
    walkToPresent: async () => {
      const before = await armings()
      await terminal.screen(texts.attract.title)
      await terminal.press(texts.attract.start)
      await terminal.screen(texts.service.title)
      await page.locator('.row').first().click()
      await terminal.press(texts.notice.agree)
      await terminal.press(texts.method.names['network-identity'])
      await readyAtPresent(before)
    },
    hurryToPresent: async () => {
      const before = await armings()
      await page.evaluate((actions) => {
        for (const action of actions) window.passonly.act(action)
      }, wayToPresent)
      await readyAtPresent(before)
    },
    picture: async (file) => {
      await page.screenshot({ path: file })
    },
    close: () => app.close(),
  }
  return terminal
}

function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name, exact: true })
}

import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright'
import { z } from 'zod'
import { demoConfig } from '../../../sandbox/demo-config.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import type { Delays } from '../../../src/shared/config.ts'
import type { Devices } from '../../../src/shared/device-config.ts'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import { root } from '../../../tools/lib/paths.mjs'
import type { Sandbox } from '../../support/sandbox.ts'
import { type JournalRow, type OpenJournal, openJournal } from './journal.ts'
import { until } from './until.ts'

export const texts = textsOf('zh-CN')

/** Nothing here is about times running out, so those that count are as long as a configuration may have them. */
const delays: Partial<Delays> = {
  idle: 600_000,
  present: 600_000,
  verdict: 600_000,
  notPassed: 600_000,
  hint: 600_000,
  reading: 600_000,
  verification: 60_000,
}

/** The ways to present that the lab has devices for. */
type LabMethod = 'network-identity' | 'identity-card'

/** Reading a card is agreed to on its own. */
const waysToPresent: Readonly<Record<LabMethod, readonly JourneyAction[]>> = {
  'network-identity': wayTo('network-identity'),
  'identity-card': [...wayTo('identity-card'), { type: 'agree' }],
}

function wayTo(method: LabMethod): JourneyAction[] {
  return [
    { type: 'cancel' },
    { type: 'start' },
    { type: 'choose-service', service: 'social-security-card' },
    { type: 'agree' },
    { type: 'choose-method', method },
  ]
}

const titleAtPresent: Readonly<Record<LabMethod, string>> = {
  'network-identity': texts.present.title,
  'identity-card': texts.presentCard.title,
}

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
  /**
   * From any other screen to where a code or card is awaited, by a device host that is armed and has a reader. The glass
   * is not touched: that takes three times as long, and what comes of it is shown where it costs nothing.
   */
  goToPresent(method?: LabMethod): Promise<void>
  /** The keys that went down in any of its windows, before a page could see them, as the desktop delivered them. */
  keys(): Promise<readonly string[]>
  /** Keeps a picture of the screen under this name. */
  picture(file: string): Promise<void>
}

export interface LabTerminalOptions {
  /** The executable. */
  readonly electron: string
  readonly sandbox: Sandbox
  /** The environment by which its desktop is found. */
  readonly display: Readonly<Record<string, string>>
  readonly devices: Devices
  /** An empty one, for all that it writes. */
  readonly folder: string
  /** Gets what it prints. */
  readonly logFile: string
}

/** Starts a terminal that belongs to this sandbox. */
export async function startTerminal({
  electron,
  sandbox,
  display,
  devices,
  folder,
  logFile,
}: LabTerminalOptions): Promise<LabTerminal> {
  const configFile = join(folder, 'terminal.json')
  const stateFolder = join(folder, 'state')
  const config = { ...demoConfig(sandbox.ready.platform), delays, devices }
  writeFileSync(configFile, JSON.stringify(config))
  const app = await _electron.launch({
    executablePath: electron,
    // Playwright is connected before the window opens.
    args: [
      '-r',
      join(root, 'e2e', 'support', 'hold-start.cjs'),
      `--user-data-dir=${stateFolder}`,
      ...slowMachine,
      root,
    ],
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
  await tapKeys(app)
  /** It is there once the window is. */
  let opened: OpenJournal | null = null
  const journal = () => (opened ??= openJournal(join(stateFolder, 'journal.db')))

  const terminal: LabTerminal = {
    journal: () => journal().rows(),
    events: (id) => journal().events(id),
    screen: (title) => heading(page, title).waitFor(),
    stage: (name) => page.locator(`[data-stage="${name}"]`).waitFor(),
    goToPresent: async (method = 'network-identity') => {
      await page.evaluate((actions) => {
        for (const action of actions) window.passonly.act(action)
      }, waysToPresent[method])
      await terminal.screen(titleAtPresent[method])
      await terminal.stage('ready')
    },
    picture: async (file) => {
      await page.screenshot({ path: file })
    },
    keys: async () => keysSchema.parse(await app.evaluate(() => Reflect.get(globalThis, 'keysOfWindows'))),
  }
  return terminal
}

const keysSchema = z.array(z.string())

/** Notes the keys that come to the application's windows from the desktop. */
async function tapKeys(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ webContents }) => {
    const keys: string[] = []
    Reflect.set(globalThis, 'keysOfWindows', keys)
    for (const contents of webContents.getAllWebContents()) {
      contents.on('before-input-event', (_event, { type, key }) => {
        if (type === 'keyDown') keys.push(key)
      })
    }
  })
}

function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name, exact: true })
}

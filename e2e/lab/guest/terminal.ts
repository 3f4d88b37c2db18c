import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoConfig } from '../../../sandbox/demo-config.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import type { Delays } from '../../../src/shared/config.ts'
import type { Devices } from '../../../src/shared/device-config.ts'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import { root } from '../../../tools/lib/paths.mjs'
import type { Searchable } from '../../canary/places.ts'
import { processTree } from '../../support/processes.ts'
import type { Sandbox } from '../../support/sandbox.ts'
import { startBrowser } from './devtools.ts'
import { type JournalRow, type OpenJournal, openJournal } from './journal.ts'
import { openPage } from './page.ts'

export const texts = textsOf('zh-CN')

const tapKeys = join(root, 'e2e', 'lab', 'guest', 'tap-keys.cjs')

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
type LabMethod = 'network-identity' | 'identity-card' | 'travel-document'

/** Reading a document is agreed to on its own. */
const waysToPresent: Readonly<Record<LabMethod, readonly JourneyAction[]>> = {
  'network-identity': wayTo('network-identity'),
  'identity-card': [...wayTo('identity-card'), { type: 'agree', to: 'document' }],
  'travel-document': [...wayTo('travel-document'), { type: 'agree', to: 'document' }],
}

function wayTo(method: LabMethod): JourneyAction[] {
  return [
    { type: 'cancel' },
    { type: 'start' },
    { type: 'choose-service', service: 'social-security-card' },
    { type: 'agree', to: 'notice' },
    { type: 'choose-subject', subject: 'self' },
    { type: 'choose-method', method },
  ]
}

const typeIn: JourneyAction = { type: 'type-in' }

const titleAtPresent: Readonly<Record<LabMethod, string>> = {
  'network-identity': texts.present.title,
  'identity-card': texts.presentCard.title,
  'travel-document': texts.presentDocument.key.title,
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

/** The view in which something is typed. */
export interface LabEntry {
  /** Waits until it says that so many of eight digits were entered. */
  hasCount(count: number): Promise<void>
}

/** The built application in Electron, with no virtual devices: all it has is what the kernel has. */
export interface LabTerminal extends Searchable {
  journal(): JournalRow[]
  /** Events of the journal, those with this id. */
  events(id: string): JournalRow[]
  /** Waits until a screen with this heading stands on the glass. */
  screen(title: string): Promise<void>
  /** Waits until the large picture of the present screen shows this. */
  stage(name: string): Promise<void>
  /**
   * From any other screen to where something is awaited. The glass is not touched: that takes three times as long, and
   * what comes of it is shown where it costs nothing.
   */
  goTo(method: LabMethod): Promise<void>
  /** The same, by a device host that is armed and has a reader. */
  goToPresent(method?: LabMethod): Promise<void>
  /** From where a code is awaited, to the view in which one is typed; it is listened to on return. */
  openEntry(): Promise<LabEntry>
  /** The number that the screen for typing shows. */
  number(): Promise<string>
  /** Keeps a text in the memory of the citizen's screen. */
  leak(text: string): Promise<void>
  /** The keys that went down in any of its windows, before a page could see them, as the desktop delivered them. */
  keys(): readonly string[]
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
  const keysFile = join(folder, 'keys')
  const config = { ...demoConfig(sandbox.ready.platform), delays, devices }
  writeFileSync(configFile, JSON.stringify(config))
  const devtools = startBrowser({
    executable: electron,
    parameters: ['-r', tapKeys, `--user-data-dir=${stateFolder}`, ...slowMachine, root],
    folder,
    environment: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'C.UTF-8',
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      ...display,
      PASSONLY_CONFIG: configFile,
      PASSONLY_PLATFORM_ROOT: sandbox.ready.platformRoot,
      PASSONLY_DOCUMENT_TRUST: sandbox.ready.documentTrust,
      PASSONLY_ENROLMENT_CODE: await sandbox.enrolmentCode(),
    },
    logFile,
  })
  const page = await openPage(devtools, 'passonly://citizen/')
  /** It is there once the window is. */
  let opened: OpenJournal | null = null
  const journal = () => (opened ??= openJournal(join(stateFolder, 'journal.db')))

  const terminal: LabTerminal = {
    journal: () => journal().rows(),
    events: (id) => journal().events(id),
    screen: (title) => page.shows(`the screen ${title}`, hasHeading, title),
    stage: (name) => page.shows(`the stage ${name}`, hasStage, name),
    goTo: async (method) => {
      await page.run((actions) => {
        for (const action of actions) window.passonly.act(action)
      }, waysToPresent[method])
      await terminal.screen(titleAtPresent[method])
    },
    goToPresent: async (method = 'network-identity') => {
      await terminal.goTo(method)
      await terminal.stage('ready')
    },
    openEntry: async () => {
      await page.run((action) => {
        window.passonly.act(action)
      }, typeIn)
      const view = await openPage(devtools, 'passonly://secure-entry/')
      const hasCount = (count: number) =>
        view.shows(`${count} of 8 digits`, hasStatus, texts.secureEntry.enteredOf(count, 8))
      // What it shows comes from the device host.
      await hasCount(0)
      return { hasCount }
    },
    number: async () => (await page.text('.terminal-number strong')).replaceAll(/\D/g, ''),
    leak: (text) =>
      page.run((text) => {
        Reflect.set(window, 'leak', text)
      }, text),
    processes: () => processTree(devtools.pid),
    folder,
    log: () => readFileSync(logFile, 'utf8'),
    ipcRecord: null,
    picture: (file) => page.picture(file),
    keys: () => (existsSync(keysFile) ? readFileSync(keysFile, 'utf8').split('\n').slice(0, -1) : []),
  }
  return terminal
}

// What follows runs in the page.

function hasHeading(wanted: string): boolean {
  return Array.from(document.querySelectorAll('h1')).some(
    (heading) => heading.textContent === wanted && heading.checkVisibility(),
  )
}

function hasStatus(wanted: string): boolean {
  return document.querySelector('[role="status"]')?.textContent === wanted
}

function hasStage(wanted: string): boolean {
  return document.querySelector(`[data-stage="${wanted}"]`)?.checkVisibility() === true
}

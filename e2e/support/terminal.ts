import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { expect } from 'playwright/test'
import { demoConfig } from '../../sandbox/demo-config.ts'
import type { Delays, TerminalConfig } from '../../src/shared/config.ts'
import type { Devices } from '../../src/shared/device-config.ts'
import type { JourneyAction } from '../../src/shared/ipc.ts'
import type { DocumentMethod } from '../../src/shared/journey-view.ts'
import { electronArguments, electronPath } from '../../tools/lib/electron.mjs'
import { tapIpc, tapState } from './ipc-tap.ts'
import { type JournalRow, readJournal } from './journal.ts'
import { type AppProcess, endProcesses, isAlive, processTree } from './processes.ts'
import type { Sandbox } from './sandbox.ts'
import { expectScreen, expectStage, type ScreenName } from './screens.ts'
import { within } from './within.ts'

const screenAddress = 'passonly://citizen/'

/** An application that has not ended after this long (ms) is ended. */
const longestClose = 5_000

/** What mostly has happened already, or will in a moment, is asked for often (ms). */
export const briskly = [10, 20, 50, 100]

/** Longest time (ms) for each step of a start; all of them together fit into `longestStart`. */
const longestLaunch = 30_000
const longestStep = 20_000
/** Longest time (ms) that a fixture may take which starts terminals. */
export const longestStart = 240_000

/** What moves on the screens is proved on the pages; here it would be drawn without a graphics card, all the time. */
const stillPictures = ['--force-prefers-reduced-motion']
/** A quarter of the pixels, where nobody looks at them. */
const smallPictures = ['--force-device-scale-factor=0.5']

/** Playwright is connected before the window opens. */
const holdStart = join(import.meta.dirname, 'hold-start.cjs')

export interface TerminalOptions {
  readonly sandbox: Sandbox
  /** Shorter delays than a hall would have. */
  readonly delays?: Partial<Delays>
  /** What its hall has configured; by default the sandbox's hall. */
  readonly config?: TerminalConfig
  /** Where it keeps its key and its journal; by default a folder that goes with it. */
  readonly stateFolder?: string
  /** The platform's address; by default the sandbox's own. */
  readonly platform?: string
  /** Other devices than every terminal has. */
  readonly devices?: Devices
  /** Whether pictures are taken, and all pixels count. */
  readonly pictures?: boolean
  /** What stands in the file of its identity before it starts. */
  readonly identity?: string
  /** Whether it is to start as one that serves nobody. */
  readonly outOfService?: boolean
  /** Folder of another application than the one built here, such as an altered copy of it. */
  readonly application?: string
  /** Added to the environment. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The real application, running in Electron with a state folder of its own. */
export interface Terminal {
  readonly app: ElectronApplication
  readonly page: Page
  /** All that the application can write is in here: home, state, temporary files. */
  readonly folder: string
  /** When it was started (milliseconds since 1970). */
  readonly startedAt: number
  readonly stateFolder: string
  /** File that holds everything that passed between its processes. */
  readonly ipcRecord: string
  /** What it wrote on standard output and error so far. */
  log(): string
  journal(): JournalRow[]
  /** Events with this id recorded since the journal had `after` records. */
  events(id: string, after?: number): JournalRow[]
  processes(): AppProcess[]
  /** Does what a touch on the screen does, without waiting for the screen to settle. */
  act(action: JourneyAction): Promise<void>
  /**
   * From wherever it is, back to the start in the first language, and on to this screen. At `present` the readers are
   * armed on return.
   */
  walkTo(screen: 'attract' | 'service' | 'notice' | 'subject' | 'method' | 'present'): Promise<void>
  /**
   * From wherever it is, to where a resident card is waited for, consent included; armed on return.
   * @param found so long (ms) it may take until there is a reader
   */
  walkToCard(found?: number): Promise<void>
  /** The same, for a travel document, whose key is asked for first. */
  walkToDocument(): Promise<void>
  /** Waits until readers have been armed more than `before` times, the last time with a scanner that is ready. */
  armed(before: number): Promise<void>
  armings(): Promise<number>
  /** Waits until a host has a scanner that is ready, armed or not. */
  listening(): Promise<void>
  expectScreen(screen: ScreenName, timeout?: number): Promise<void>
  expectStage(stage: string, timeout?: number): Promise<void>
  close(): Promise<void>
}

const way: readonly (readonly [ScreenName, JourneyAction])[] = [
  ['service', { type: 'start' }],
  ['notice', { type: 'choose-service', service: 'social-security-card' }],
  ['subject', { type: 'agree', to: 'notice' }],
  ['method', { type: 'choose-subject', subject: 'self' }],
  ['present', { type: 'choose-method', method: 'network-identity' }],
]

/** The environment of a machine that has nothing but what a test gives it. */
export function environmentIn(
  folder: string,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const { PATH = '', DISPLAY = '' } = process.env
  const of = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path, { recursive: true })
    return path
  }
  return {
    PATH,
    DISPLAY,
    LANG: 'C.UTF-8',
    HOME: of('home'),
    TMPDIR: of('tmp'),
    XDG_RUNTIME_DIR: of('run'),
    ...given,
  }
}

/** Starts a terminal, enrols it with the sandbox, and waits until it serves, or says that it serves nobody. */
export async function startTerminal(options: TerminalOptions): Promise<Terminal> {
  const { sandbox } = options
  const startedAt = Date.now()
  const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-'))
  const aside = mkdtempSync(join(tmpdir(), 'passonly-e2e-aside-'))
  const stateFolder = options.stateFolder ?? join(folder, 'state')
  const configFile = join(aside, 'terminal.json')
  const ipcRecord = join(aside, 'ipc')
  const config = options.config ?? demoConfig(options.platform ?? sandbox.ready.platform)
  const devices = options.devices && { devices: options.devices }
  writeFileSync(
    configFile,
    JSON.stringify({ ...config, ...devices, delays: options.delays ?? config.delays }),
  )
  writeFileSync(ipcRecord, '')
  if (options.identity !== undefined) {
    mkdirSync(stateFolder, { mode: 0o700 })
    writeFileSync(join(stateFolder, 'terminal-identity.json'), options.identity, { mode: 0o600 })
  }

  const removeFolders = () => {
    for (const path of [folder, aside]) rmSync(path, { recursive: true, force: true })
  }
  const app = await launch(
    [
      ...(options.pictures ? [] : smallPictures),
      `--user-data-dir=${stateFolder}`,
      ...electronArguments([], options.application),
    ],
    folder,
    environmentIn(folder, {
      PASSONLY_CONFIG: configFile,
      PASSONLY_PLATFORM_ROOT: sandbox.ready.platformRoot,
      PASSONLY_DOCUMENT_TRUST: sandbox.ready.documentTrust,
      PASSONLY_VIRTUAL_DEVICES: String(sandbox.ready.virtualDevicesPort),
      PASSONLY_ENROLMENT_CODE: await within(longestStep, 'an enrolment code', sandbox.enrolmentCode()),
      ...options.environment,
    }),
  ).catch((error: unknown) => {
    removeFolders()
    throw error
  })
  const main = app.process()
  let log = ''
  for (const stream of [main.stdout, main.stderr]) stream?.on('data', (chunk) => (log += String(chunk)))
  const pid = main.pid
  if (pid === undefined) throw new Error('the application did not start')

  const close = async () => {
    const processes = processTree(pid)
    const closed = app.close()
    await Promise.race([closed, wait(longestClose, undefined, { ref: false })])
    endProcesses(processes.filter((process) => isAlive(process.pid)))
    await within(longestClose, 'the end of the application', closed)
    removeFolders()
  }
  const page = await openScreen(app, ipcRecord).catch(async (error: unknown) => {
    await close()
    throw new Error(`there is no citizen screen:\n${log}`, { cause: error })
  })
  const journal = () => readJournal(join(stateFolder, 'journal.db'))

  const walkToReader = async (method: DocumentMethod, found?: number) => {
    await terminal.walkTo('method')
    const before = await terminal.armings()
    await terminal.act({ type: 'choose-method', method })
    await expectScreen(page, 'document-notice', { method })
    await terminal.act({ type: 'agree', to: 'document' })
    // The key of a travel document is scanned first.
    if (method === 'travel-document') await terminal.armed(before)
    else {
      await expect
        .poll(() => terminal.armings(), { message: 'armed for it', timeout: 10_000, intervals: briskly })
        .toBeGreaterThan(before)
    }
    await terminal.expectStage('ready', found)
  }

  const terminal: Terminal = {
    app,
    page,
    folder,
    startedAt,
    stateFolder,
    ipcRecord,
    log: () => log,
    journal,
    events: (event, after = 0) => readJournal(join(stateFolder, 'journal.db'), { event, after }),
    processes: () => processTree(pid),
    act: (action) =>
      within(
        longestStep,
        `the screen’s answer to ${action.type}`,
        page.evaluate((action) => window.passonly.act(action), action),
      ),
    walkTo: async (screen) => {
      await terminal.act({ type: 'cancel' })
      await terminal.act({ type: 'set-language', language: 'zh-CN' })
      const before = await terminal.armings()
      for (const [name, action] of screen === 'attract' ? [] : way) {
        await terminal.act(action)
        if (name === screen) break
      }
      await terminal.expectScreen(screen)
      if (screen !== 'present') return
      await terminal.armed(before)
      await terminal.expectStage('ready')
    },
    walkToCard: (found) => walkToReader('identity-card', found),
    walkToDocument: () => walkToReader('travel-document'),
    armings: async () => (await within(longestStep, 'an answer of main', tapState(app))).armed,
    listening: () =>
      expect
        .poll(async () => (await tapState(app)).listening, {
          message: 'a scanner is listened to',
          timeout: 10_000,
          intervals: briskly,
        })
        .toBe(true),
    armed: async (before) => {
      const isArmed = async () => {
        const { armed, able } = await tapState(app)
        return armed > before && able
      }
      await expect
        .poll(isArmed, { message: 'a scanner is armed', timeout: 10_000, intervals: briskly })
        .toBe(true)
    },
    expectScreen: (screen, timeout) => expectScreen(page, screen, timeout === undefined ? {} : { timeout }),
    expectStage: (stage, timeout) => expectStage(page, stage, timeout),
    close,
  }
  try {
    if (options.outOfService) {
      await expectScreen(page, 'out-of-service', { timeout: longestStep })
      return terminal
    }
    await expectScreen(page, 'attract', { timeout: longestStep })
    const happens = (id: string) =>
      expect
        .poll(() => terminal.events(id).length, { message: id, timeout: longestStep, intervals: briskly })
        .toBeGreaterThan(0)
    await happens('terminal.enrol.complete')
    await happens('device.attached')
    return terminal
  } catch (error) {
    const heard = [log, JSON.stringify(existingJournal(journal))].join('\n')
    await close()
    throw new Error(`the terminal did not come into service:\n${heard}`, { cause: error })
  }
}

/** Launches the application; a launch that comes to nothing is told of, and tried once more. */
export async function launch(
  args: string[],
  cwd: string,
  env: Record<string, string>,
): Promise<ElectronApplication> {
  const attempt = () =>
    _electron.launch({
      executablePath: electronPath(),
      args: ['-r', holdStart, ...stillPictures, ...args],
      cwd,
      env,
      timeout: longestLaunch,
    })
  return attempt().catch((error: unknown) => {
    console.error('Launching the application a second time:', error)
    return attempt()
  })
}

function existingJournal(journal: () => JournalRow[]): unknown {
  try {
    return journal().map(({ event, fields }) => [event, fields])
  } catch (error) {
    return String(error)
  }
}

/** The citizen's screen, with what passes between the processes from now on written down. */
async function openScreen(app: ElectronApplication, ipcRecord: string): Promise<Page> {
  const page = await screenOf(app)
  await within(longestStep, 'a tap between the processes', tapIpc(app, ipcRecord))
  return page
}

/** The citizen's screen, found by its address. */
async function screenOf(app: ElectronApplication): Promise<Page> {
  const isScreen = (page: Page) => page.url().startsWith(screenAddress)
  let found: Page | undefined
  await expect
    .poll(
      async () => {
        found = app.windows().find(isScreen)
        return found !== undefined
      },
      { message: 'the citizen screen opens', timeout: longestStep, intervals: briskly },
    )
    .toBe(true)
  if (!found) throw new Error('there is no citizen screen')
  return found
}

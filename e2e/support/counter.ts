import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ElectronApplication, Page } from 'playwright'
import { expect } from 'playwright/test'
import type { z } from 'zod'
import type { counterScenes } from '../../sandbox/scenes/counter-config.ts'
import { challengeSchema, codeReplySchema } from '../../sandbox/wallet/api.ts'
import type { TerminalConfig } from '../../src/shared/config.ts'
import { electronArguments } from '../../tools/lib/electron.mjs'
import { tapIpc, tapState } from './ipc-tap.ts'
import { type JournalRow, readJournal } from './journal.ts'
import { endProcesses, isAlive, processTree } from './processes.ts'
import type { Sandbox } from './sandbox.ts'
import { briskly, environmentIn, launch } from './terminal.ts'
import { within } from './within.ts'

export type CounterScene = (typeof counterScenes)[number]

const longestStep = 20_000
const longestClose = 5_000

/** The real application as a counter, with the citizen's display beside it. */
export interface RunningCounter {
  readonly app: ElectronApplication
  readonly page: Page
  readonly display: Page
  readonly stateFolder: string
  readonly ipcRecord: string
  journal(): JournalRow[]
  events(id: string): JournalRow[]
  armings(): Promise<number>
  /** Waits until the readers have been armed more than `before` times, the last time with a scanner that is ready. */
  armed(before: number): Promise<void>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
  close(): Promise<void>
}

export interface CounterOptions {
  readonly sandbox: Sandbox
  readonly config: TerminalConfig
  /** Where it keeps its key, its journal and whom it let in; by default a folder that goes with it. */
  readonly stateFolder?: string
}

export async function startCounter({ sandbox, config, ...options }: CounterOptions): Promise<RunningCounter> {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-counter-'))
  const stateFolder = options.stateFolder ?? join(folder, 'state')
  const configFile = join(folder, 'terminal.json')
  const ipcRecord = join(folder, 'ipc')
  writeFileSync(configFile, JSON.stringify(config))
  writeFileSync(ipcRecord, '')
  const app = await launch(
    ['--force-device-scale-factor=1', `--user-data-dir=${stateFolder}`, ...electronArguments([])],
    folder,
    environmentIn(folder, {
      PASSONLY_CONFIG: configFile,
      PASSONLY_PLATFORM_ROOT: sandbox.ready.platformRoot,
      PASSONLY_DOCUMENT_TRUST: sandbox.ready.documentTrust,
      PASSONLY_VIRTUAL_DEVICES: String(sandbox.ready.virtualDevicesPort),
      PASSONLY_ENROLMENT_CODE: await within(longestStep, 'an enrolment code', sandbox.enrolmentCode()),
      PASSONLY_COUNTER_DISPLAY: 'window',
    }),
  )
  const { pid } = app.process()
  if (pid === undefined) throw new Error('the application did not start')
  const events = (event: string) => readJournal(join(stateFolder, 'journal.db'), { event })
  const end = async (how: () => Promise<unknown>) => {
    const processes = processTree(pid)
    await Promise.race([how(), wait(longestClose, undefined, { ref: false })])
    endProcesses(processes.filter((process) => isAlive(process.pid)))
    rmSync(folder, { recursive: true, force: true })
  }
  const counter: RunningCounter = {
    app,
    page: await screenOf(app, 'passonly://counter/counter/'),
    display: await screenOf(app, 'passonly://counter/counter-display/'),
    stateFolder,
    ipcRecord,
    journal: () => readJournal(join(stateFolder, 'journal.db')),
    events,
    armings: async () => (await within(longestStep, 'an answer of main', tapState(app))).armed,
    armed: async (before) => {
      await expect
        .poll(
          async () => {
            const { armed, able } = await tapState(app)
            return armed > before && able
          },
          { message: 'a scanner is armed', timeout: 10_000, intervals: briskly },
        )
        .toBe(true)
    },
    kill: () =>
      end(async () => {
        app.process().kill('SIGKILL')
      }),
    close: () => end(() => app.close()),
  }
  await within(longestStep, 'a tap between the processes', tapIpc(app, ipcRecord))
  for (const id of ['terminal.enrol.complete', 'device.attached']) {
    await expect
      .poll(() => events(id).length, { message: id, timeout: longestStep, intervals: briskly })
      .toBeGreaterThan(0)
  }
  return counter
}

async function screenOf(app: ElectronApplication, address: string): Promise<Page> {
  let found: Page | undefined
  await expect
    .poll(
      () => {
        found = app.windows().find((page) => page.url().startsWith(address))
        return found !== undefined
      },
      { message: `${address} opens`, timeout: longestStep, intervals: briskly },
    )
    .toBe(true)
  if (!found) throw new Error('there is no such screen')
  return found
}

/** A code of somebody who has given the face on the phone, as an exam asks. */
export async function codeWithFace({ ready }: Sandbox, citizen: string): Promise<string> {
  const ask = async <Schema extends z.ZodType>(path: string, schema: Schema, body: object) => {
    const reply = await fetch(new URL(path, ready.wallet), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ citizen, ...body }),
      signal: AbortSignal.timeout(longestStep),
    })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return schema.parse(await reply.json())
  }
  const { challenge, acts } = await ask('/api/challenges', challengeSchema, {})
  const face = { factor: 'face', challenge, camera: 'holder', acts }
  return (await ask('/api/codes', codeReplySchema, { presentations: [face] })).code
}

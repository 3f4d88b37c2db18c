/**
 * What happens in the guest machine: a scanner is plugged in, a desktop, a sandbox and the built application start,
 * and citizens go through, with codes on scanners of each kind, with digits on a keypad, with cards on readers of both
 * shapes and with a travel document on a reader of the PC/SC service. Every line it prints is read by the host (see say.ts).
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultDevices, type Devices } from '../../../src/shared/device-config.ts'
import { startSandbox } from '../../support/sandbox.ts'
import { startDesktop } from './desktop.ts'
import { documentTests } from './document-tests.ts'
import { keypadConfig, keypadTests } from './keypad-tests.ts'
import type { Lab } from './lab.ts'
import { readerTests } from './reader-tests.ts'
import { note, runTests, say, type LabTest } from './say.ts'
import { scannerTests, serialConfig } from './scanner-tests.ts'
import { startTerminal, texts } from './terminal.ts'
import { unplugAllHid } from './uhid-device.ts'
import { plugInScanner } from './uhid-scanner.ts'
import { until } from './until.ts'
import { wedgeConfig, wedgeTests } from './wedge-tests.ts'

const results = '/results'
const scratch = '/scratch'

/** All that will be plugged in is configured from the beginning. */
const devices: Devices = {
  ...defaultDevices,
  scanners: [{ kind: 'hid' }, serialConfig, wedgeConfig],
  keypads: [keypadConfig],
}

let lab: Lab | null = null
function running(): Lab {
  if (!lab) throw new Error('nothing was started')
  return lab
}

async function start(): Promise<Lab> {
  const [desktop, sandbox] = await Promise.all([
    startDesktop(scratch, join(results, 'xorg.log')),
    // One processor has no use for further threads.
    startSandbox(join(scratch, 'sandbox'), ['--threads', '0']),
  ])
  note('desktop and sandbox are there')
  const folder = join(scratch, 'terminal')
  mkdirSync(folder)
  const terminal = await startTerminal({
    electron: process.env['LAB_ELECTRON'] ?? '',
    sandbox,
    display: desktop.environment,
    devices,
    folder,
    logFile: join(results, 'terminal.log'),
  })
  note('the window is open')
  return {
    desktop,
    terminal,
    bench: sandbox.bench,
    newCode: async () => Buffer.from(await sandbox.newCode()),
    newDynamicCode: (terminal) => sandbox.newDynamicCode(terminal),
  }
}

const startTest: LabTest = {
  name: 'the built application comes into service and finds the scanner',
  run: async () => {
    lab = await start()
    const { terminal } = lab
    await terminal.screen(texts.attract.title)
    note('the start screen stands')
    await until('enrolled', () => terminal.events('terminal.enrol.complete').length === 1)
    await until('a scanner attached', () => terminal.events('device.attached').length === 1)
  },
}

async function keepEvidence(): Promise<void> {
  if (!lab) return
  const { terminal } = lab
  writeFileSync(join(results, 'journal.json'), JSON.stringify(terminal.journal(), null, 2))
  await terminal.picture(join(results, 'failure.png')).catch((error: unknown) => {
    note(`no picture: ${String(error)}`)
  })
}

note('the session begins')
const tests = [
  startTest,
  ...scannerTests(running, plugInScanner('A-enabled'), results),
  ...wedgeTests(running),
  ...keypadTests(running),
  ...readerTests(running),
  ...documentTests(running, scratch, results),
]
say(`plan ${JSON.stringify(tests.map(({ name }) => name))}`)
await runTests(tests, keepEvidence)
note('the session ends')
// All else may end with the machine, which is switched off.
await unplugAllHid()
process.exit(0)

/**
 * What happens in the guest machine: a scanner is plugged in, a sandbox and the built application start, and a citizen
 * goes through. Every line it prints is read by the host (see say.ts).
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDisplay } from '../../../tools/lib/display.mjs'
import { startSandbox } from '../../support/sandbox.ts'
import { note, runTests, say, type LabTest } from './say.ts'
import { type LabTerminal, startTerminal, texts } from './terminal.ts'
import { plugIn, type UhidScanner } from './uhid-scanner.ts'
import { until } from './until.ts'

const results = '/results'
const scratch = '/scratch'
const terminalFolder = join(scratch, 'terminal')

/** What stands at a restaurant's table. */
const foreignCode = Buffer.from('https://menu.example/table/12')

interface Lab {
  readonly terminal: LabTerminal
  readonly newCode: () => Promise<Buffer>
}

let scanner: UhidScanner = plugIn('A-enabled')
let lab: Lab | null = null
function running(): Lab {
  if (!lab) throw new Error('nothing was started')
  return lab
}

async function start(): Promise<Lab> {
  const [display, sandbox] = await Promise.all([
    startDisplay({ always: true }),
    startSandbox(join(scratch, 'sandbox')),
  ])
  note('display and sandbox are there')
  const terminal = await startTerminal(
    process.env['LAB_ELECTRON'] ?? '',
    sandbox,
    display.environment,
    terminalFolder,
    join(results, 'terminal.log'),
  )
  note('the window is open')
  return { terminal, newCode: async () => Buffer.from(await sandbox.newCode()) }
}

/** The whole way of a citizen who is at the present screen and holds a fresh code. */
async function presentAndPass({ terminal, newCode }: Lab): Promise<void> {
  const before = terminal.events('check.complete').length
  scanner.scan(await newCode())
  await terminal.screen(texts.pass.title)
  const verdicts = terminal.events('check.complete').slice(before)
  if (verdicts.length !== 1 || verdicts[0]?.fields['verdict'] !== 'pass') {
    throw new Error(`the journal says ${JSON.stringify(verdicts)}`)
  }
}

function assertNothingCrashed({ terminal }: Lab): void {
  const crashes = [
    ...terminal.events('renderer.crashed'),
    ...terminal.events('device-host.stopped').filter(({ fields }) => fields['cause'] === 'crash'),
  ]
  if (crashes.length > 0) throw new Error(`crashed: ${JSON.stringify(crashes)}`)
}

const tests: readonly LabTest[] = [
  {
    name: 'the built application comes into service and finds the scanner',
    run: async () => {
      lab = await start()
      const { terminal } = lab
      await terminal.screen(texts.attract.title)
      note('the start screen stands')
      await until('enrolled', () => terminal.events('terminal.enrol.complete').length === 1)
      await until('a scanner attached', () => terminal.events('device.attached').length === 1)
    },
  },
  {
    name: 'the scanner was told to start (feature report FE 01)',
    run: async () => {
      await until('FE 01', () => scanner.features.some((report) => report.toString('hex') === 'fe01'))
    },
  },
  {
    name: 'a real scanner’s code passes',
    run: async () => {
      const { terminal } = running()
      await terminal.walkToPresent()
      note('a code is awaited')
      await presentAndPass(running())
      await terminal.picture(join(results, 'pass.png'))
    },
  },
  {
    name: 'a foreign QR is not a 网证 code and the journey stays',
    run: async () => {
      const { terminal } = running()
      await terminal.hurryToPresent()
      scanner.scan(foreignCode)
      await terminal.stage('not-a-code')
      await terminal.screen(texts.present.title)
    },
  },
  {
    name: 'unplugged in mid-code: the screen says so, nothing crashes',
    run: async () => {
      const { terminal } = running()
      await readUntilUnplugged(terminal)
      await terminal.stage('absent')
      await terminal.screen(texts.present.title)
      await until('told of the device', () => terminal.events('device.detached').length === 1)
      const reasons = terminal.events('check.rejected').map(({ fields }) => fields['reason'])
      if (reasons.at(-1) !== 'device-gone') throw new Error(`rejected: ${reasons.join(', ')}`)
      await terminal.picture(join(results, 'unplugged.png'))
      assertNothingCrashed(running())
    },
  },
  {
    name: 'plugged in again: a fresh code passes',
    run: async () => {
      const { terminal } = running()
      scanner = plugIn('A-enabled')
      await until('the scanner is back', () => terminal.events('device.attached').length === 2)
      await terminal.stage('read-again')
      await until('FE 01', () => scanner.features.length > 0)
      await presentAndPass(running())
      await terminal.press(texts.dock.done)
      await terminal.screen(texts.attract.title)
      assertNothingCrashed(running())
    },
  },
]

/** A code goes on and on, report after report, until the screen says "reading…"; then the plug is pulled. */
async function readUntilUnplugged(terminal: LabTerminal): Promise<void> {
  const endless = Buffer.from('WZ1:'.padEnd(4_000, 'A'))
  let sent = 0
  const sending = setInterval(() => {
    scanner.sendReport(endless, sent++)
  }, 200)
  try {
    await terminal.stage('reading')
  } finally {
    clearInterval(sending)
  }
  await scanner.unplug()
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
say(`plan ${JSON.stringify(tests.map(({ name }) => name))}`)
await runTests(tests, keepEvidence)
note('the session ends')
// A read of /dev/uhid that waits would keep the process alive. All else may end with the machine, which is switched off.
await scanner.unplug()
process.exit(0)

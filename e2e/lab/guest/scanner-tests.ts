import { join } from 'node:path'
import type { ScannerModel } from '../../../sandbox/bench/scanner-models.ts'
import type { SerialScannerConfig } from '../../../src/shared/scanner-config.ts'
import { acmPath, plugInAcmScanner } from './acm-gadget.ts'
import { assertNothingCrashed, attaches, detaches, type Lab, passes } from './lab.ts'
import type { LabTest } from './say.ts'
import { type LabTerminal, texts } from './terminal.ts'
import { plugInScanner, type UhidScanner } from './uhid-scanner.ts'
import { until } from './until.ts'

export const serialConfig: SerialScannerConfig = { kind: 'serial', path: acmPath, baud: 115_200, end: 'cr' }

/** What stands at a restaurant's table. */
const foreignCode = Buffer.from('https://menu.example/table/12')

/** Layout A is that of the scanner with which the lab begins. */
const otherLayouts: readonly ScannerModel[] = ['shifted-A', 'B', 'C']

/**
 * Scanners of HID POS and one on a serial port. The first was plugged in before the application started. Each test
 * stands on the one before. At most one is plugged in, so that a screen which says "ready" means that one; at the end none.
 */
export function scannerTests(running: () => Lab, first: UhidScanner, results: string): readonly LabTest[] {
  let scanner = first

  /** The whole way of a citizen who is at the present screen and holds a fresh code. */
  const presentAndPass = (lab: Lab) =>
    passes(lab, async () => {
      scanner.scan(await lab.newCode())
    })

  return [
    {
      name: 'the scanner was told to start (feature report FE 01)',
      run: () => until('FE 01', () => scanner.enabled).then(() => undefined),
    },
    {
      name: 'a foreign QR is not a 网证 code and the journey stays',
      run: async () => {
        const { terminal } = running()
        await terminal.goToPresent()
        scanner.scan(foreignCode)
        await terminal.stage('not-a-code')
        await terminal.screen(texts.present.title)
      },
    },
    {
      name: 'unplugged in mid-code: the screen says so, nothing crashes',
      run: async () => {
        const { terminal } = running()
        await readUntilReading(terminal, scanner)
        await detaches(running(), 'qr-scanner', () => scanner.unplug())
        await terminal.stage('absent')
        await terminal.screen(texts.present.title)
        const reasons = terminal.events('check.rejected').map(({ fields }) => fields['reason'])
        if (reasons.at(-1) !== 'device-gone') throw new Error(`rejected: ${reasons.join(', ')}`)
        assertNothingCrashed(running())
      },
    },
    {
      name: 'plugged in again: a real scanner’s code passes (layout A)',
      run: async () => {
        const { terminal } = running()
        scanner = await attaches(running(), 'qr-scanner', () => plugInScanner('A-enabled'))
        await terminal.stage('read-again')
        await until('FE 01', () => scanner.enabled)
        await presentAndPass(running())
        await terminal.picture(join(results, 'pass.png'))
        assertNothingCrashed(running())
      },
    },
    ...otherLayouts.map((layout) => ({
      name: `a scanner of layout ${layout} passes`,
      run: async () => {
        await detaches(running(), 'qr-scanner', () => scanner.unplug())
        scanner = await attaches(running(), 'qr-scanner', () => plugInScanner(layout))
        await running().terminal.goToPresent()
        await presentAndPass(running())
      },
    })),
    {
      name: 'a scanner on a USB serial port passes',
      run: async () => {
        const lab = running()
        await detaches(lab, 'qr-scanner', () => scanner.unplug())
        const serial = await attaches(lab, 'qr-scanner', plugInAcmScanner)
        await lab.terminal.goToPresent()
        await passes(lab, async () => {
          serial.scan(await lab.newCode())
        })
        await detaches(lab, 'qr-scanner', () => {
          serial.unplug()
        })
        assertNothingCrashed(lab)
      },
    },
  ]
}

/** A code goes on and on, report after report, until the screen says "reading…". */
async function readUntilReading(terminal: LabTerminal, scanner: UhidScanner): Promise<void> {
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
}

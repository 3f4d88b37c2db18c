import { expect, test } from './support/fixtures.ts'
import { reasonsOf } from './support/journal.ts'
import type { Bench } from './support/sandbox.ts'
import { expectScreen, titleOf } from './support/screens.ts'
import { briskly, type Terminal } from './support/terminal.ts'

/** Slow and disturbed devices: it takes longer, or the terminal says that nothing was read, and it never hangs. */

/** A card or document on a disturbed reader takes some seconds. */
const reading = 30_000

const passed = ({ page }: Terminal) =>
  page.getByRole('heading', { level: 1, name: titleOf('pass'), exact: true }).isVisible()

const rejections = (terminal: Terminal, before: number) =>
  reasonsOf(terminal.events('check.rejected', before))

test.describe('a scanner', () => {
  test('that is slow is waited for, and the code passes', async ({ terminal, sandbox }) => {
    const before = terminal.journal().length
    await terminal.walkTo('present')
    await sandbox.bench.setScannerFaults({ slowness: 700 })
    await sandbox.bench.scan({ text: await sandbox.newCode() })
    await terminal.expectStage('reading')
    await terminal.expectScreen('pass')
    expect(rejections(terminal, before)).toEqual([])
  })

  test('so slow that the rest of a code does not come asks for it again', async ({ terminal, sandbox }) => {
    const before = terminal.journal().length
    await terminal.walkTo('present')
    await sandbox.bench.setScannerFaults({ slowness: 10_000 })
    const text = await sandbox.newCode()
    await sandbox.bench.scan({ text })
    await terminal.expectStage('read-again')
    expect(rejections(terminal, before)).toEqual(['incomplete'])
    // What it had not delivered is lost with its plug.
    await sandbox.bench.unplug()
    await sandbox.bench.setScannerFaults({})
    await sandbox.bench.plug()
    await expect.poll(() => terminal.events('device.attached', before)).toHaveLength(1)
    await sandbox.bench.scan({ text })
    await terminal.expectScreen('pass')
  })

  test('that puts strange reports into every code reads none, says so, and reads the next when it is quiet', async ({
    terminal,
    sandbox,
  }) => {
    const before = terminal.journal().length
    await terminal.walkTo('present')
    await sandbox.bench.setScannerFaults({ noise: 1 })
    const text = await sandbox.newCode()
    for (let scan = 0; scan < 3; scan++) {
      const sofar = rejections(terminal, before).length
      await sandbox.bench.scan({ text })
      await expect.poll(() => rejections(terminal, before).length).toBeGreaterThan(sofar)
      await terminal.expectStage('not-a-code')
    }
    expect(terminal.events('check.complete', before)).toEqual([])
    await sandbox.bench.setScannerFaults({})
    await sandbox.bench.scan({ text })
    await terminal.expectScreen('pass')
  })

  test('that is disturbed now and then reads the right code or says that it is none', async ({
    terminal,
    sandbox,
  }) => {
    const before = terminal.journal().length
    await terminal.walkTo('present')
    await sandbox.bench.setScannerFaults({ noise: 0.4 })
    const text = await sandbox.newCode()
    // Of a code in two reports more than half get through: not one of thirty does once in a hundred thousand million runs.
    for (let scan = 0; scan < 30 && !(await passed(terminal)); scan++) {
      const sofar = rejections(terminal, before).length
      await sandbox.bench.scan({ text })
      await expect
        .poll(async () => (await passed(terminal)) || rejections(terminal, before).length > sofar, {
          message: 'something is said of every scan',
          timeout: 10_000,
          intervals: briskly,
        })
        .toBe(true)
    }
    await terminal.expectScreen('pass')
    const known = new Set(['malformed-report', 'not-a-code', 'incomplete', 'too-long'])
    expect(rejections(terminal, before).filter((reason) => !known.has(String(reason)))).toEqual([])
  })
})

test('a card reader with noise before every answer, and a slow one, read the card', async ({
  terminal,
  sandbox: { bench },
}) => {
  await terminal.walkToCard()
  await bench.setReaderFaults({ noise: 48, slowness: 2 })
  await bench.layCard('test-1')
  await terminal.expectScreen('pass', reading)
})

test.describe('a reader of travel documents', () => {
  const lay = async (terminal: Terminal, bench: Bench, noise: number) => {
    await bench.scan({ mrz: 'exit-entry-permit' })
    await expectScreen(terminal.page, 'present', { method: 'travel-document', documentKey: true })
    await bench.setDocumentFaults({ noise })
    await bench.layDocument('exit-entry-permit')
  }

  test.beforeEach(async ({ sandbox: { bench } }) => {
    await bench.carryDocuments(null)
    await bench.plugDocumentReader()
  })

  test('that loses an answer now and then reads on, to the end', async ({ terminal, sandbox: { bench } }) => {
    const before = terminal.journal().length
    await terminal.walkToDocument()
    await lay(terminal, bench, 0.03)
    await terminal.expectScreen('pass', reading)
    expect(terminal.events('check.complete', before)).toMatchObject([
      { fields: { evidence: 'travel-document', verdict: 'pass' } },
    ])
  })

  test('that makes out no answer at all gives up and says so; quiet again, it reads', async ({
    terminal,
    sandbox: { bench },
  }) => {
    const before = terminal.journal().length
    await terminal.walkToDocument()
    await lay(terminal, bench, 1)
    await terminal.expectStage('document-unusable', reading)
    expect(terminal.events('check.complete', before)).toEqual([])
    await bench.liftDocument()
    await lay(terminal, bench, 0)
    await terminal.expectScreen('pass', reading)
  })
})

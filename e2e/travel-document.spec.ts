import { type TestPcscd, testPcscd } from '../drivers/pcsc/pcscd.fake.ts'
import type { ChipProfileId } from '../sandbox/bench/chips/profiles.ts'
import { expect, test as base } from './support/fixtures.ts'
import { reasonsOf } from './support/journal.ts'
import { expectScreen } from './support/screens.ts'
import { longestStart, startTerminal, type Terminal } from './support/terminal.ts'

/**
 * Travel documents through the system's own PC/SC service: pcscd, with vsmartcard's virtual readers, to which the bench
 * carries its chips. The reader on the bench's own link is unplugged.
 */
const test = base.extend<object, { readonly pcscd: TestPcscd }>({
  pcscd: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const pcscd = await testPcscd()
      await pcscd.start()
      await use(pcscd)
      await pcscd.close()
    },
    { scope: 'worker' },
  ],
  sharedTerminal: [
    async ({ sandbox, delays, pcscd }, use) => {
      await sandbox.bench.unplugDocumentReader()
      await sandbox.bench.carryDocuments(pcscd.ports[0])
      const terminal = await startTerminal({
        sandbox,
        delays,
        environment: { PCSCLITE_CSOCK_NAME: pcscd.socket },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

/** A slow chip with a small buffer takes some seconds. */
const reading = 20_000

/** To where the document itself is waited for: its key was read off the page. */
async function walkToReader(terminal: Terminal, scanZone: () => Promise<unknown>): Promise<void> {
  await terminal.walkToDocument()
  await scanZone()
  await expectScreen(terminal.page, 'present', { method: 'travel-document', documentKey: true })
}

test.describe('a travel document on a PC/SC reader', () => {
  // The bench's other good documents pass in the tests below. Each of its documents, forged or not, is read by
  // drivers/emrtd/independent-chips.test.ts; that one reported lost fails is the platform's own test.
  const verdicts: readonly (readonly [ChipProfileId, 'pass' | 'fail'])[] = [
    ['chinese-passport', 'pass'],
    ['expired', 'fail'],
  ]
  for (const [document, verdict] of verdicts) {
    test(`${document}: ${verdict}`, async ({ terminal, sandbox }) => {
      const before = terminal.journal().length
      await walkToReader(terminal, () => sandbox.bench.scan({ mrz: document }))
      await sandbox.bench.layDocument(document)
      await terminal.expectScreen(verdict, reading)
      expect(terminal.events('check.init', before)).toMatchObject([{ fields: { authMode: 'D02' } }])
      expect(terminal.events('check.complete', before)).toMatchObject([
        { fields: { evidence: 'travel-document', verdict } },
      ])
      expect(terminal.events('journey.document-consent', before)).toHaveLength(1)
    })
  }

  const forgeries: readonly (readonly [ChipProfileId, string])[] = [
    ['clone', 'chip-not-genuine'],
    ['forged-sod', 'document-not-trusted'],
  ]
  test('forged documents are not sent anywhere, each for its own reason, and a true one then passes', async ({
    terminal,
    sandbox,
  }) => {
    test.setTimeout(120_000)
    const before = terminal.journal().length
    await terminal.walkToDocument()
    const lay = async (document: ChipProfileId) => {
      await sandbox.bench.scan({ mrz: document })
      await expectScreen(terminal.page, 'present', { method: 'travel-document', documentKey: true })
      await sandbox.bench.layDocument(document)
    }
    // On a busy machine a reading may break off and begin again by itself; that is no judgement of the document.
    const judgements = () =>
      reasonsOf(terminal.events('check.rejected', before)).filter((reason) => reason !== 'read-interrupted')
    const reasons: string[] = []
    for (const [document, reason] of forgeries) {
      reasons.push(reason)
      await lay(document)
      await terminal.expectStage('document-unusable', reading)
      expect(judgements(), document).toEqual(reasons)
      await sandbox.bench.liftDocument()
    }
    expect(terminal.events('check.complete', before)).toEqual([])
    await lay('exit-entry-permit')
    await terminal.expectScreen('pass', reading)
    expect(terminal.events('check.complete', before)).toHaveLength(1)
  })
})

test('a document that lies there before its key is known is read as soon as it is', async ({
  terminal,
  sandbox,
}) => {
  await terminal.walkToDocument()
  await sandbox.bench.layDocument('exit-entry-permit')
  await sandbox.bench.scan({ mrz: 'exit-entry-permit' })
  await terminal.expectScreen('pass', reading)
})

test('the zone of another document does not open this one; its own does', async ({ terminal, sandbox }) => {
  await walkToReader(terminal, () => sandbox.bench.scan({ mrz: 'chinese-passport' }))
  await sandbox.bench.layDocument('exit-entry-permit')
  await terminal.expectStage('document-key-wrong', reading)
  await sandbox.bench.scan({ mrz: 'exit-entry-permit' })
  await terminal.expectScreen('pass', reading)
})

test('a 网证 code is no zone; the journey stays', async ({ terminal, sandbox }) => {
  await terminal.walkToDocument()
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectStage('not-a-document-key')
})

test('a document lifted in mid-read is read on when it is laid back', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  await walkToReader(terminal, () => sandbox.bench.scan({ mrz: 'pace-brainpool' }))
  await sandbox.bench.setDocumentFaults({ liftedAt: 8 })
  await sandbox.bench.layDocument('pace-brainpool')
  await terminal.expectStage('lay-back', reading)
  await sandbox.bench.setDocumentFaults({})
  await sandbox.bench.layDocument('pace-brainpool')
  await terminal.expectScreen('pass', reading)
  expect(terminal.events('check.rejected', before)).toEqual([])
})

test('a document in a disturbed field is read to its end, whatever answers are lost', async ({
  terminal,
  sandbox,
}) => {
  await walkToReader(terminal, () => sandbox.bench.scan({ mrz: 'exit-entry-permit' }))
  await sandbox.bench.setDocumentFaults({ noise: 0.03 })
  await sandbox.bench.layDocument('exit-entry-permit')
  await terminal.expectScreen('pass', 2 * reading)
})

test('a service that is killed in mid-read and started again: the document is asked for again, and passes', async ({
  terminal,
  sandbox,
  pcscd,
}) => {
  const before = terminal.journal().length
  await walkToReader(terminal, () => sandbox.bench.scan({ mrz: 'slow-small-buffer' }))
  await sandbox.bench.setDocumentFaults({ slowness: 100 })
  await sandbox.bench.layDocument('slow-small-buffer')
  await terminal.expectStage('reading', reading)
  await pcscd.kill()
  await expect
    .poll(() => terminal.events('pcsc.state', before).map(({ fields }) => fields['state']))
    .toContain('not-running')
  await terminal.expectStage('absent', reading)
  await sandbox.bench.setDocumentFaults({})
  await pcscd.start()
  await terminal.expectScreen('pass', reading)
})

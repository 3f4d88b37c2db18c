import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestPcscd, testPcscd } from '../../drivers/pcsc/pcscd.fake.ts'
import { pseudoTerminals, type Pty } from '../../drivers/serial/pty.fake.ts'
import { takenMessage } from '../../drivers/trusted-qr/example-module.fake.ts'
import { type ChipProfileId, chipProfiles } from '../../sandbox/bench/chips/profiles.ts'
import { printed } from '../../sandbox/bench/chips/travel-document.ts'
import { longNameCard } from '../../sandbox/platform/resident-cards.ts'
import { expect } from '../support/fixtures.ts'
import { expectScreen } from '../support/screens.ts'
import { entryViews, openEntry, tapControl, tapKeys } from '../support/secure-entry.ts'
import type { RecordingProxy } from '../support/recording-proxy.ts'
import { longestStart, startTerminal, type Terminal } from '../support/terminal.ts'
import { test as watchedTest } from './canary-terminal.ts'
import type { Secret } from './encodings.ts'
import { whileHostsHave } from './held-host.ts'
import { searchTerminal } from './places.ts'
import { searchFor } from './search.ts'

interface Cables {
  readonly scanner: Pty
  readonly trustedModule: Pty
}

/**
 * Known names, numbers and zones through the other drivers: a resident card, print and chip of a travel document on a
 * reader of the system's own PC/SC service, its key typed, a serial scanner, a module with a security chip. What only
 * has a driver where a kernel has the device, a wedge, a keypad and a reader on USB, is searched in the device lab.
 */
const test = watchedTest.extend<object, { readonly cables: Cables; readonly pcscd: TestPcscd }>({
  cables: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-pty-'))
      const ptys = pseudoTerminals()
      await use({
        scanner: await ptys.plug(join(folder, 'scanner')),
        trustedModule: await ptys.plug(join(folder, 'module')),
      })
      await ptys.unplugAll()
      await ptys.end()
      rmSync(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
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
  watched: [
    async ({ sandbox, network, cables, pcscd }, use) => {
      const terminal = await startTerminal({
        sandbox,
        platform: network.url,
        devices: {
          scanners: [
            { kind: 'hid' },
            { kind: 'serial', path: cables.scanner.port, baud: 115_200, end: 'cr' },
            {
              kind: 'trusted-serial',
              protocol: 'example',
              path: cables.trustedModule.port,
              baud: 115_200,
            },
          ],
          keypads: [],
          cardReaders: [],
          // The face is read last, so that there is a moment in which the host has the zone and still reads.
          documentReaders: [{ kind: 'pcsc', compareFace: true }],
        },
        environment: { PCSCLITE_CSOCK_NAME: pcscd.socket },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

const reading = 20_000

/** What is known of a travel document beforehand. */
interface KnownDocument {
  readonly typed: { readonly documentNumber: string; readonly birth: string; readonly expiry: string }
  /**
   * What opens the chip: number, birth and expiry, each with its check digit. The number is a secret by itself, as it is
   * typed; a date by itself, of six digits, would be found anywhere.
   */
  readonly key: readonly Secret[]
  readonly holder: readonly Secret[]
}

function known(id: ChipProfileId): KnownDocument {
  const { zone, key } = printed(chipProfiles[id], new Date())
  const { surname, givenNames } = chipProfiles[id].holder
  return {
    typed: key,
    key: [
      { name: 'number', text: key.documentNumber },
      { name: 'key', text: zone.information.slice(key.documentNumber.length) },
    ],
    holder: [{ name: 'holder', text: `${surname}<<${givenNames}` }],
  }
}

/** A terminal, and what passed between it and the platform. */
interface Watched {
  readonly watched: Terminal
  readonly network: RecordingProxy
}

/** Waits until the device host has all of these, and finds them nowhere else. */
async function expectInHostAlone({ watched, network }: Watched, secrets: readonly Secret[]): Promise<void> {
  const { findings } = await whileHostsHave({ terminal: watched }, secrets, () =>
    searchTerminal(watched, searchFor(secrets), network.recorded()),
  )
  expect(Object.keys(findings)).toEqual(['memory of device-host'])
}

/** Found nowhere, at the verdict and at the start screen after it. */
async function expectNothingLeft({ watched, network }: Watched, secrets: readonly Secret[]): Promise<void> {
  const search = searchFor(secrets)
  expect(searchTerminal(watched, search, network.recorded()).findings).toEqual({})
  await watched.walkTo('attract')
  expect(searchTerminal(watched, search, network.recorded()).findings).toEqual({})
}

async function expectDocumentAwaited({ watched }: Watched): Promise<void> {
  await expectScreen(watched.page, 'present', { method: 'travel-document', documentKey: true })
}

test.describe('a travel document', () => {
  test('its zone scanned, on a reader of the PC/SC service: the device host alone ever holds key or holder', async ({
    watched,
    network,
    sandbox,
    pcscd,
  }) => {
    const what = { watched, network }
    const document = 'pace-brainpool'
    const { surname, givenNames } = chipProfiles[document].holder
    const { key, holder } = known(document)
    const parts = [
      { name: 'surname', text: surname },
      { name: 'given names', text: givenNames },
    ]
    await sandbox.bench.unplugDocumentReader()
    await sandbox.bench.carryDocuments(pcscd.ports[0])
    await watched.walkToDocument()
    await sandbox.bench.scan({ mrz: document })
    await expectDocumentAwaited(what)
    await expectInHostAlone(what, key)
    await sandbox.bench.setDocumentFaults({ slowness: 60 })
    await sandbox.bench.layDocument(document)
    await expectInHostAlone(what, [...key, ...holder, ...parts])
    await sandbox.bench.setDocumentFaults({})
    await watched.expectScreen('pass', reading)
    await expectNothingLeft(what, [...key, ...holder, ...parts])
  })

  test('its key typed: the device host alone ever holds it', async ({ watched, network, sandbox }) => {
    const what = { watched, network }
    const document = 'exit-entry-permit'
    const { key, holder, typed } = known(document)
    await sandbox.bench.carryDocuments(null)
    await sandbox.bench.plugDocumentReader()
    await watched.walkToDocument()
    const view = await openEntry(watched)
    await tapKeys(view, typed.documentNumber)
    await tapControl(view, 'next')
    await tapKeys(view, typed.birth)
    await tapKeys(view, typed.expiry)
    await expectInHostAlone(what, key.slice(0, 1))
    await tapControl(view, 'confirm')
    await expectDocumentAwaited(what)
    expect(entryViews(watched)).toEqual([])
    await expectInHostAlone(what, key)
    await sandbox.bench.layDocument(document)
    await watched.expectScreen('pass', reading)
    await expectNothingLeft(what, [...key, ...holder])
  })
})

test('a resident card: the device host alone ever holds name, number, birth or address', async ({
  watched,
  network,
  sandbox,
}) => {
  const what = { watched, network }
  const { name, number } = longNameCard
  const person: readonly Secret[] = [
    { name: 'name', text: name },
    { name: 'number', text: number },
    { name: 'birth', text: number.slice(6, 14) },
    { name: 'address', text: '测试省测试市测试路1号' },
  ]
  const before = watched.journal().length
  await watched.walkToCard()
  // The text comes, and of the photo behind it the beginning: the rest is waited for.
  await sandbox.bench.setReaderFaults({ cutAfter: 400 })
  await sandbox.bench.layCard('long-name')
  await expectInHostAlone(what, person)
  await sandbox.bench.unplugReader()
  await watched.expectStage('absent')
  expect(watched.events('check.rejected', before)).toMatchObject([{ fields: { reason: 'device-gone' } }])
  expect(searchTerminal(watched, searchFor(person), network.recorded()).findings).toEqual({})
  await sandbox.bench.setReaderFaults({})
  await sandbox.bench.liftCard()
  await sandbox.bench.plugReader()
  await sandbox.bench.layCard('long-name')
  await watched.expectScreen('pass', reading)
  await expectNothingLeft(what, person)
})

test('a code from a serial scanner: the device host alone ever holds it', async ({
  watched,
  network,
  sandbox,
  cables,
}) => {
  const what = { watched, network }
  const code = await sandbox.newCode()
  const secrets = [{ name: 'code', text: code }]
  await watched.walkTo('present')
  await cables.scanner.send(code.slice(0, 40))
  await expectInHostAlone(what, secrets)
  await watched.expectStage('read-again')
  await cables.scanner.send(`${code}\r`)
  await watched.expectScreen('pass')
  await expectNothingLeft(what, secrets)
})

test('a block from a module with a security chip: the device host alone ever holds it', async ({
  watched,
  network,
  cables,
}) => {
  const what = { watched, network }
  const block = randomBytes(48).toString('base64url')
  const secrets = [{ name: 'block', text: block }]
  const message = takenMessage(Buffer.from(block))
  await watched.walkTo('present')
  await cables.trustedModule.send(message.subarray(0, -8))
  await expectInHostAlone(what, secrets)
  await watched.expectStage('read-again')
  await cables.trustedModule.send(message)
  // The sandbox's platform knows no module.
  await watched.expectScreen('fail')
  await expectNothingLeft(what, secrets)
})

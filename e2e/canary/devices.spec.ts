import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pseudoTerminals, type Pty } from '../../drivers/serial/pty.fake.ts'
import { chipProfiles } from '../../sandbox/bench/chips/profiles.ts'
import { printed } from '../../sandbox/bench/chips/travel-document.ts'
import { addressOnCards } from '../../sandbox/bench/sam/cards.ts'
import { citizensCards } from '../../sandbox/platform/resident-cards.ts'
import { expect } from '../support/fixtures.ts'
import { connectedTo } from '../support/processes.ts'
import { expectScreen } from '../support/screens.ts'
import { entryViews, openEntry, tapControl, tapKeys } from '../support/secure-entry.ts'
import { longestStart, startTerminal, type Terminal } from '../support/terminal.ts'
import { test as watchedTest } from './canary-terminal.ts'
import { searchTerminal } from './places.ts'
import { type Search, searchFor } from './search.ts'

/**
 * Known identities through the other drivers: a resident card, print and chip of a travel document, its key typed, a
 * serial scanner.
 */
const test = watchedTest.extend<object, { readonly cable: Pty }>({
  cable: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-pty-'))
      const ptys = pseudoTerminals()
      await use(await ptys.plug(join(folder, 'scanner')))
      await ptys.unplugAll()
      await ptys.end()
      rmSync(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ sandbox, network, cable }, use) => {
      const serial = { kind: 'serial', path: cable.port, baud: 115_200, end: 'cr' } as const
      const terminal = await startTerminal({
        sandbox,
        platform: network.url,
        devices: {
          scanners: [{ kind: 'hid' }, serial],
          keypads: [],
          cardReaders: [],
          documentReaders: [],
        },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

const reading = 20_000
const hostAlone = ['memory of device-host']
const document = 'exit-entry-permit'
const paper = printed(chipProfiles[document], new Date())
const { documentNumber, birth, expiry } = paper.key
const { surname, givenNames } = chipProfiles[document].holder

/** What opens the chip: number, birth and expiry, each with its check digit, as the reader puts them together. */
const key = searchFor([{ name: 'key of the document', text: paper.zone.information }])
/** Of what is printed, and what the chip holds, that which stands nowhere else. */
const identity = searchFor([
  { name: 'holder', text: `${surname}<<${givenNames}` },
  { name: 'number', text: documentNumber },
  { name: 'key of the document', text: paper.zone.information },
])

async function expectDocumentAwaited({ page }: Terminal): Promise<void> {
  await expectScreen(page, 'present', { method: 'travel-document', documentKey: true })
}

/** Where it is found, everywhere; the host that has the readers is held still meanwhile. */
function whileHeldStill(terminal: Terminal, port: number, search: Search, network: Uint8Array): string[] {
  const host = connectedTo(
    port,
    terminal.processes().filter(({ kind }) => kind === 'device-host'),
  )
  if (!host) throw new Error('no device host has the readers')
  process.kill(host.pid, 'SIGSTOP')
  try {
    return Object.keys(searchTerminal(terminal, search, network).findings)
  } finally {
    process.kill(host.pid, 'SIGCONT')
  }
}

test('a travel document: from its print to its last answer the device host alone holds it; after the check nobody does', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const places = (search: Search) =>
    whileHeldStill(terminal, sandbox.ready.virtualDevicesPort, search, network.recorded())
  await terminal.walkToDocument()
  await sandbox.bench.scan({ mrz: document })
  await expectDocumentAwaited(terminal)
  expect(places(key)).toEqual(hostAlone)
  // Slow enough to be met in the middle.
  await sandbox.bench.setDocumentFaults({ slowness: 300 })
  await sandbox.bench.layDocument(document)
  await terminal.expectStage('reading')
  expect(places(identity)).toEqual(hostAlone)
  await sandbox.bench.setDocumentFaults({})
  await terminal.expectScreen('pass', reading)
  expect(searchTerminal(terminal, identity, network.recorded()).findings).toEqual({})
  await terminal.walkTo('attract')
  expect(searchTerminal(terminal, identity, network.recorded()).findings).toEqual({})
})

test('the key of a travel document, typed: the device host alone holds it, and after the check nobody', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  await terminal.walkToDocument()
  const view = await openEntry(terminal)
  await tapKeys(view, documentNumber)
  await tapControl(view, 'next')
  await tapKeys(view, birth)
  await tapKeys(view, expiry)
  await tapControl(view, 'confirm')
  await expectDocumentAwaited(terminal)
  expect(entryViews(terminal)).toEqual([])
  const { virtualDevicesPort } = sandbox.ready
  expect(whileHeldStill(terminal, virtualDevicesPort, key, network.recorded())).toEqual(hostAlone)
  const typed = searchFor([
    { name: 'number', text: documentNumber },
    { name: 'key of the document', text: paper.zone.information },
  ])
  expect(whileHeldStill(terminal, virtualDevicesPort, typed, network.recorded())).toEqual(hostAlone)
  await sandbox.bench.layDocument(document)
  await terminal.expectScreen('pass', reading)
  expect(searchTerminal(terminal, identity, network.recorded()).findings).toEqual({})
})

test('a code from a serial scanner leaves nothing', async ({
  watched: terminal,
  network,
  sandbox,
  cable,
}) => {
  const code = await sandbox.newCode()
  await terminal.walkTo('present')
  await cable.send(`${code}\r`)
  await terminal.expectScreen('pass')
  const search = searchFor([{ name: 'code', text: code }])
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
})

test('a resident card: while its text is read the device host alone holds it; after the check nobody does', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const card = citizensCards.find(({ person }) => person === 'test-1')
  if (!card) throw new Error('there is no such card')
  const search = searchFor([
    { name: 'number', text: card.number },
    { name: 'birth and number', text: card.number.slice(6) },
    // As it stands on the card, with the spaces behind it: three characters alone are too few to be told from chance.
    { name: 'name', text: card.name.padEnd(5) },
    { name: 'address', text: addressOnCards },
  ])
  await terminal.walkToCard()
  // The answer with the text stops short of the photograph: the reader waits for the rest, the text before it.
  await sandbox.bench.setReaderFaults({ cutAfter: 900 })
  await sandbox.bench.layCard('test-1')
  await terminal.expectStage('reading')
  await expect
    .poll(() => whileHeldStill(terminal, sandbox.ready.virtualDevicesPort, search, network.recorded()), {
      timeout: reading,
    })
    .toEqual(hostAlone)
  await sandbox.bench.setReaderFaults({})
  await sandbox.bench.liftCard()
  await sandbox.bench.layCard('test-1')
  await terminal.expectScreen('pass', reading)
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
  await terminal.walkTo('attract')
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
})

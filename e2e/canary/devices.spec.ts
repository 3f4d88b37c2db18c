import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pseudoTerminals, type Pty } from '../../drivers/serial/pty.fake.ts'
import { chipProfiles } from '../../sandbox/bench/chips/profiles.ts'
import { printed } from '../../sandbox/bench/chips/travel-document.ts'
import { citizensCards } from '../../sandbox/platform/resident-cards.ts'
import { expect } from '../support/fixtures.ts'
import { expectScreen } from '../support/screens.ts'
import { entryViews, openEntry, tapControl, tapKeys } from '../support/secure-entry.ts'
import { longestStart, startTerminal, type Terminal } from '../support/terminal.ts'
import { test as watchedTest } from './canary-terminal.ts'
import { searchTerminal } from './places.ts'
import { searchFor } from './search.ts'

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
const document = 'exit-entry-permit'
const paper = printed(chipProfiles[document], new Date())
const { documentNumber, birth, expiry } = paper.key
const zone = paper.zone.lines.join('')
/** Of what is printed, and what the chip holds, that which stands nowhere else. */
const identity = searchFor([
  {
    name: 'holder',
    text: `${chipProfiles[document].holder.surname}<<${chipProfiles[document].holder.givenNames}`,
  },
  { name: 'birth and expiry', text: zone.slice(zone.indexOf(birth), zone.indexOf(expiry) + 7) },
])

async function expectDocumentAwaited({ page }: Terminal): Promise<void> {
  await expectScreen(page, 'present', { method: 'travel-document', documentKey: true })
}

test('a travel document: while its key is known the device host alone holds it; after the check nobody does', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  await terminal.walkToDocument()
  await sandbox.bench.scan({ mrz: document })
  await expectDocumentAwaited(terminal)
  expect(searchTerminal(terminal, identity, network.recorded()).findings).toEqual({})
  await sandbox.bench.layDocument(document)
  await terminal.expectScreen('pass', reading)
  expect(searchTerminal(terminal, identity, network.recorded()).findings).toEqual({})
  await terminal.walkTo('attract')
  expect(searchTerminal(terminal, identity, network.recorded()).findings).toEqual({})
})

test('the key of a travel document, typed: the device host alone ever holds it', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const search = searchFor([{ name: 'dates', text: `${birth}${expiry}` }])
  await terminal.walkToDocument()
  const view = await openEntry(terminal)
  await tapKeys(view, documentNumber)
  await tapControl(view, 'next')
  await tapKeys(view, birth)
  await tapKeys(view, expiry)
  await tapControl(view, 'confirm')
  await expectDocumentAwaited(terminal)
  expect(entryViews(terminal)).toEqual([])
  const others = (findings: object) =>
    Object.keys(findings).filter((place) => place !== 'memory of device-host')
  expect(others(searchTerminal(terminal, search, network.recorded()).findings)).toEqual([])
  await sandbox.bench.layDocument(document)
  await terminal.expectScreen('pass', reading)
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
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

test('after a resident card was checked, nothing of it is left anywhere', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const card = citizensCards.find(({ citizen }) => citizen === 'test-1')
  if (!card) throw new Error('there is no such card')
  const search = searchFor([{ name: 'card number', text: card.number }])
  await terminal.walkToCard()
  await sandbox.bench.layCard('test-1')
  await terminal.expectScreen('pass', reading)
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
  await terminal.walkTo('attract')
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
})

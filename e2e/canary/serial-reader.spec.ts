import { mkdtempSync, rmSync } from 'node:fs'
import { systemClock } from '../../drivers/clock.ts'
import { pseudoTerminals, type Pty, type Ptys } from '../../drivers/serial/pty.fake.ts'
import { issuedResidentCard } from '../../sandbox/bench/sam/cards.ts'
import { type VirtualSam, virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { citizensCards } from '../../sandbox/platform/resident-cards.ts'
import { expect } from '../support/fixtures.ts'
import { longestStart, startTerminal } from '../support/terminal.ts'
import { test as watchedTest } from './canary-terminal.ts'
import { searchTerminal } from './places.ts'
import { searchFor } from './search.ts'

/** Not the first rate that is tried: the reader is looked for. */
const samRate = 38_400

/** A port without a SAM is looked at every five seconds, for a second and a quarter; on a busy machine twice (ms). */
const looking = 20_000
const reading = 20_000

/** A resident card reader that can be unplugged from its serial port and plugged in again. */
interface SerialReader {
  readonly port: string
  readonly sam: VirtualSam
  plug(): Promise<void>
  unplug(): Promise<void>
}

/** @param port a name for it, under which alone the terminal knows it */
function serialReader(ptys: Ptys, port: string): SerialReader {
  let cable: Pty | null = null
  const send = (octets: Uint8Array) => void cable?.send(octets, samRate)
  const sam = virtualSam({ clock: systemClock, send })
  return {
    port,
    sam,
    plug: async () => {
      cable = await ptys.plug(port, (octets, baudRate) => {
        if (baudRate === samRate) sam.receive(octets)
        // What a SAM makes of noise is noise to the terminal.
        else send(octets)
      })
    },
    unplug: async () => {
      sam.unplug()
      await cable?.unplug()
    },
  }
}

const test = watchedTest.extend<object, { readonly reader: SerialReader }>({
  reader: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      // A port of a terminal's is named in /dev, and this is where anybody may name one.
      const folder = mkdtempSync('/dev/shm/serial-reader-')
      const ptys = pseudoTerminals()
      const reader = serialReader(ptys, `${folder}/sam`)
      await reader.plug()
      await use(reader)
      await ptys.unplugAll()
      await ptys.end()
      rmSync(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ sandbox, network, reader: { port } }, use) => {
      const terminal = await startTerminal({
        sandbox,
        platform: network.url,
        devices: {
          scanners: [{ kind: 'hid' }],
          keypads: [],
          cardReaders: [{ kind: 'serial', path: port }],
          documentReaders: [],
        },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

const issued = citizensCards.find(({ person }) => person === 'test-1')
if (!issued) throw new Error('there is no such card')
const card = issuedResidentCard(issued)
const search = searchFor([{ name: 'card number', text: issued.number }])

// The serial reader is the only one.
test.beforeEach(async ({ sandbox }) => {
  await sandbox.bench.unplugReader()
})

test('a serial reader that is unplugged while it reads a card is said to be away, and is found again', async ({
  watched: terminal,
  reader,
}) => {
  await terminal.walkToCard(looking)
  // Slow, but not too slow: it is to be reading when it is unplugged.
  reader.sam.setFaults({ slowness: 2 })
  reader.sam.lay(card)
  await terminal.expectStage('reading')
  await reader.unplug()
  await terminal.expectStage('absent')
  reader.sam.lift()
  reader.sam.setFaults({})
  await reader.plug()
  await terminal.expectStage('ready', looking)
})

// The last one: while a search goes on, the reader answers nothing.
test('a resident card on a serial reader passes, and nothing of it is left anywhere', async ({
  watched: terminal,
  network,
  reader: { sam },
}) => {
  await terminal.walkToCard(looking)
  sam.lay(card)
  await terminal.expectScreen('pass', reading)
  expect(sam.asked).toContain('3001')
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
})

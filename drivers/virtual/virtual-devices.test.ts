import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { noFaults } from '../../sandbox/bench/sam/faults.ts'
import { openBenchDocuments } from '../../sandbox/bench/bench-documents.ts'
import type { ChipProfileId } from '../../sandbox/bench/chips/profile-ids.ts'
import { noDocumentFaults } from '../../sandbox/bench/document-faults.ts'
import { openVirtualDevices, type VirtualDevices as Bench } from '../../sandbox/bench/virtual-devices.ts'
import { inputReports } from '../../sandbox/bench/hid-reports.ts'
import { systemRandom } from '../../src/shared/gm/random.ts'
import { readCardContent } from '../../src/shared/resident-card-content.ts'
import { readTravelDocumentEvidence } from '../../src/shared/travel-document-evidence.ts'
import { systemClock } from '../clock.ts'
import { openDocumentReaders } from '../emrtd/document-readers.ts'
import { trustStore } from '../emrtd/trust-store.ts'
import type { PcscReader } from '../pcsc/pcsc-reader.ts'
import { openSamReaders, type SamReader, type SamReaders } from '../resident-card/sam-readers.ts'
import type { SamSource } from '../resident-card/sam-source.ts'
import { connectVirtualDevices } from './virtual-devices.ts'

/** The bench itself, over real TCP: what a development terminal connects to. */
let bench: Bench
const documents = openBenchDocuments(new Date())
const ends: (() => unknown)[] = []

beforeEach(async () => {
  bench = await openVirtualDevices(0, { documents })
  bench.reader.setFaults({ ...noFaults, slowness: 0.02 })
})

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await bench.close()
})

const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 5 })

function watched() {
  const devices = connectVirtualDevices(bench.port, systemClock)
  const lists: (readonly SamSource[])[] = []
  ends.push(devices.sams.watch((sources) => lists.push(sources)))
  const only = async (): Promise<SamSource> => {
    await until(() => {
      expect(lists.at(-1)).toHaveLength(1)
    })
    const [source] = lists.at(-1) ?? []
    if (!source) throw new TypeError('no source')
    return source
  }
  return { devices, lists, only }
}

function heard() {
  const bytes: Uint8Array[] = []
  let gone = 0
  const listener = {
    awaits: true,
    onBytes: (piece: Uint8Array) => {
      bytes.push(piece)
    },
    onGone: () => {
      gone += 1
    },
  }
  return { listener, hex: () => Buffer.concat(bytes).toString('hex'), gone: () => gone }
}

const find = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x03, 0x20, 0x01, 0x22)
const nothing = 'aaaaaa9669000400008084'

describe('the virtual card reader as a device host has it', () => {
  test('is a source among the USB readers, and takes commands and gives answers', async () => {
    const { only } = watched()
    const source = await only()
    expect(source.place).toEqual({ type: 'usb', vendorId: 0x0400, productId: 0xc35a, port: 'virtual' })
    const { listener, hex } = heard()
    const transport = await source.open()
    transport?.listen(listener)
    expect(await transport?.write(find.subarray(0, 4))).toBe(true)
    expect(await transport?.write(find.subarray(4))).toBe(true)
    await until(() => {
      expect(hex()).toBe(nothing)
    })
  })

  test('is opened by one at a time, and again after it was closed', async () => {
    const { only } = watched()
    const source = await only()
    const transport = await source.open()
    expect(await source.open()).toBeNull()
    await transport?.close()
    expect(await transport?.write(find)).toBe(false)
    expect(await source.open()).not.toBeNull()
  })

  test('is gone once when it is unplugged, and another source when it comes back', async () => {
    const { only, lists } = watched()
    const source = await only()
    const { listener, gone } = heard()
    const transport = await source.open()
    transport?.listen(listener)
    bench.reader.unplug()
    await until(() => {
      expect(lists.at(-1)).toEqual([])
    })
    expect(gone()).toBe(1)
    expect(await transport?.write(find)).toBe(false)
    expect(await source.open()).toBeNull()
    bench.reader.plug()
    const again = await only()
    expect(again.key).not.toBe(source.key)
    expect(again.place).toEqual(source.place)
  })

  test('is told again without a change, so that a faulty one is tried again', async () => {
    const { lists, only } = watched()
    await only()
    const before = lists.length
    await until(() => {
      expect(lists.length).toBeGreaterThan(before)
    })
    expect(lists.at(-1)?.map(({ key }) => key)).toEqual(lists[0]?.map(({ key }) => key))
  })

  test('and the scanner share one link and do not see each other', async () => {
    const { devices, only, lists } = watched()
    const scanners: (readonly string[])[] = []
    ends.push(devices.hid.watch((found) => scanners.push(found.map(({ path }) => path))))
    await only()
    await until(() => {
      expect(scanners.at(-1)).toHaveLength(1)
    })
    expect(bench.hosts).toHaveLength(1)
    const reports: Uint8Array[] = []
    const [path = ''] = scanners.at(-1) ?? []
    await devices.hid.open(path, {
      onReport: (report) => {
        reports.push(report)
      },
      onGone: () => undefined,
    })
    bench.send(inputReports('A', Buffer.from('WZ1:')))
    await until(() => {
      expect(reports).toHaveLength(1)
    })
    bench.unplug()
    await until(() => {
      expect(scanners.at(-1)).toEqual([])
    })
    expect(lists.at(-1)).toHaveLength(1)
  })
})

describe('the reader behind the link', () => {
  function readers() {
    const states: (readonly SamReader[])[] = []
    const devices = connectVirtualDevices(bench.port, systemClock)
    const opened: SamReaders = openSamReaders(devices.sams, systemClock, (list) => states.push(list))
    ends.push(() => opened.close())
    return { opened, state: () => states.at(-1)?.[0]?.state }
  }

  test('reads the card that is laid on it', async () => {
    const { opened, state } = readers()
    await until(() => {
      expect(state()).toBe('ready')
    })
    const kinds: (string | undefined)[] = []
    opened.arm({
      onFound: () => undefined,
      onTakeAwayFirst: () => undefined,
      onReaderFailed: () => undefined,
      onRefused: () => undefined,
      onRead: (content) => {
        kinds.push(readCardContent(content)?.kind)
      },
    })
    bench.reader.lay('hong-kong')
    await until(() => {
      expect(kinds).toEqual(['hong-kong-macao-taiwan'])
    })
    expect([...bench.reader.asked]).not.toContain('3010')
  })

  test('refuses the damaged card, and reads the next', async () => {
    const { opened, state } = readers()
    await until(() => {
      expect(state()).toBe('ready')
    })
    const events: string[] = []
    opened.arm({
      onFound: () => undefined,
      onTakeAwayFirst: () => undefined,
      onReaderFailed: () => undefined,
      onRefused: ({ reason }) => {
        events.push(reason)
      },
      onRead: () => {
        events.push('read')
      },
    })
    bench.reader.lay('corrupted')
    await until(() => {
      expect(events).toEqual(['text-invalid'])
    })
    bench.reader.lay('test-1')
    await until(() => {
      expect(events).toEqual(['text-invalid', 'read'])
    })
  })

  test('is faulty while it fails its self-test, and ready again afterwards', async () => {
    bench.reader.setFaults({ ...noFaults, selfTestFailed: true, slowness: 0.02 })
    const { state } = readers()
    await until(() => {
      expect(state()).toBe('faulty')
    })
    bench.reader.setFaults({ ...noFaults, slowness: 0.02 })
    await until(() => {
      expect(state()).toBe('ready')
    })
  })
})

describe('the contactless reader behind the link', () => {
  function reader() {
    const states: (readonly PcscReader[])[] = []
    const events: string[] = []
    const devices = connectVirtualDevices(bench.port, systemClock)
    const parts = { clock: systemClock, random: systemRandom }
    const opened = openDocumentReaders(devices.documents, parts, (list) => states.push(list))
    ends.push(() => opened.close())
    const armed = opened.arm(
      {
        onFound: () => events.push('found'),
        onLifted: () => events.push('lifted'),
        onRefused: (reason) => events.push(reason),
        onRead: (evidence) => {
          const { dg1 } = readTravelDocumentEvidence(evidence) ?? {}
          events.push(dg1 ? Buffer.from(dg1).toString('latin1').slice(5) : 'not evidence')
        },
      },
      trustStore(documents.trustedRoots()),
    )
    const giveKey = (id: ChipProfileId) => {
      armed.giveKey(Buffer.from(documents.printed(id).zone.information, 'ascii'))
    }
    return { events, giveKey, state: () => states.at(-1)?.map((one) => one.state) }
  }
  const zoneOf = (id: ChipProfileId) => documents.printed(id).zone.lines.join('')

  test('reads the document that is laid on it, with the key that is printed in it', async () => {
    const { events, giveKey, state } = reader()
    await until(() => {
      expect(state()).toEqual(['empty'])
    })
    giveKey('pace-brainpool')
    await bench.documentReader.lay('pace-brainpool')
    await until(() => {
      expect(events).toEqual(['found', zoneOf('pace-brainpool')])
    })
  })

  test('refuses a clone', async () => {
    const { events, giveKey } = reader()
    giveKey('clone')
    await bench.documentReader.lay('clone')
    await until(() => {
      expect(events).toEqual(['found', 'chip-not-genuine'])
    })
  })

  test('goes on with a document that is lifted in mid-read and laid back', async () => {
    const { events, giveKey } = reader()
    bench.documentReader.setFaults({ ...noDocumentFaults, liftedAt: 8 })
    giveKey('chinese-passport')
    await bench.documentReader.lay('chinese-passport')
    await until(() => {
      expect(events).toEqual(['found', 'lifted'])
    })
    bench.documentReader.setFaults(noDocumentFaults)
    await bench.documentReader.lay('chinese-passport')
    await until(() => {
      expect(events).toEqual(['found', 'lifted', 'found', zoneOf('chinese-passport')])
    })
  })

  test('is gone when it is unplugged', async () => {
    const { state } = reader()
    await until(() => {
      expect(state()).toEqual(['empty'])
    })
    bench.documentReader.unplug()
    await until(() => {
      expect(state()).toEqual([])
    })
  })
})

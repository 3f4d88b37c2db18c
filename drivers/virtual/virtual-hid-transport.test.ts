import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import type { HidDevice } from '../scanner/hid-transport.ts'
import { writeReport } from '../scanner/reports.fake.ts'
import { fakeBench, type FakeBench } from './bench.fake.ts'
import { virtualHidTransport } from './virtual-hid-transport.ts'

let bench: FakeBench
let stop: () => void = () => undefined

beforeEach(async () => {
  bench = await fakeBench()
})

afterEach(async () => {
  stop()
  await bench.close()
})

function stand() {
  const transport = virtualHidTransport(bench.port, systemClock)
  const lists: (readonly HidDevice[])[] = []
  stop = transport.watch((devices) => lists.push(devices))
  const reports: Uint8Array[] = []
  let gone = 0
  const listener = {
    onReport: (report: Uint8Array) => {
      reports.push(report)
    },
    onGone: () => {
      gone += 1
    },
  }
  const paths = () => lists.at(-1)?.map(({ path }) => path)
  return { transport, lists, paths, reports, listener, gone: () => gone }
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 })

describe('the virtual scanners', () => {
  test('that are plugged in at the bench are listed with their ids, keyboards and the like are not', async () => {
    bench.plug(1, 0x1eab)
    bench.plug(2, 0x1234, 0x01)
    const { lists } = stand()
    bench.plug(3, 0x0c2e)
    await until(() => {
      expect(lists.at(-1)).toEqual([
        { path: 'virtual:1', vendorId: 0x1eab, productId: 0x0010 },
        { path: 'virtual:3', vendorId: 0x0c2e, productId: 0x0010 },
      ])
    })
  })

  test('deliver their reports to whoever opened them, and to nobody before', async () => {
    bench.plug(1)
    const { transport, paths, reports, listener } = stand()
    await until(() => {
      expect(paths()).toEqual(['virtual:1'])
    })
    bench.report(1, writeReport('a', { data: 'early' }))
    bench.plug(2)
    await until(() => {
      expect(paths()).toHaveLength(2)
    })
    await transport.open('virtual:1', listener)
    const report = writeReport('a', { data: 'heard' })
    bench.report(1, report)
    await until(() => {
      expect(reports).toEqual([report])
    })
  })

  test('take feature reports while they are open', async () => {
    bench.plug(1)
    const { transport, paths, listener } = stand()
    await until(() => {
      expect(paths()).toHaveLength(1)
    })
    const connection = await transport.open('virtual:1', listener)
    const bytes = Uint8Array.of(0xfe, 0x01)
    expect(await connection?.sendFeature(bytes)).toBe(true)
    await until(() => {
      expect(bench.received).toEqual([{ type: 'feature', deviceId: 1, bytes }])
    })
    await connection?.close()
    expect(await connection?.sendFeature(bytes)).toBe(false)
  })

  test('are silent after they were closed', async () => {
    bench.plug(1)
    const { transport, paths, reports, listener, gone } = stand()
    await until(() => {
      expect(paths()).toHaveLength(1)
    })
    const connection = await transport.open('virtual:1', listener)
    await connection?.close()
    bench.report(1, writeReport('a', { data: 'late' }))
    bench.unplug(1)
    await until(() => {
      expect(paths()).toEqual([])
    })
    expect(reports).toEqual([])
    expect(gone()).toBe(0)
  })

  test('that are not there cannot be opened', async () => {
    const { transport, listener } = stand()
    expect(await transport.open('virtual:9', listener)).toBeNull()
  })

  test('that are unplugged are gone once, and their neighbour stays', async () => {
    bench.plug(1)
    bench.plug(2)
    const { transport, paths, listener, gone } = stand()
    await until(() => {
      expect(paths()).toHaveLength(2)
    })
    await transport.open('virtual:1', listener)
    bench.unplug(1)
    await until(() => {
      expect(paths()).toEqual(['virtual:2'])
    })
    expect(gone()).toBe(1)
  })

  test('are gone when the link is lost, and back when it is built again', async () => {
    bench.plug(1)
    const { transport, lists, paths, listener, gone } = stand()
    await until(() => {
      expect(paths()).toHaveLength(1)
    })
    await transport.open('virtual:1', listener)
    bench.cut()
    await until(() => {
      expect(gone()).toBe(1)
      expect(paths()).toEqual(['virtual:1'])
    })
    expect(lists.map((list) => list.length)).toEqual([1, 0, 1])
    expect(await transport.open('virtual:1', listener)).not.toBeNull()
  })

  test.each([
    ['no frame at all', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0)],
    ['a frame that only a host may send', Uint8Array.of(0, 0, 0, 6, 0x04, 0, 0, 0, 1, 0)],
  ])('are gone when the bench sends %s, and the link is built again', async (_what, octets) => {
    bench.plug(1)
    const { paths, lists } = stand()
    await until(() => {
      expect(paths()).toHaveLength(1)
    })
    bench.raw(octets)
    await until(() => {
      expect(bench.connections).toBe(2)
      expect(lists.map((list) => list.length)).toEqual([1, 0, 1])
    })
  })

  test('are looked for until the bench is there', async () => {
    const { port } = bench
    await bench.close()
    const { paths } = stand()
    await until(() => {
      expect(paths()).toEqual([])
    })
    bench = await fakeBench(port)
    bench.plug(1)
    await until(() => {
      expect(paths()).toEqual(['virtual:1'])
    })
  })

  test('are not looked for any more after the end', async () => {
    bench.plug(1)
    const { lists, paths } = stand()
    await until(() => {
      expect(paths()).toHaveLength(1)
    })
    stop()
    await until(() => {
      expect(bench.hosts).toBe(0)
    })
    expect(lists).toHaveLength(1)
  })
})

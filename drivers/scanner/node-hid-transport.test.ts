import { EventEmitter } from 'node:events'
import type * as NodeHid from 'node-hid'
import { describe, expect, test, vi } from 'vitest'
import { fakeClock } from '../clock.fake.ts'
import { systemClock } from '../clock.ts'
import type { HidDevice } from './hid-transport.ts'
import { type HidBinding, type HidHandle, nodeHidTransport } from './node-hid-transport.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

function listed(path: string, over: Partial<NodeHid.Device> = {}): NodeHid.Device {
  return {
    path,
    vendorId: 0x05e0,
    productId: 1,
    usagePage: 0x8c,
    usage: 2,
    release: 1,
    interface: 0,
    ...over,
  }
}

/** The package's interface with a machine of the test's own behind it. */
class FakeHandle extends EventEmitter implements HidHandle {
  closed = 0
  refuses = false
  readonly sent: Uint8Array[] = []

  async close(): Promise<void> {
    this.closed += 1
    if (this.closed > 1) throw new TypeError('device is already closed')
  }

  async sendFeatureReport(report: Buffer): Promise<number> {
    if (this.refuses) throw new TypeError('broken pipe')
    this.sent.push(Uint8Array.from(report))
    return report.length
  }

  write(report: Buffer): Promise<number> {
    return this.sendFeatureReport(report)
  }
}

function stand(devices: () => NodeHid.Device[] = () => []) {
  const clock = fakeClock()
  const handle = new FakeHandle()
  const binding: HidBinding = {
    devicesAsync: async () => devices(),
    HIDAsync: {
      open: async (path) => {
        if (path === '/dev/locked') throw new TypeError('cannot open device')
        return handle
      },
    },
  }
  const lists: (readonly HidDevice[])[] = []
  const heard: string[] = []
  const listener = {
    onReport: (report: Uint8Array) => {
      heard.push(Buffer.from(report).toString('hex'))
    },
    onGone: () => {
      heard.push('gone')
    },
  }
  return { clock, handle, lists, heard, listener, transport: nodeHidTransport(clock, async () => binding) }
}

describe("the machine's scanners", () => {
  test('are those with the usage of a bar code scanner, each path once', async () => {
    const { transport, lists } = stand(() => [
      listed('/dev/hidraw0'),
      listed('/dev/hidraw0'),
      listed('/dev/hidraw1', { usagePage: 1, usage: 6 }),
      listed('/dev/hidraw2', { usage: 1 }),
      listed('/dev/hidraw3', { vendorId: 0x1eab }),
      { ...listed('x'), path: undefined },
    ])
    const stop = transport.watch((devices) => lists.push(devices))
    await settled()
    stop()
    expect(lists).toEqual([
      [
        { path: '/dev/hidraw0', vendorId: 0x05e0, productId: 1 },
        { path: '/dev/hidraw3', vendorId: 0x1eab, productId: 1 },
      ],
    ])
  })

  test('are looked for every second, until the end', async () => {
    let devices: NodeHid.Device[] = []
    const { transport, lists, clock } = stand(() => devices)
    const stop = transport.watch((list) => lists.push(list))
    await settled()
    devices = [listed('/dev/hidraw0')]
    clock.pass(1_000)
    await settled()
    expect(lists.map((list) => list.length)).toEqual([0, 1])
    stop()
    clock.pass(10_000)
    await settled()
    expect(lists).toHaveLength(2)
    expect(clock.pending).toBe(0)
  })

  test('stay as they were when the machine cannot be asked', async () => {
    let broken = false
    const { transport, lists, clock } = stand(() => {
      if (broken) throw new TypeError('no udev')
      return [listed('/dev/hidraw0')]
    })
    const stop = transport.watch((list) => lists.push(list))
    await settled()
    broken = true
    clock.pass(1_000)
    await settled()
    broken = false
    clock.pass(1_000)
    await settled()
    stop()
    expect(lists.map((list) => list.length)).toEqual([1, 1])
  })

  test('are none where the native package does not load', async () => {
    const lists: (readonly HidDevice[])[] = []
    const transport = nodeHidTransport(fakeClock(), async () => null)
    const stop = transport.watch((list) => lists.push(list))
    await settled()
    stop()
    expect(lists).toEqual([[]])
    const listener = { onReport: () => undefined, onGone: () => undefined }
    expect(await transport.open('/dev/hidraw0', listener)).toBeNull()
  })

  test('that cannot be opened give no connection', async () => {
    const { transport, listener } = stand()
    expect(await transport.open('/dev/locked', listener)).toBeNull()
  })

  test('deliver reports until they are closed; what still comes is zeroed', async () => {
    const { transport, listener, handle, heard } = stand()
    const connection = await transport.open('/dev/hidraw0', listener)
    handle.emit('data', Buffer.from('0201', 'hex'))
    await connection?.close()
    await connection?.close()
    const late = Buffer.from('0202', 'hex')
    handle.emit('data', late)
    handle.emit('error', 'could not read from HID device')
    expect(heard).toEqual(['0201'])
    expect([...late]).toEqual([0, 0])
    expect(handle.closed).toBe(1)
  })

  test('are gone, once, and closed when a read fails', async () => {
    const { transport, listener, handle, heard } = stand()
    await transport.open('/dev/hidraw0', listener)
    handle.emit('error', 'could not read from HID device')
    handle.emit('error', 'could not read from HID device')
    expect(heard).toEqual(['gone'])
    expect(handle.closed).toBe(1)
  })

  test("do not hide a listener's mistake", async () => {
    const { transport, listener, handle, heard } = stand()
    await transport.open('/dev/hidraw0', listener)
    expect(() => handle.emit('error', new TypeError('a mistake'))).toThrow('a mistake')
    expect(heard).toEqual([])
  })

  test('say whether they took a feature report, or an output report', async () => {
    const { transport, listener, handle } = stand()
    const connection = await transport.open('/dev/hidraw0', listener)
    expect(await connection?.sendFeature(Uint8Array.of(0xfe, 1))).toBe(true)
    expect(await connection?.sendOutput(Uint8Array.of(0x01, 2))).toBe(true)
    expect(handle.sent).toEqual([Uint8Array.of(0xfe, 1), Uint8Array.of(0x01, 2)])
    handle.refuses = true
    expect(await connection?.sendFeature(Uint8Array.of(0xfe, 1))).toBe(false)
    expect(await connection?.sendOutput(Uint8Array.of(0x01, 2))).toBe(false)
  })

  test('are asked of the real package, with whatever this machine has', async () => {
    const lists: (readonly HidDevice[])[] = []
    const transport = nodeHidTransport(systemClock)
    const stop = transport.watch((list) => lists.push(list))
    await vi.waitFor(() => {
      expect(lists).toHaveLength(1)
    })
    stop()
    const listener = { onReport: () => undefined, onGone: () => undefined }
    expect(await transport.open('/dev/hidraw-none', listener)).toBeNull()
  })
})

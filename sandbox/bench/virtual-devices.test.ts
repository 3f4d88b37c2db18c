import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LinkFrame, linkFrameReader, writeLinkFrame } from '../../src/shared/virtual-link.ts'
import { openVirtualDevices, type VirtualDevices } from './virtual-devices.ts'

/** A device host's end of the link. */
interface Host {
  readonly frames: LinkFrame[]
  readonly socket: Socket
}

let devices: VirtualDevices
const hosts: Host[] = []

beforeEach(async () => {
  devices = await openVirtualDevices(0)
})
afterEach(async () => {
  for (const { socket } of hosts.splice(0)) socket.destroy()
  await devices.close()
})

async function connectHost(): Promise<Host> {
  const socket = connect(devices.port, '127.0.0.1')
  const frames: LinkFrame[] = []
  const reader = linkFrameReader()
  socket.on('data', (chunk) => reader.push(chunk, (frame) => frames.push(frame)))
  await once(socket, 'connect')
  const host = { frames, socket }
  const before = devices.hosts.length
  hosts.push(host)
  await expect.poll(() => devices.hosts.length).toBeGreaterThanOrEqual(Math.max(1, before))
  return host
}

const report = Uint8Array.of(2, 1, 0x5d, 0x51, 0x31, 0x41)

describe('the virtual scanner', () => {
  test('is told to a host when it connects, and delivers to it', async () => {
    const { frames } = await connectHost()
    await expect.poll(() => frames.length).toBe(1)
    expect(frames[0]).toMatchObject({
      type: 'attach',
      kind: 'hid',
      usagePage: 0x8c,
      usage: 2,
      vendorId: 0x05e0,
    })
    expect(devices.send([report, report])).toBe(1)
    await expect.poll(() => frames.length).toBe(3)
    expect(frames[2]).toEqual({ type: 'input', deviceId: frames[0]?.deviceId, bytes: report })
  })

  test('delivers to every host, or to the one that is named', async () => {
    const first = await connectHost()
    const second = await connectHost()
    await expect.poll(() => [first.frames.length, second.frames.length]).toEqual([1, 1])
    expect(devices.send([report])).toBe(2)
    const last = devices.hosts.at(-1)?.id ?? 0
    expect(devices.send([report], last)).toBe(1)
    await expect.poll(() => [first.frames.length, second.frames.length]).toEqual([2, 3])
    expect(devices.send([report], 999)).toBe(0)
  })

  test('is gone when it is pulled, and another device when it comes back', async () => {
    const { frames } = await connectHost()
    devices.unplug()
    devices.unplug()
    expect(devices.send([report])).toBe(0)
    devices.plug()
    devices.plug()
    await expect.poll(() => frames.map(({ type }) => type)).toEqual(['attach', 'detach', 'attach'])
    expect(frames[2]?.deviceId).not.toBe(frames[0]?.deviceId)
  })

  test('of another make is another device', async () => {
    const { frames } = await connectHost()
    devices.plug('B')
    await expect.poll(() => frames.length).toBe(3)
    expect(frames[2]).toMatchObject({ type: 'attach', vendorId: 0x1eab, productId: 0x0010 })
  })

  test('that waits for its host reads nothing until the enabling report has come', async () => {
    devices.plug('A-enabled')
    const { frames, socket } = await connectHost()
    await expect.poll(() => frames.length).toBe(1)
    const deviceId = frames[0]?.deviceId ?? 0
    expect(devices.send([report])).toBe(0)
    socket.write(writeLinkFrame({ type: 'feature', deviceId, bytes: Uint8Array.of(0xfe, 0x00) }))
    socket.write(writeLinkFrame({ type: 'feature', deviceId, bytes: Uint8Array.of(0xfe, 0x01) }))
    await expect.poll(() => devices.hosts[0]?.enabled).toBe(true)
    expect(devices.send([report])).toBe(1)
  })

  test('forgets a host that goes away, and hangs up on one that breaks the rules', async () => {
    const first = await connectHost()
    first.socket.destroy()
    await expect.poll(() => devices.hosts.length).toBe(0)
    const second = await connectHost()
    const closed = once(second.socket, 'close')
    second.socket.write(Uint8Array.of(0xff, 0xff, 0xff, 0xff))
    await closed
    const third = await connectHost()
    const ended = once(third.socket, 'close')
    third.socket.write(writeLinkFrame({ type: 'detach', deviceId: 1 }))
    await ended
    expect(devices.send([report])).toBe(0)
  })
})

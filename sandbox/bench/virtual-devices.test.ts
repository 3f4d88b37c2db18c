import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LinkFrame, linkFrameReader, writeLinkFrame } from '../../src/shared/virtual-link.ts'
import { noFaults } from './sam/faults.ts'
import { openVirtualDevices, type VirtualDevices } from './virtual-devices.ts'

/** A device host's end of the link. */
interface Host {
  /** What concerns the scanner. */
  readonly frames: LinkFrame[]
  /** What concerns the card reader. */
  readonly reader: LinkFrame[]
  /** What concerns the contactless reader. */
  readonly contactless: LinkFrame[]
  readonly socket: Socket
}

let devices: VirtualDevices
const hosts: Host[] = []

let due: { readonly milliseconds: number; readonly callback: () => void }[]
let drawn: number

beforeEach(async () => {
  due = []
  drawn = 0.99
  devices = await openVirtualDevices(0, {
    after: (milliseconds, callback) => {
      const timer = { milliseconds, callback }
      due.push(timer)
      return () => {
        due = due.filter((other) => other !== timer)
      }
    },
    random: () => drawn,
  })
})
afterEach(async () => {
  for (const { socket } of hosts.splice(0)) socket.destroy()
  await devices.close()
})

async function connectHost(): Promise<Host> {
  const socket = connect(devices.port, '127.0.0.1')
  const frames: LinkFrame[] = []
  const reader: LinkFrame[] = []
  const contactless: LinkFrame[] = []
  const places = new Map<number, LinkFrame[]>()
  const link = linkFrameReader()
  socket.on('data', (chunk) =>
    link.push(chunk, (frame) => {
      if (frame.type === 'attach')
        places.set(frame.deviceId, { hid: frames, sam: reader, contactless }[frame.kind])
      places.get(frame.deviceId)?.push(frame)
    }),
  )
  await once(socket, 'connect')
  const host = { frames, reader, contactless, socket }
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

  /** What the scanner delivered, by the octet that tells reports apart. */
  const delivered = ({ frames }: Host) =>
    frames.flatMap((frame) => (frame.type === 'input' ? [frame.bytes[5]] : []))
  const reports = (...octets: readonly number[]) =>
    octets.map((octet) => Uint8Array.of(2, 1, 0x5d, 0x51, 0x31, octet))
  const pass = () => due.shift()?.callback()

  test('that is slow delivers one report after the other, in their order, and none that was cut off', async () => {
    const host = await connectHost()
    devices.setFaults({ slowness: 200, noise: 0 })
    expect(devices.send(reports(1, 2, 3))).toBe(1)
    expect(devices.send(reports(4))).toBe(1)
    for (const sofar of [[1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]) {
      await expect.poll(() => delivered(host)).toEqual(sofar)
      expect(due.map(({ milliseconds }) => milliseconds)).toEqual([200])
      pass()
    }
    expect(due).toEqual([])
    devices.send(reports(5, 6))
    await expect.poll(() => delivered(host)).toEqual([1, 2, 3, 4, 5])
    devices.unplug()
    expect(due).toEqual([])
    devices.plug()
    devices.setFaults({ slowness: 0, noise: 0 })
    devices.send(reports(7, 8))
    await expect.poll(() => delivered(host)).toEqual([1, 2, 3, 4, 5, 7, 8])
  })

  test('that was slow has no more to wait for once it is not', async () => {
    const host = await connectHost()
    devices.setFaults({ slowness: 200, noise: 0 })
    devices.send(reports(1, 2, 3))
    devices.setFaults({ slowness: 0, noise: 0 })
    await expect.poll(() => delivered(host)).toEqual([1, 2, 3])
    expect(due).toEqual([])
  })

  test('that is slow delivers the rest of a code to one host when the other has gone', async () => {
    const first = await connectHost()
    const second = await connectHost()
    devices.setFaults({ slowness: 200, noise: 0 })
    expect(devices.send(reports(1, 2))).toBe(2)
    await expect.poll(() => delivered(first)).toEqual([1])
    first.socket.destroy()
    await expect.poll(() => devices.hosts.length).toBe(1)
    pass()
    await expect.poll(() => delivered(second)).toEqual([1, 2])
  })

  test('that is disturbed delivers what was scanned among reports that belong to no code', async () => {
    const host = await connectHost()
    drawn = 0.2
    devices.setFaults({ slowness: 0, noise: 0.5 })
    devices.send(reports(1, 2))
    const inputs = () => host.frames.filter(({ type }) => type === 'input')
    await expect.poll(() => inputs().length).toBe(5)
    expect(inputs().map((frame) => 'bytes' in frame && frame.bytes[0] === 2)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ])
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

describe('the virtual card reader', () => {
  const find = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x03, 0x20, 0x01, 0x22)
  const nothing = 'aaaaaa9669000400008084'
  const found = 'aaaaaa9669000800009f0000000097'

  const answersOf = ({ reader }: Host) =>
    reader.flatMap((frame) => (frame.type === 'input' ? [Buffer.from(frame.bytes).toString('hex')] : []))

  async function attachedTo(host: Host): Promise<number> {
    await expect.poll(() => host.reader.at(-1)?.type).toBe('attach')
    return host.reader.at(-1)?.deviceId ?? 0
  }

  test('stands next to the scanner, with the ids that such readers share', async () => {
    const host = await connectHost()
    await attachedTo(host)
    expect(host.reader).toMatchObject([{ kind: 'sam', vendorId: 0x0400, productId: 0xc35a }])
    await expect.poll(() => host.frames).toMatchObject([{ kind: 'hid' }])
    expect(host.frames[0]?.deviceId).not.toBe(host.reader[0]?.deviceId)
  })

  test('answers the host that asks and no other, of the card that lies there', async () => {
    const first = await connectHost()
    const second = await connectHost()
    const deviceId = await attachedTo(first)
    await attachedTo(second)
    const ask = () => first.socket.write(writeLinkFrame({ type: 'output', deviceId, bytes: find }))
    ask()
    await expect.poll(() => answersOf(first)).toEqual([nothing])
    devices.reader.lay('test-2')
    ask()
    await expect.poll(() => answersOf(first)).toEqual([nothing, found])
    devices.reader.lift()
    ask()
    await expect.poll(() => answersOf(first)).toEqual([nothing, found, nothing])
    expect(answersOf(second)).toEqual([])
    expect([...devices.reader.asked]).toEqual(['2001'])
  })

  test('is another device when it is plugged in again, with the card still on it', async () => {
    const host = await connectHost()
    const before = await attachedTo(host)
    devices.reader.lay('hong-kong')
    devices.reader.unplug()
    devices.reader.unplug()
    expect([devices.reader.plugged, devices.reader.card]).toEqual([false, 'hong-kong'])
    await expect.poll(() => host.reader.at(-1)).toEqual({ type: 'detach', deviceId: before })
    devices.reader.plug()
    devices.reader.plug()
    const deviceId = await attachedTo(host)
    expect(deviceId).not.toBe(before)
    host.socket.write(writeLinkFrame({ type: 'output', deviceId: before, bytes: find }))
    host.socket.write(writeLinkFrame({ type: 'output', deviceId, bytes: find }))
    await expect.poll(() => answersOf(host)).toEqual([found])
  })

  test('has the faults it was given, also for a host that comes later', async () => {
    devices.reader.setFaults({ ...noFaults, notAuthorised: true })
    const host = await connectHost()
    const deviceId = await attachedTo(host)
    host.socket.write(writeLinkFrame({ type: 'output', deviceId, bytes: find }))
    await expect.poll(() => answersOf(host)).toEqual(['aaaaaa9669000400006662'])
  })
})

describe('the virtual contactless reader', () => {
  const patient = { timeout: 15_000 }

  test('stands next to both, says what lies there, and hangs up on a host that breaks its rules', async () => {
    const host = await connectHost()
    await expect
      .poll(() => host.contactless, patient)
      .toMatchObject([{ type: 'attach', kind: 'contactless' }])
    const deviceId = host.contactless[0]?.deviceId ?? 0
    const say = (...bytes: readonly number[]) =>
      host.socket.write(writeLinkFrame({ type: 'output', deviceId, bytes: Uint8Array.from(bytes) }))
    say(1)
    await expect
      .poll(() => host.contactless.at(-1))
      .toEqual({
        type: 'input',
        deviceId,
        bytes: Uint8Array.of(0),
      })
    const closed = once(host.socket, 'close')
    say(9)
    await closed
  })
})

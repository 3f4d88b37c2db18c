import { describe, expect, test } from 'vitest'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { fakeClock } from '../clock.fake.ts'
import { samLimits } from './sam-limits.ts'
import { samSession } from './sam-session.ts'
import { passUntil, settled } from './sam-transport.fake.ts'
import {
  endPoint,
  type FakeUsbDevice,
  fakeUsbDevice,
  pairInterface,
  splitInterface,
} from './usb-device.fake.ts'
import { portOf, type UsbInterface } from './usb-device.ts'
import { isSamReader } from './usb-ids.ts'
import { pipesOf } from './usb-pipes.ts'
import { listUsbSams, openUsbSam } from './usb-transport.ts'

const [card, other] = inventedCards()
if (!card || !other) throw new TypeError('no cards')
const shapes = { split: splitInterface, pair: pairInterface } as const

/** A reader on USB with a virtual SAM in it. */
function stand(shape: keyof typeof shapes) {
  const clock = fakeClock()
  const sam = virtualSam({
    clock,
    random: () => 0.3,
    send: (octets) => {
      if (shape === 'pair') device.feed(2, octets)
      else {
        device.feed(1, octets.slice(0, 7))
        if (octets.length > 7) device.feed(5, octets.slice(7))
      }
    },
  })
  const device: FakeUsbDevice = fakeUsbDevice(clock, [shapes[shape]], (_, bytes) => {
    sam.receive(bytes)
  })
  const open = async () => {
    const opened = await openUsbSam(device, clock)
    if (opened.type !== 'open') throw new TypeError(opened.type)
    expect(opened.shape).toBe(shape)
    const session = samSession(opened.transport, clock, { ...samLimits, wait: 5_000 })
    const read = (signal?: AbortSignal) =>
      session.read({ onFound: () => undefined, onTakeAwayFirst: () => undefined }, signal)
    return { session, read }
  }
  return { clock, sam, device, open }
}

describe.each(['split', 'pair'] as const)('a SAM on USB with pipes of shape %s', (shape) => {
  test('is claimed and read, and leaves nothing in the buffers', async () => {
    const { clock, sam, device, open } = stand(shape)
    const { read } = await open()
    sam.lay(card)
    expect((await passUntil(clock, read())).value.type).toBe('read')
    const { interfaceNumber } = shapes[shape]
    expect(device.calls).toEqual([
      'open',
      `detachKernelDriver ${interfaceNumber}`,
      `claimInterface ${interfaceNumber}`,
    ])
    expect(device.handed.every((octets) => octets.every((octet) => octet === 0))).toBe(true)
  })

  test('writes frames as the shape wants them', async () => {
    const { clock, device, open } = stand(shape)
    const { session } = await open()
    await passUntil(clock, session.number())
    const written = device.writes.map(
      ({ endpointNumber, bytes }) => `${endpointNumber} ${Buffer.from(bytes).toString('hex')}`,
    )
    expect(written).toEqual(shape === 'split' ? ['2 aaaaaa96690003', '6 12ffee'] : ['2 aaaaaa9669000312ffee'])
  })

  test('is asked for bytes only while an answer is awaited', async () => {
    const { clock, device, open } = stand(shape)
    const { session } = await open()
    expect(device.underWay).toBe(0)
    const status = session.status()
    await settled()
    expect(device.underWay).toBe(1)
    await passUntil(clock, status)
    clock.pass(1_000)
    await settled()
    expect(device.underWay).toBe(0)
    expect(clock.pending).toBe(0)
  })

  test('finds its way again after a reading that was given up', async () => {
    for (const at of [300, 600, 1_400, 2_000]) {
      const { clock, sam, open } = stand(shape)
      const { read } = await open()
      sam.lay(card)
      const abort = new AbortController()
      clock.after(at, () => {
        abort.abort()
      })
      expect((await passUntil(clock, read(abort.signal))).value).toEqual({ type: 'aborted' })
      sam.lay(other)
      expect((await passUntil(clock, read())).value.type).toBe('read')
    }
  })

  test('that sends garbage or is silent needs attention, and is read when it has come to itself', async () => {
    for (const faults of [{ garbage: true }, { silent: true }, { damaged: true }, { cutAfter: 9 }]) {
      const { clock, sam, open } = stand(shape)
      const { session, read } = await open()
      await passUntil(clock, session.number())
      sam.setFaults(faults)
      expect((await passUntil(clock, read(), 60_000)).value.type).toBe('faulty')
      sam.setFaults({})
      sam.lay(card)
      const outcomes: string[] = []
      for (let attempt = 0; attempt < 3; attempt++) {
        const { value } = await passUntil(clock, read(), 60_000)
        outcomes.push(value.type)
        if (value.type === 'read') break
      }
      expect(outcomes).toContain('read')
    }
  })

  test('that is unplugged is gone, whether it is being read or written', async () => {
    const { clock, device, open } = stand(shape)
    const { session, read } = await open()
    const waiting = read()
    clock.after(100, () => {
      device.unplug()
    })
    expect((await passUntil(clock, waiting)).value).toMatchObject({ type: 'faulty', fault: 'gone' })
    expect((await passUntil(clock, session.status())).value).toMatchObject({ fault: 'gone' })
    const next = stand(shape)
    const opened = await next.open()
    next.device.unplug()
    expect((await passUntil(next.clock, opened.session.status())).value).toMatchObject({ fault: 'gone' })
  })

  test('is released when it is closed, also while it is being read', async () => {
    const { clock, device, open } = stand(shape)
    const { session, read } = await open()
    const waiting = read()
    await settled()
    await passUntil(clock, session.close())
    expect((await passUntil(clock, waiting)).value).toMatchObject({ fault: 'gone' })
    expect(device.calls.slice(3)).toEqual([`releaseInterface ${shapes[shape].interfaceNumber}`, 'close'])
    expect(device.underWay).toBe(0)
  })
})

describe('a device on USB', () => {
  test('that sends empty packets does not keep the machine busy', async () => {
    const { clock, device, open } = stand('pair')
    const { session } = await open()
    for (let packet = 0; packet < 1_000; packet++) device.feed(2, new Uint8Array(0))
    const status = session.status()
    const { value, took } = await passUntil(clock, status)
    expect(value).toMatchObject({ fault: 'silent' })
    expect(device.handed.length).toBeLessThanOrEqual(took / 5)
  })

  test.each([['open'], ['claimInterface 0']])(
    'that refuses %s is not opened, and not left open',
    async (refused) => {
      const device = fakeUsbDevice(fakeClock(), [splitInterface], () => undefined, new Set([refused]))
      expect(await openUsbSam(device, fakeClock())).toEqual({ type: 'unopened' })
      expect(device.calls.filter((call) => call === 'close')).toHaveLength(refused === 'open' ? 0 : 1)
    },
  )

  test('without a kernel driver is opened all the same', async () => {
    const device = fakeUsbDevice(
      fakeClock(),
      [splitInterface],
      () => undefined,
      new Set(['detachKernelDriver 0']),
    )
    expect((await openUsbSam(device, fakeClock())).type).toBe('open')
  })

  test('without pipes that could be a SAM is not opened, and not left open', async () => {
    const interfaces: UsbInterface[] = [
      { interfaceNumber: 0, alternate: { endpoints: [endPoint('in', 1, 'interrupt'), endPoint('out', 2)] } },
    ]
    const device = fakeUsbDevice(fakeClock(), interfaces)
    expect(await openUsbSam(device, fakeClock())).toEqual({ type: 'unopened' })
    expect(device.calls).toEqual(['open', 'close'])
  })

  test('is used by its four pipes where it has them, else by its first bulk pair', () => {
    expect(pipesOf([pairInterface, splitInterface])).toMatchObject({ shape: 'split', interfaceNumber: 0 })
    expect(pipesOf([pairInterface])).toMatchObject({
      shape: 'pair',
      interfaceNumber: 1,
      in: { endpointNumber: 2 },
      out: { endpointNumber: 2 },
    })
    expect(pipesOf([])).toBeNull()
  })

  test('is a resident card reader by its id', async () => {
    const clock = fakeClock()
    const reader = fakeUsbDevice(clock, [splitInterface])
    const mouse = { ...fakeUsbDevice(clock, []), vendorId: 0x046d, productId: 0xc077 }
    expect(await listUsbSams({ getDevices: async () => [mouse, reader] })).toEqual([reader])
    expect(await listUsbSams({ getDevices: () => Promise.reject(new TypeError('no bus')) })).toBeNull()
    expect(isSamReader({ vendorId: 0x10c4, productId: 0x8a1b })).toBe(true)
    expect(portOf(reader)).toBe('1-2.4')
  })
})

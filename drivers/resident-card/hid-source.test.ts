import { describe, expect, test } from 'vitest'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { fakeClock } from '../clock.fake.ts'
import type { DeviceListener, DeviceTransport, PluggedDevice } from '../scanner/device-transport.ts'
import type { HidOutputConnection } from '../scanner/node-hid-transport.ts'
import { exampleFraming } from './hid-framing.fake.ts'
import { hidSamSources, isHidSam, portInSysfs } from './hid-source.ts'
import { openSamReaders, type SamReader } from './sam-readers.ts'
import { settled } from './sam-transport.fake.ts'

const reader: PluggedDevice = { path: '/dev/hidraw3', vendorId: 0x1209, productId: 0x0003 }

test('a reader of a known framing is read like any other, in its place, until it is unplugged', async () => {
  const clock = fakeClock()
  const [card] = inventedCards()
  if (!card) throw new TypeError('no card')
  let tell: (devices: readonly PluggedDevice[]) => void = () => undefined
  let ears: DeviceListener | null = null
  const sam = virtualSam({
    clock,
    send: (octets) => {
      for (const report of exampleFraming.pack(octets)) ears?.onReport(report)
    },
  })
  const transport: DeviceTransport<HidOutputConnection> = {
    watch: (onDevices) => {
      tell = onDevices
      return () => undefined
    },
    open: async (_path, listener) => {
      ears = listener
      return {
        sendFeature: async () => false,
        sendOutput: async (report) => {
          sam.receive(exampleFraming.unpack(report) ?? new Uint8Array(0))
          return true
        },
        close: async () => undefined,
      }
    },
  }
  let found: readonly SamReader[] = []
  const sources = hidSamSources([exampleFraming], transport, async () => '1-2.4')
  const readers = openSamReaders(sources, clock, (list) => {
    found = list
  })
  const pass = async (milliseconds: number) => {
    for (let time = 0; time < milliseconds; time += 10) {
      await settled()
      clock.pass(10)
    }
    await settled()
  }
  tell([reader, { path: '/dev/hidraw4', vendorId: 0x1209, productId: 0x0004 }])
  await pass(100)
  const place = { type: 'usb', vendorId: 0x1209, productId: 0x0003, port: '1-2.4' }
  expect(found).toMatchObject([{ state: 'ready', place }])
  let read = 0
  readers.arm({
    onFound: () => undefined,
    onTakeAwayFirst: () => undefined,
    onRefused: () => undefined,
    onReaderFailed: () => undefined,
    onRead: () => read++,
  })
  sam.lay(card)
  await pass(4_000)
  expect(read).toBe(1)
  tell([])
  await pass(20)
  expect(found).toEqual([])
  await readers.close()
})

describe('a HID collection', () => {
  const ids = { vendorId: 0x1209, productId: 0x0003 }

  test('is a reader by its ids, and never where it is a keyboard', () => {
    expect(isHidSam([exampleFraming], { ...ids, usagePage: 0xff00, usage: 1 })).toBe(true)
    expect(isHidSam([exampleFraming], { ...ids, usagePage: 0x01, usage: 6 })).toBe(false)
    expect(isHidSam([exampleFraming], { ...ids, productId: 4, usagePage: 0xff00, usage: 1 })).toBe(false)
    expect(isHidSam([], { ...ids, usagePage: 0xff00, usage: 1 })).toBe(false)
  })

  test.each([
    ['/sys/devices/pci0/usb1/1-2/1-2.4/1-2.4:1.0/0003:1209:0003.0001/hidraw/hidraw3', '1-2.4'],
    ['/sys/devices/pci0/usb1/1-2/1-2:1.1/0003:1209:0003.0001/hidraw/hidraw3', '1-2'],
    ['/sys/devices/virtual/misc/uhid/0003:1209:0003.0001/hidraw/hidraw3', ''],
  ])('stands at a port: %s', (place, port) => {
    expect(portInSysfs(place)).toBe(port)
  })
})

import { describe, expect, test } from 'vitest'
import { fakeClock } from '../clock.fake.ts'
import { type SamSource, serialSamSource, usbSamSources } from './sam-source.ts'
import { settled } from './sam-transport.fake.ts'
import { fakeUsbDevice, splitInterface } from './usb-device.fake.ts'
import type { UsbDevice } from './usb-device.ts'

const settledOften = async () => {
  for (let turn = 0; turn < 4; turn++) await settled()
}

describe('the sources of resident card readers', () => {
  test('on USB are asked for every second, until nobody watches', async () => {
    const clock = fakeClock()
    const device = fakeUsbDevice(clock, [splitInterface])
    let plugged: readonly UsbDevice[] = []
    const lists: (readonly SamSource[])[] = []
    const stop = usbSamSources({ getDevices: async () => plugged }, clock).watch((sources) => {
      lists.push(sources)
    })
    await settledOften()
    plugged = [device, { ...device, vendorId: 0x046d }]
    clock.pass(1_000)
    await settledOften()
    expect(lists.map((list) => list.map(({ key }) => key))).toEqual([[], ['usb 1-2.4 5']])
    expect(lists[1]?.[0]?.place).toEqual({ type: 'usb', vendorId: 0x0400, productId: 0xc35a, port: '1-2.4' })
    expect(await lists[1]?.[0]?.open()).not.toBeNull()
    stop()
    expect(clock.pending).toBe(0)
  })

  test('on USB are none, told at once, where the bus cannot be asked, and stay as they are while it cannot', async () => {
    const clock = fakeClock()
    const device = fakeUsbDevice(clock, [splitInterface])
    const noBus = () => Promise.reject(new TypeError('no bus'))
    let getDevices: () => Promise<readonly UsbDevice[]> = noBus
    const lists: string[][] = []
    const stop = usbSamSources({ getDevices: () => getDevices() }, clock).watch((sources) => {
      lists.push(sources.map(({ key }) => key))
    })
    const later = async (bus: typeof getDevices) => {
      getDevices = bus
      clock.pass(1_000)
      await settledOften()
    }
    await settledOften()
    expect(lists).toEqual([[]])
    await later(noBus)
    expect(lists).toEqual([[]])
    await later(async () => [device])
    await later(noBus)
    expect(lists).toEqual([[], ['usb 1-2.4 5']])
    stop()
  })

  test('on a serial port are one, always, tried again now and then', async () => {
    const clock = fakeClock()
    const keys: string[] = []
    const tried: string[] = []
    const ports = {
      open: async (path: string) => {
        tried.push(path)
        return null
      },
    }
    const stop = serialSamSource(ports, '/dev/ttyS0', clock).watch((sources) => {
      keys.push(...sources.map(({ key }) => key))
      void sources[0]?.open()
    })
    await settledOften()
    clock.pass(5_000)
    await settledOften()
    stop()
    clock.pass(20_000)
    expect(keys).toEqual(['serial /dev/ttyS0', 'serial /dev/ttyS0'])
    expect(tried).toEqual(['/dev/ttyS0', '/dev/ttyS0'])
  })
})

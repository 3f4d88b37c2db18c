import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as NodeHid from 'node-hid'
import { describe, expect, test } from 'vitest'
import type { Device } from '../../src/shared/device-contract.ts'
import { fakeClock } from '../clock.fake.ts'
import { openKeypads } from '../keypad/keypads.ts'
import { hidrawKeyboards } from './hidraw-keyboards.ts'
import { typed } from './key-reports.fake.ts'
import type { HidBinding } from './node-hid-transport.ts'
import { receive } from './received.fake.ts'
import { walletCode } from './reports.fake.ts'
import { openWedgeScanners } from './scanners.ts'
import { settlingTime } from './settling.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))
const wedge = { kind: 'wedge', vendorId: '05e0', productId: '1200' } as const
const honeywellWedge = { kind: 'wedge', vendorId: '0c2e', productId: '0200', silence: 300 } as const

class FakeHandle extends EventEmitter {
  features = 0
  async close(): Promise<void> {
    this.removeAllListeners()
  }
  async write(): Promise<number> {
    return 0
  }

  async sendFeatureReport(): Promise<number> {
    this.features += 1
    return 0
  }
}

function listed(path: string, over: Partial<NodeHid.Device> = {}): NodeHid.Device {
  return {
    path,
    vendorId: 0x05e0,
    productId: 0x1200,
    usagePage: 1,
    usage: 6,
    release: 1,
    interface: 0,
    ...over,
  }
}

/** A machine with these devices; what was opened of them. */
function machine(devices: readonly NodeHid.Device[]) {
  const handles = new Map<string, FakeHandle>()
  const binding: HidBinding = {
    devicesAsync: async () => [...devices],
    HIDAsync: {
      open: async (path) => {
        const handle = new FakeHandle()
        handles.set(path, handle)
        return handle
      },
    },
  }
  return { handles, load: async () => binding }
}

/** As the kernel tells of hidraw nodes; here of none. */
const noHidraws = '/nowhere'

function stand(devices: readonly NodeHid.Device[], hidraws = noHidraws) {
  const clock = fakeClock()
  const { handles, load } = machine(devices)
  const wedges = [wedge, honeywellWedge]
  const keyboards = hidrawKeyboards(wedges, clock, load, 'linux', hidraws)
  const { begin, outcomes } = receive()
  const lists: (readonly Device[])[] = []
  let leftovers = 0
  const close = openWedgeScanners(keyboards, wedges, clock, {
    onDevices: (list) => lists.push(list),
    onCode: begin,
    onLeftover: () => {
      leftovers += 1
    },
  })
  const type = (path: string, text: string) => {
    for (const report of typed(text)) handles.get(path)?.emit('data', Buffer.from(report))
  }
  /** Until they are open and have settled. */
  const ready = async () => {
    await settled()
    clock.pass(settlingTime)
  }
  return { clock, handles, outcomes, lists, close, type, ready, leftovers: () => leftovers }
}

describe('keyboards', () => {
  test('are opened only when configuration names them', async () => {
    const { handles, lists, close, ready } = stand([
      listed('/dev/hidraw0'),
      listed('/dev/hidraw1', { productId: 0x1201 }),
      listed('/dev/hidraw2', { vendorId: 0x046d }),
      listed('/dev/hidraw3', { usage: 2 }),
      listed('/dev/hidraw4', { usagePage: 0x8c, usage: 2 }),
    ])
    await ready()
    close()
    expect([...handles.keys()]).toEqual(['/dev/hidraw0'])
    expect(lists.at(-1)).toEqual([
      { kind: 'qr-scanner', state: 'ready', vendorId: 0x05e0, productId: 0x1200 },
    ])
  })

  test('that are wedges have their codes read, each with the silence that is configured for it', async () => {
    const { type, outcomes, clock, close, ready } = stand([
      listed('/dev/hidraw0'),
      listed('/dev/hidraw1', { vendorId: 0x0c2e, productId: 0x0200 }),
    ])
    await ready()
    type('/dev/hidraw0', walletCode(1))
    type('/dev/hidraw1', walletCode(2))
    clock.pass(100)
    expect(outcomes).toEqual([walletCode(1)])
    clock.pass(200)
    expect(outcomes).toEqual([walletCode(1), walletCode(2)])
    close()
  })

  test('that type on when they are opened finish a code that was scanned before', async () => {
    const { type, outcomes, clock, close, leftovers } = stand([listed('/dev/hidraw0')])
    await settled()
    clock.pass(settlingTime - 1)
    const code = walletCode(1)
    type('/dev/hidraw0', code.slice(0, 5))
    clock.pass(1)
    type('/dev/hidraw0', `${code.slice(5)}\r`)
    expect([outcomes, leftovers()]).toEqual([[], 1])
    type('/dev/hidraw0', `${walletCode(2)}\r`)
    expect([outcomes, leftovers()]).toEqual([[walletCode(2)], 1])
    close()
  })

  test('get no report that is meant for HID POS scanners', async () => {
    const { handles, close } = stand([listed('/dev/hidraw1', { vendorId: 0x0c2e, productId: 0x0200 })])
    await settled()
    close()
    expect(handles.get('/dev/hidraw1')?.features).toBe(0)
  })

  test('are not opened while the desktop gets what is typed on them', async () => {
    const hidraws = mkdtempSync(join(tmpdir(), 'hidraw-'))
    const inputs = ['input7', 'input8'].map((name) => join(hidraws, 'hidraw0', 'device', 'input', name))
    const inhibit = (values: readonly string[]) => {
      for (const [index, folder] of inputs.entries()) {
        mkdirSync(folder, { recursive: true })
        writeFileSync(join(folder, 'inhibited'), `${values[index]}\n`)
      }
    }
    inhibit(['1', '0'])
    const { clock, handles, lists, close, ready } = stand([listed('/dev/hidraw0')], hidraws)
    const state = () => lists.at(-1)?.map((device) => device.state)
    try {
      await ready()
      expect([state(), handles.size]).toEqual([['faulty'], 0])
      inhibit(['1', '1'])
      clock.pass(1_000)
      await ready()
      expect([state(), handles.size]).toEqual([['ready'], 1])
    } finally {
      close()
      rmSync(hidraws, { recursive: true })
    }
  })

  test('are none where none is named', async () => {
    const { handles, load } = machine([listed('/dev/hidraw0')])
    const keyboards = hidrawKeyboards([], fakeClock(), load, 'linux', noHidraws)
    let devices: readonly unknown[] | null = null
    const stop = keyboards.watch((list) => {
      devices = list
    })
    await settled()
    stop()
    expect(devices).toEqual([])
    expect(handles.size).toBe(0)
  })

  test.each(['win32', 'darwin'] as const)(
    'on %s are faulty, whether they are plugged in or not, and nothing is loaded',
    async (platform) => {
      const load = () => {
        throw new TypeError('loaded')
      }
      const clock = fakeClock()
      const keyboards = hidrawKeyboards([wedge], clock, load, platform)
      const told: (readonly object[])[] = []
      const onDevices = (list: readonly object[]) => told.push(list)
      const { begin } = receive()
      const scanners = { onDevices, onCode: begin, onLeftover: () => undefined }
      const ignore = () => undefined
      const keypads = { onDevices, onDigit: ignore, onEnter: ignore, onBackspace: ignore, onGone: ignore }
      const closeScanners = openWedgeScanners(keyboards, [wedge], clock, scanners)
      const closeKeypads = openKeypads(keyboards, keypads)
      await settled()
      closeScanners()
      closeKeypads()
      const faulty = { state: 'faulty', vendorId: 0x05e0, productId: 0x1200 }
      expect(told.slice(-2)).toEqual([[{ kind: 'qr-scanner', ...faulty }], [faulty]])
    },
  )
})

import type { Device } from '../../src/shared/device-contract.ts'
import type { Clock } from '../clock.ts'
import type { CodeReception } from './code-assembler.ts'
import { enableReportOf, hidScanner } from './hid-scanner.ts'
import type { HidConnection, HidDevice, HidListener, HidTransport } from './hid-transport.ts'

/** No more scanners than this are used. */
const mostScanners = 16

type Connected =
  | { readonly state: 'opening' }
  | { readonly state: 'ready'; readonly connection: HidConnection }
  /** Could not be opened; tried again when the transport next speaks. */
  | { readonly state: 'faulty' }
  /** Being tried again. */
  | { readonly state: 'retrying' }
  /** Its reads ended, but the transport may still list it: as good as unplugged. */
  | { readonly state: 'gone' }

interface Entry {
  readonly device: HidDevice
  readonly scanner: HidListener
  connected: Connected
}

export interface ScannersListener {
  /** Every scanner there is, at first, after each change, and now and then without one. */
  onDevices(devices: readonly Device[]): void
  /** The first report of a code came, from any scanner. */
  onCode(): CodeReception
}

function shown({ device: { vendorId, productId }, connected }: Entry): Device[] {
  const kind = 'qr-scanner'
  switch (connected.state) {
    case 'opening':
    case 'ready':
    case 'faulty':
      return [{ kind, state: connected.state, vendorId, productId }]
    case 'retrying':
      return [{ kind, state: 'faulty', vendorId, productId }]
    case 'gone':
      return []
  }
}

/** Opens every scanner that the transport has, as they come and go. Returns the way to close them all. */
export function openScanners(transport: HidTransport, clock: Clock, listener: ScannersListener): () => void {
  const entries = new Map<string, Entry>()
  let closed = false

  const tell = () => {
    if (!closed) listener.onDevices([...entries.values()].flatMap(shown))
  }

  /** The path of an entry that was removed may stand for another device by now. */
  const isCurrent = (entry: Entry) => !closed && entries.get(entry.device.path) === entry

  /** Whatever it was reading is over. */
  const disconnect = (entry: Entry) => {
    const { connected } = entry
    entry.connected = { state: 'gone' }
    entry.scanner.onGone()
    if (connected.state === 'ready') void connected.connection.close()
  }

  const open = async (entry: Entry) => {
    const { device, scanner } = entry
    const connection = await transport.open(device.path, {
      onReport: (report) => {
        if (isCurrent(entry)) scanner.onReport(report)
        else report.fill(0)
      },
      onGone: () => {
        disconnect(entry)
        tell()
      },
    })
    if (!connection) entry.connected = { state: 'faulty' }
    else if (isCurrent(entry) && entry.connected.state !== 'gone') {
      entry.connected = { state: 'ready', connection }
      const enable = enableReportOf(device)
      if (enable) void connection.sendFeature(enable)
    } else void connection.close()
    tell()
  }

  const onDevices = (devices: readonly HidDevice[]) => {
    const listed = new Map(devices.slice(0, mostScanners).map((device) => [device.path, device]))
    for (const [path, entry] of entries) {
      if (listed.has(path)) continue
      entries.delete(path)
      disconnect(entry)
    }
    for (const [path, device] of listed) {
      const before = entries.get(path)
      if (before?.connected.state === 'faulty') {
        before.connected = { state: 'retrying' }
        void open(before)
      } else if (!before || before.connected.state === 'gone') {
        const scanner = hidScanner(device, clock, () => listener.onCode())
        const entry: Entry = { device, scanner, connected: { state: 'opening' } }
        entries.set(path, entry)
        void open(entry)
      }
    }
    tell()
  }

  const stop = transport.watch(onDevices)
  return () => {
    closed = true
    stop()
    for (const entry of entries.values()) disconnect(entry)
    entries.clear()
  }
}

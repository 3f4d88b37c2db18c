import type { Clock } from '../clock.ts'
import type { DeviceConnection, DeviceListener, DeviceTransport, PluggedDevice } from './device-transport.ts'
import { settle } from './settling.ts'

/** No more devices than this are used of one transport. */
const mostDevices = 16

type Connected<Connection> =
  | { readonly state: 'opening' }
  /** Open, but what it says now it had kept from before. */
  | { readonly state: 'settling'; readonly connection: Connection; readonly stop: () => void }
  | { readonly state: 'ready'; readonly connection: Connection }
  /** Could not be opened; tried again when the transport next speaks. */
  | { readonly state: 'faulty' }
  /** Being tried again. */
  | { readonly state: 'retrying' }
  /** Its reads ended, but the transport may still list it: as good as unplugged. */
  | { readonly state: 'gone' }

interface Entry<Connection> {
  readonly device: PluggedDevice
  readonly listener: DeviceListener
  connected: Connected<Connection>
}

/** One device as the screens and the journal know it: no path, only what it is and how it does. */
export interface ConnectedDevice {
  readonly state: 'opening' | 'ready' | 'faulty'
  readonly vendorId: number
  readonly productId: number
}

export interface DevicesUse<Connection> {
  /**
   * What the device's reports mean; asked once for each time a device is plugged in.
   * @param isReady whether what the device says now is new
   */
  listenerOf(device: PluggedDevice, isReady: () => boolean): DeviceListener
  /** The device has just been opened. */
  onOpened?(device: PluggedDevice, connection: Connection): void
  /** Every device there is, at first, after each change, and now and then without one. */
  onDevices(devices: readonly ConnectedDevice[]): void
}

function shown<Connection>({ device, connected }: Entry<Connection>): ConnectedDevice[] {
  const { vendorId, productId } = device
  switch (connected.state) {
    case 'opening':
    case 'ready':
    case 'faulty':
      return [{ state: connected.state, vendorId, productId }]
    case 'settling':
      return [{ state: 'opening', vendorId, productId }]
    case 'retrying':
      return [{ state: 'faulty', vendorId, productId }]
    case 'gone':
      return []
  }
}

/**
 * Opens every device that the transport has, as they come and go. Returns the way to close them all.
 * @param settling by which clock a device that was opened settles before it is ready; null: it is ready at once
 */
export function connectDevices<Connection extends DeviceConnection>(
  transport: DeviceTransport<Connection>,
  use: DevicesUse<Connection>,
  settling: Clock | null,
): () => void {
  const entries = new Map<string, Entry<Connection>>()
  let closed = false

  const tell = () => {
    if (!closed) use.onDevices([...entries.values()].flatMap(shown))
  }

  /** The path of an entry that was removed may stand for another device by now. */
  const isCurrent = (entry: Entry<Connection>) => !closed && entries.get(entry.device.path) === entry

  /** Whatever it was reading is over. */
  const disconnect = (entry: Entry<Connection>) => {
    const { connected } = entry
    if (connected.state === 'gone') return
    entry.connected = { state: 'gone' }
    entry.listener.onGone()
    if (connected.state === 'settling') connected.stop()
    if (connected.state === 'settling' || connected.state === 'ready') void connected.connection.close()
  }

  const becomeReady = (entry: Entry<Connection>, connection: Connection) => {
    if (!settling) {
      entry.connected = { state: 'ready', connection }
      return
    }
    const stop = settle(settling, () => {
      entry.connected = { state: 'ready', connection }
      tell()
    })
    entry.connected = { state: 'settling', connection, stop }
  }

  const open = async (entry: Entry<Connection>) => {
    const { device, listener } = entry
    const connection = await transport.open(device.path, {
      onReport: (report) => {
        if (isCurrent(entry)) listener.onReport(report)
        else report.fill(0)
      },
      onGone: () => {
        disconnect(entry)
        tell()
      },
    })
    if (!connection) entry.connected = { state: 'faulty' }
    else if (isCurrent(entry) && entry.connected.state !== 'gone') {
      becomeReady(entry, connection)
      use.onOpened?.(device, connection)
    } else void connection.close()
    tell()
  }

  const onDevices = (devices: readonly PluggedDevice[]) => {
    const listed = new Map(devices.slice(0, mostDevices).map((device) => [device.path, device]))
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
        const entry: Entry<Connection> = {
          device,
          listener: use.listenerOf(device, () => entry.connected.state === 'ready'),
          connected: { state: 'opening' },
        }
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

import type { HidConnection, HidDevice, HidListener, HidTransport } from './hid-transport.ts'

export interface FakeHid extends HidTransport {
  plug(device: HidDevice): void
  unplug(path: string): void
  /** The read fails before the list of devices has changed, as it happens with a real cable. */
  failRead(path: string): void
  /** Speaks up without a change, as the machine's transport does every second. */
  list(): void
  /** Delivers a report; gives the very bytes, to look at afterwards. */
  report(path: string, report: Uint8Array): Uint8Array
  readonly features: { readonly path: string; readonly report: Uint8Array }[]
  /** Paths that cannot be opened. */
  readonly locked: Set<string>
  /** How often `open` was asked. */
  readonly attempts: number
  /** Paths that are open. */
  readonly openPaths: ReadonlySet<string>
}

/** Scanners that a test plugs in and unplugs. */
export function fakeHid(): FakeHid {
  const devices = new Map<string, HidDevice>()
  const listeners = new Map<string, HidListener>()
  const open = new Set<string>()
  const features: { path: string; report: Uint8Array }[] = []
  const locked = new Set<string>()
  let attempts = 0
  let tell: (devices: readonly HidDevice[]) => void = () => undefined
  const list = () => {
    tell([...devices.values()])
  }
  const end = (path: string) => {
    open.delete(path)
    listeners.get(path)?.onGone()
    listeners.delete(path)
  }
  return {
    watch: (onDevices) => {
      tell = onDevices
      list()
      return () => {
        tell = () => undefined
      }
    },
    open: async (path, listener): Promise<HidConnection | null> => {
      attempts += 1
      if (locked.has(path) || !devices.has(path)) return null
      listeners.set(path, listener)
      open.add(path)
      return {
        sendFeature: async (report) => {
          features.push({ path, report: report.slice() })
          return false
        },
        close: async () => {
          if (listeners.get(path) === listener) listeners.delete(path)
          open.delete(path)
        },
      }
    },
    plug: (device) => {
      devices.set(device.path, device)
      list()
    },
    unplug: (path) => {
      devices.delete(path)
      end(path)
      list()
    },
    failRead: end,
    list,
    report: (path, report) => {
      listeners.get(path)?.onReport(report)
      return report
    },
    features,
    locked,
    get attempts() {
      return attempts
    },
    openPaths: open,
  }
}

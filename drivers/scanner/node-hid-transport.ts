import type * as NodeHid from 'node-hid'
import type { Clock } from '../clock.ts'
import type { DeviceTransport } from './device-transport.ts'
import { barCodeScanner, type HidConnection, type HidDevice, type HidListener } from './hid-transport.ts'
import { watchNodes, watchPlugging } from './plugging.ts'

/** What is used of an open device of node-hid. */
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown
  on(event: 'error', listener: (fault: unknown) => void): unknown
  sendFeatureReport(report: Buffer): Promise<number>
  write(report: Buffer): Promise<number>
  close(): Promise<void>
}

/** An open device that takes output reports, too. */
export interface HidOutputConnection extends HidConnection {
  /**
   * @param report report id first (0 where reports are not numbered)
   * @returns whether the device took it
   */
  sendOutput(report: Uint8Array): Promise<boolean>
}

/** What is used of node-hid. */
export interface HidBinding {
  devicesAsync(): Promise<NodeHid.Device[]>
  readonly HIDAsync: { open(path: string): Promise<HidHandle> }
}

/** The package with its native part, or null where that does not load: then there are no scanners. */
async function loadNodeHid(): Promise<HidBinding | null> {
  return import('node-hid').catch(() => null)
}

/** What is asked about a collection before it is touched. */
export type HidCollection = Pick<NodeHid.Device, 'usagePage' | 'usage' | 'vendorId' | 'productId'>

function isBarCodeScanner({ usagePage, usage }: HidCollection): boolean {
  return usagePage === barCodeScanner.usagePage && usage === barCodeScanner.usage
}

/** One collection can be listed once per usage; a path is opened once. */
function choose(
  devices: readonly NodeHid.Device[],
  isWanted: (collection: HidCollection) => boolean,
): HidDevice[] {
  const found = new Map<string, HidDevice>()
  for (const device of devices) {
    const { path, vendorId, productId } = device
    if (path !== undefined && isWanted(device)) found.set(path, { path, vendorId, productId })
  }
  return [...found.values()]
}

/** Also that its rights change is news of a node: it can be opened only then. */
function watchHidraw(onChange: () => void): () => void {
  if (process.platform !== 'linux') return () => undefined
  return watchNodes('/dev', (_event, name) => name === null || name.startsWith('hidraw'), onChange)
}

async function openPath(
  binding: HidBinding,
  path: string,
  listener: HidListener,
): Promise<HidOutputConnection | null> {
  const device = await binding.HIDAsync.open(path).catch(() => null)
  if (!device) return null
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    await device.close().catch(() => undefined)
  }
  device.on('error', (fault: unknown) => {
    // A failed read is told as a string. An Error here was thrown by the listener: a mistake in the program.
    if (fault instanceof Error) throw fault
    if (!open) return
    void close()
    listener.onGone()
  })
  device.on('data', (report: Uint8Array) => {
    if (open) listener.onReport(report)
    else report.fill(0)
  })
  return {
    sendFeature: (report) =>
      device.sendFeatureReport(Buffer.from(report)).then(
        () => true,
        () => false,
      ),
    sendOutput: (report) =>
      device.write(Buffer.from(report)).then(
        () => true,
        () => false,
      ),
    close,
  }
}

/**
 * The machine's own HID devices (on Linux: hidraw). Each report comes in a buffer of its own. The package's native
 * part frees its buffer without zeroing it: one reason why a device host does not outlive a check.
 * @param isWanted which of them; no other is listed, and what is not listed is not opened
 */
export function nodeHidTransport(
  clock: Clock,
  load: () => Promise<HidBinding | null> = loadNodeHid,
  isWanted: (collection: HidCollection) => boolean = isBarCodeScanner,
): DeviceTransport<HidOutputConnection> {
  let loading: Promise<HidBinding | null> | null = null
  const loaded = () => (loading ??= load())
  const look = async () => {
    const binding = await loaded()
    const devices = binding ? await binding.devicesAsync().catch(() => null) : []
    return devices && choose(devices, isWanted)
  }
  return {
    watch: (onDevices) => watchPlugging(clock, look, [watchHidraw], onDevices),
    open: async (path, listener) => {
      const binding = await loaded()
      return binding && openPath(binding, path, listener)
    },
  }
}

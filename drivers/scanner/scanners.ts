import {
  defaultWedgeSilence,
  type SerialScannerConfig,
  type TrustedHidConfig,
  type TrustedSerialConfig,
  type WedgeScannerConfig,
} from '../../src/shared/scanner-config.ts'
import type { Device } from '../../src/shared/device-contract.ts'
import type { Clock } from '../clock.ts'
import type { CodeReception } from './code-assembler.ts'
import { connectDevices, type DevicesUse } from './connected-devices.ts'
import type { DeviceConnection, DeviceListener, DeviceTransport, PluggedDevice } from './device-transport.ts'
import { enableReportOf, hidScanner } from './hid-scanner.ts'
import type { HidTransport } from './hid-transport.ts'
import { isNamed } from './hidraw-keyboards.ts'
import { serialScanner } from './serial-scanner.ts'
import type { SerialTransport } from './serial-transport.ts'
import { trustedModule } from '../trusted-qr/trusted-module.ts'
import { wedgeScanner } from './wedge-scanner.ts'

export interface ScannersListener {
  /** Every scanner there is, at first, after each change, and now and then without one. */
  onDevices(devices: readonly Device[]): void
  /** The first report of a code came, from any scanner. */
  onCode(): CodeReception
  /** A code came to its end that was scanned before its scanner was opened. Nothing of it was kept. */
  onLeftover(): void
}

function openAll<Connection extends DeviceConnection>(
  transport: DeviceTransport<Connection>,
  clock: Clock,
  listener: ScannersListener,
  listenerOf: (device: PluggedDevice, begin: () => CodeReception) => DeviceListener,
  onOpened: DevicesUse<Connection>['onOpened'] = () => undefined,
): () => void {
  const leftover: CodeReception = {
    keeps: false,
    end: () => {
      listener.onLeftover()
    },
  }
  return connectDevices(
    transport,
    {
      listenerOf: (device, isReady) => listenerOf(device, () => (isReady() ? listener.onCode() : leftover)),
      onOpened,
      onDevices: (devices) => {
        listener.onDevices(devices.map((device) => ({ kind: 'qr-scanner', ...device })))
      },
    },
    clock,
  )
}

/** Opens every HID POS scanner that the transport has, as they come and go. Returns the way to close them all. */
export function openScanners(transport: HidTransport, clock: Clock, listener: ScannersListener): () => void {
  return openAll(
    transport,
    clock,
    listener,
    (device, begin) => hidScanner(device, clock, begin),
    (device, connection) => {
      const enable = enableReportOf(device)
      if (enable) void connection.sendFeature(enable)
    },
  )
}

/** Opens the serial scanners that configuration names. Returns the way to close them all. */
export function openSerialScanners(
  transport: SerialTransport<SerialScannerConfig>,
  clock: Clock,
  listener: ScannersListener,
): () => void {
  return openAll(transport, clock, listener, ({ path }, begin) =>
    serialScanner(transport.configOf(path).end, clock, begin),
  )
}

/** Opens the keyboard wedges that configuration names. Returns the way to close them all. */
export function openWedgeScanners(
  transport: HidTransport,
  wedges: readonly WedgeScannerConfig[],
  clock: Clock,
  listener: ScannersListener,
): () => void {
  return openAll(transport, clock, listener, (device, begin) => {
    const { silence = defaultWedgeSilence } = wedges.find((wedge) => isNamed(device, wedge)) ?? {}
    return wedgeScanner(silence, clock, begin)
  })
}

/** Opens the modules with a security chip that configuration names on serial ports. Returns the way to close them all. */
export function openSerialModules(
  transport: SerialTransport<TrustedSerialConfig>,
  clock: Clock,
  listener: ScannersListener,
): () => void {
  return openAll(transport, clock, listener, ({ path }, begin) =>
    trustedModule(transport.configOf(path).protocol, 'serial', clock, begin),
  )
}

/** Opens the modules with a security chip that configuration names by their USB ids. Returns the way to close them all. */
export function openHidModules(
  transport: HidTransport,
  modules: readonly TrustedHidConfig[],
  clock: Clock,
  listener: ScannersListener,
): () => void {
  return openAll(transport, clock, listener, (device, begin) => {
    const module = modules.find((one) => isNamed(device, one))
    if (!module) throw new TypeError('no such module is configured')
    return trustedModule(module.protocol, 'hid', clock, begin)
  })
}

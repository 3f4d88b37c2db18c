import type { HostCommand } from '../src/shared/device-contract.ts'
import type { Devices } from '../src/shared/device-config.ts'
import type { Clock } from './clock.ts'
import type {
  DeviceGroups,
  OpenCardReaders,
  OpenDocumentReaders,
  OpenKeypads,
  OpenScanners,
} from './device-host.ts'
import { systemRandom } from '../src/shared/gm/random.ts'
import { type OpenCardSlots, openDocumentReaders } from './emrtd/document-readers.ts'
import { openKeypads } from './keypad/keypads.ts'
import { openPcscReaders } from './pcsc/pcsc-readers.ts'
import type { EnrolledReader } from './resident-card/enrolment.ts'
import { hidFramings } from './resident-card/hid-framings.ts'
import { hidSamSources, isHidSam } from './resident-card/hid-source.ts'
import { openSamReaders } from './resident-card/sam-readers.ts'
import { type SamSources, serialSamSource, usbSamSources } from './resident-card/sam-source.ts'
import { serialportPorts } from './serial/serialport-ports.ts'
import { loadUsb } from './resident-card/usb-package.ts'
import { hidrawKeyboards, isNamed } from './scanner/hidraw-keyboards.ts'
import { type HidTransport, keyboard } from './scanner/hid-transport.ts'
import { type HidCollection, nodeHidTransport } from './scanner/node-hid-transport.ts'
import {
  openHidModules,
  openScanners,
  openSerialModules,
  openSerialScanners,
  openWedgeScanners,
} from './scanner/scanners.ts'
import { loadSerialport } from './serial/serial-package.ts'
import { serialTransport } from './scanner/serial-transport.ts'
import { connectVirtualDevices } from './virtual/virtual-devices.ts'

type Activation = Extract<HostCommand, { type: 'activate' }>

/**
 * The devices of this machine that the configuration names, and, in development builds, those of the device bench.
 */
export function deviceGroups({ devices, virtualDevicesPort }: Activation, clock: Clock): DeviceGroups {
  const virtual =
    __DEVELOPMENT__ && virtualDevicesPort !== undefined
      ? connectVirtualDevices(virtualDevicesPort, clock)
      : null
  return {
    scanners: [...scannersOf(devices, clock), ...(virtual ? [scannersOn(virtual.hid, clock)] : [])],
    documentReaders: [
      ...documentReadersOf(devices, clock),
      ...(virtual ? [documentReadersOn(virtual.documents, devices.documentReaders[0] ?? {}, clock)] : []),
    ],
    keypads: keypadsOf(devices, clock),
    cardReaders: [...cardReadersOf(devices, clock), ...(virtual ? [readersFrom(virtual.sams, clock)] : [])],
  }
}

function scannersOn(transport: HidTransport, clock: Clock): OpenScanners {
  return (listener) => openScanners(transport, clock, listener)
}

function readersFrom(
  sources: SamSources,
  clock: Clock,
  enrolled: readonly EnrolledReader[] = [],
): OpenCardReaders {
  return (onReaders) => openSamReaders(sources, clock, onReaders, enrolled)
}

function scannersOf({ scanners }: Devices, clock: Clock): OpenScanners[] {
  const groups: OpenScanners[] = []
  if (scanners.some(({ kind }) => kind === 'hid')) groups.push(scannersOn(nodeHidTransport(clock), clock))
  const serial = scanners.filter((scanner) => scanner.kind === 'serial')
  if (serial.length > 0) {
    const ports = serialportPorts(loadSerialport)
    groups.push((listener) => openSerialScanners(serialTransport(serial, ports, clock), clock, listener))
  }
  groups.push(...trustedModulesOf(scanners, clock))
  const wedges = scanners.filter((scanner) => scanner.kind === 'wedge')
  if (wedges.length > 0) {
    groups.push((listener) => openWedgeScanners(hidrawKeyboards(wedges, clock), wedges, clock, listener))
  }
  return groups
}

/** Modules with a security chip. A keyboard is never one, whatever its ids. */
function trustedModulesOf(scanners: Devices['scanners'], clock: Clock): OpenScanners[] {
  const groups: OpenScanners[] = []
  const serial = scanners.filter((scanner) => scanner.kind === 'trusted-serial')
  if (serial.length > 0) {
    const ports = serialportPorts(loadSerialport)
    groups.push((listener) => openSerialModules(serialTransport(serial, ports, clock), clock, listener))
  }
  const hid = scanners.filter((scanner) => scanner.kind === 'trusted-hid')
  if (hid.length > 0) {
    const isWanted = (collection: HidCollection) =>
      collection.usagePage !== keyboard.usagePage && hid.some((module) => isNamed(collection, module))
    const transport = nodeHidTransport(clock, undefined, isWanted)
    groups.push((listener) => openHidModules(transport, hid, clock, listener))
  }
  return groups
}

/** Readers with pipes of their own, and, once a maker's framing is known, those behind HID reports. */
function usbSources(clock: Clock): SamSources[] {
  const isWanted = (collection: HidCollection) => isHidSam(hidFramings, collection)
  const behindHid =
    hidFramings.length > 0 ? [hidSamSources(hidFramings, nodeHidTransport(clock, undefined, isWanted))] : []
  return [usbSamSources(loadUsb(), clock), ...behindHid]
}

/** Any on USB may be any of those that were enrolled there. */
function cardReadersOf({ cardReaders }: Devices, clock: Clock): OpenCardReaders[] {
  const usb = cardReaders.filter((reader) => reader.kind === 'usb')
  const serial = cardReaders.filter((reader) => reader.kind === 'serial')
  return [
    ...(usb.length > 0 ? usbSources(clock).map((sources) => readersFrom(sources, clock, usb)) : []),
    ...serial.map((reader) =>
      readersFrom(serialSamSource(serialportPorts(loadSerialport), reader.path, clock), clock, [reader]),
    ),
  ]
}

function documentReadersOf({ documentReaders }: Devices, clock: Clock): OpenDocumentReaders[] {
  return documentReaders.map((options) => (listener) => {
    const slots: OpenCardSlots = (onReaders) =>
      openPcscReaders(
        { clock },
        {
          onReaders,
          onService: (service) => {
            listener.onService(service.state === 'stopped' ? service.reason : service.state)
          },
        },
      )
    return documentReadersOn(slots, options, clock)(listener)
  })
}

function documentReadersOn(
  slots: OpenCardSlots,
  { compareFace = false }: Partial<Devices['documentReaders'][number]>,
  clock: Clock,
): OpenDocumentReaders {
  return (listener) =>
    openDocumentReaders(slots, { clock, random: systemRandom, options: { compareFace } }, (readers) => {
      listener.onReaders(readers)
    })
}

function keypadsOf({ keypads }: Devices, clock: Clock): OpenKeypads[] {
  return keypads.length > 0 ? [(listener) => openKeypads(hidrawKeyboards(keypads, clock), listener)] : []
}

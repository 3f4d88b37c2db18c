import type { Clock } from '../clock.ts'
import type { BaudRate } from './command.ts'
import type { ReaderPlace } from './enrolment.ts'
import type { SamTransport } from './sam-transport.ts'
import type { SerialPorts } from '../serial/serial-port.ts'
import { openSerialSam } from './serial-transport.ts'
import { portOf, type UsbBinding, type UsbDevice } from './usb-device.ts'
import { listUsbSams, openUsbSam } from './usb-transport.ts'

/** A place where there is, or may be, a reader. */
export interface SamSource {
  /** Names the reader for as long as it is plugged in. */
  readonly key: string
  readonly place: ReaderPlace
  /** Null when there is no SAM, or it cannot be had. */
  open(): Promise<SamTransport | null>
}

/** Where readers come from. */
export interface SamSources {
  /**
   * Calls back with every source there is: at first, after each change, and now and then without one, so that what
   * could not be opened can be tried again. Returns the way to stop.
   */
  watch(onSources: (sources: readonly SamSource[]) => void): () => void
}

/** How often (ms) the machine is asked what is plugged in, and what is faulty is tried again. */
const lookInterval = 1_000

/** A serial port that answers nothing is tried at every rate, which takes a while: not as often as it could be. */
const serialInterval = 5_000

function lookAgainAndAgain(clock: Clock, interval: number, look: () => Promise<void>): () => void {
  let stopped = false
  let callOff: () => void = () => undefined
  const next = async () => {
    await look()
    if (!stopped) callOff = clock.after(interval, () => void next())
  }
  void next()
  return () => {
    stopped = true
    callOff()
  }
}

function usbSource(device: UsbDevice, clock: Clock): SamSource {
  const { vendorId, productId, address } = device
  const port = portOf(device)
  return {
    // The address is new each time a device is plugged in.
    key: `usb ${port} ${address}`,
    place: { type: 'usb', vendorId, productId, port },
    open: async () => {
      const sam = await openUsbSam(device, clock)
      return sam.type === 'open' ? sam.transport : null
    },
  }
}

/**
 * The readers on USB, as they come and go. While the bus cannot be asked they stay as they are; a machine whose bus cannot
 * be asked from the first has none, and is not waited for before each check.
 */
export function usbSamSources(binding: UsbBinding, clock: Clock): SamSources {
  return {
    watch: (onSources) => {
      let stopped = false
      let told = false
      const stop = lookAgainAndAgain(clock, lookInterval, async () => {
        const devices = await listUsbSams(binding)
        if (stopped || (!devices && told)) return
        told = true
        onSources((devices ?? []).map((device) => usbSource(device, clock)))
      })
      return () => {
        stopped = true
        stop()
      }
    },
  }
}

/**
 * The reader on one serial port, which the configuration names: ports are not searched, as they may carry anything.
 * @param rates in the order in which they are tried
 */
export function serialSamSource(
  ports: SerialPorts,
  path: string,
  clock: Clock,
  rates?: readonly BaudRate[],
): SamSources {
  const source: SamSource = {
    key: `serial ${path}`,
    place: { type: 'serial', path },
    open: async () => {
      const sam = await openSerialSam(ports, path, clock, rates)
      return sam.type === 'open' ? sam.transport : null
    },
  }
  return {
    watch: (onSources) =>
      lookAgainAndAgain(clock, serialInterval, async () => {
        onSources([source])
      }),
  }
}

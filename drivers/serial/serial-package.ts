import type { SerialportClass } from './serialport-ports.ts'

/** The package `serialport`, or null where its native part does not load: then no port can be opened. */
export async function loadSerialport(): Promise<SerialportClass | null> {
  return import('serialport').then(
    ({ SerialPort }) => SerialPort,
    () => null,
  )
}

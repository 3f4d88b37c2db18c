import type { SerialPort, SerialPortListener, SerialPorts } from './serial-port.ts'

type Done = (error: Error | null | undefined) => void

/** What is used of a port of the package `serialport` (13). */
export interface SerialportPort {
  readonly isOpen: boolean
  open(done: Done): void
  update(options: { baudRate: number }, done: Done): void
  write(bytes: Uint8Array, done: Done): boolean
  close(done: Done): void
  on(event: 'data', listener: (bytes: Uint8Array) => void): unknown
  on(event: 'error' | 'close', listener: (error: Error | null) => void): unknown
}

/** What is used of the class `SerialPort` of the package `serialport` (13). */
export type SerialportClass = new (options: {
  path: string
  baudRate: number
  dataBits: 8
  parity: 'none'
  stopBits: 1
  autoOpen: false
  highWaterMark: number
}) => SerialportPort

/** The package reads into a pool of this size, which lives as long as the port: small, and zeroed as it is read. */
const poolLength = 4_096

/** What the package calls back with an error for is false here: each is a port that went away, or never was. */
function succeeds(act: (done: Done) => void): Promise<boolean> {
  return new Promise((resolve) => {
    act((error) => {
      resolve(!error)
    })
  })
}

function opened(port: SerialportPort, listener: SerialPortListener): SerialPort {
  let open = true
  const end = () => {
    if (!open) return
    open = false
    listener.onGone()
  }
  port.on('data', (bytes) => {
    if (open) listener.onBytes(bytes)
    else bytes.fill(0)
  })
  port.on('close', end)
  port.on('error', end)
  return {
    setBaudRate: (baudRate) =>
      succeeds((done) => {
        port.update({ baudRate }, done)
      }),
    // Once closed the package keeps what is written until somebody opens the port again.
    write: async (bytes) =>
      open &&
      succeeds((done) => {
        port.write(bytes, done)
      }),
    close: async () => {
      open = false
      if (!port.isOpen) return
      await succeeds((done) => {
        port.close(done)
      })
    },
  }
}

/**
 * The machine's own serial ports, by the package `serialport`.
 * @param load gives the package's class, or null where its native part does not load: then no port can be opened
 */
export function serialportPorts(load: () => Promise<SerialportClass | null>): SerialPorts {
  return {
    open: async (path, baudRate, listener) => {
      const Port = await load()
      if (!Port) return null
      const port = new Port({
        path,
        baudRate,
        dataBits: 8,
        parity: 'none',
        stopBits: 1,
        autoOpen: false,
        highWaterMark: poolLength,
      })
      const isOpen = await succeeds((done) => {
        port.open(done)
      })
      return isOpen ? opened(port, listener) : null
    },
  }
}

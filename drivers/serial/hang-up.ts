import { read } from 'node:fs'

/** What is used of an open port of the package `serialport` (13) on systems on which a port is a file. */
export interface PortFile {
  readonly isOpen: boolean
  readonly fd: number | null
  readonly poller: {
    once(event: 'readable', callback: (error: Error | null) => void): unknown
  }
  read(buffer: Buffer, offset: number, length: number): Promise<PortRead>
}

interface PortRead {
  readonly bytesRead: number
  readonly buffer: Buffer
}

/** What the package takes for the end of a port that was closed by us. Any other error is a port that went away. */
class Closed extends Error {
  readonly canceled = true
}

function readable({ poller }: PortFile): Promise<void> {
  return new Promise((resolve, reject) => {
    poller.once('readable', (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
}

/** The number of octets that came; null while none has. */
function readNow(fd: number, buffer: Buffer, offset: number, length: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    read(fd, buffer, offset, length, null, (error, bytesRead) => {
      if (!error) resolve(bytesRead)
      else if (error.code === 'EAGAIN' || error.code === 'EINTR') resolve(null)
      else reject(error)
    })
  })
}

/**
 * Reads a port so that it ends when the port hangs up, which is what the kernel does to one that is unplugged. A read
 * gives no octets then, now and for ever. The package's own takes that for no octets yet and reads again, in a loop that
 * never waits: it tells nobody that the port is gone, and takes a whole core (bindings-cpp, issue 162).
 */
export function endAtHangUp(port: PortFile): void {
  port.read = async (buffer, offset, length) => {
    for (;;) {
      if (!port.isOpen || port.fd === null) throw new Closed('the port is closed')
      const bytesRead = await readNow(port.fd, buffer, offset, length)
      if (bytesRead === 0) throw new Error('the port hung up')
      if (bytesRead !== null) return { bytesRead, buffer }
      if (port.isOpen) await readable(port)
    }
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { until } from './until.ts'

const controller = '/sys/devices/platform/vhci_hcd.0'

/** Bus and number of the device where it is really plugged in; nobody asks, but no two are the same. */
const deviceIdAt = (port: number) => (1 << 16) | (port + 1)
const fullSpeed = 2

/** Where a device is plugged in. */
export interface UsbPort {
  readonly port: number
  /** Who speaks USB/IP on it is the device. */
  readonly line: Socket
}

/** Numbers of the ports with nothing in them. The kernel's table says: hub, port, state, of which 4 is free. */
function freePorts(): number[] {
  const table = readFileSync(`${controller}/status`, 'utf8')
  return [...table.matchAll(/^hs +(\d+) 004 /gm)].map(([, port]) => Number(port))
}

/**
 * Plugs a USB device into the kernel's virtual host controller; one at a time, as two would take the same port.
 *
 * The controller takes a socket by its number in the process that writes it. Node does not tell the numbers of its
 * sockets, but a child's fourth stream is one end of a socket pair and has the number 3.
 */
export async function openPort(): Promise<UsbPort> {
  const port = await until('a free USB port', () => freePorts()[0])
  const order = `echo "${port} 3 ${deviceIdAt(port)} ${fullSpeed}" >${controller}/attach`
  const shell = spawn('/bin/sh', ['-c', order], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] })
  const line = shell.stdio[3]
  if (!(line instanceof Socket)) throw new TypeError('the child was started without its socket')
  line.pause()
  const [code] = await once(shell, 'exit')
  if (code !== 0) throw new Error(`the USB port took no device: exit code ${String(code)}`)
  return { port, line }
}

/** Pulls the plug. Resolves when the kernel has let go of the device. */
export async function closePort(line: Socket, port: number): Promise<void> {
  line.destroy()
  await until('the USB port is free again', () => freePorts().includes(port))
}

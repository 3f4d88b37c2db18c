import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { until } from './until.ts'

const controller = '/sys/devices/platform/vhci_hcd.0'

/** There is one port in use at a time. */
const port = 0

/** Bus and number of the device where it is really plugged in; nobody asks. */
const deviceId = (1 << 16) | 1
const fullSpeed = 2

function isFree(): boolean {
  return new RegExp(`^hs +0*${port} 004 `, 'm').test(readFileSync(`${controller}/status`, 'utf8'))
}

/**
 * Plugs a USB device into the kernel's virtual host controller. Who speaks USB/IP on the socket is the device; closing
 * it pulls the plug.
 *
 * The controller takes a socket by its number in the process that writes it. Node does not tell the numbers of its
 * sockets, but a child's fourth stream is one end of a socket pair and has the number 3.
 */
export async function openPort(): Promise<Socket> {
  await until('a free USB port', isFree)
  const order = `echo "${port} 3 ${deviceId} ${fullSpeed}" >${controller}/attach`
  const shell = spawn('/bin/sh', ['-c', order], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] })
  const line = shell.stdio[3]
  if (!(line instanceof Socket)) throw new TypeError('the child was started without its socket')
  line.pause()
  const [code] = await once(shell, 'exit')
  if (code !== 0) throw new Error(`the USB port took no device: exit code ${String(code)}`)
  return line
}

/** Pulls the plug. Resolves when the kernel has let go of the device. */
export async function closePort(line: Socket): Promise<void> {
  line.destroy()
  await until('the USB port is free again', isFree)
}

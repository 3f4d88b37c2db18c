import { existsSync, readFileSync } from 'node:fs'
import { type AppProcess, openFiles } from '../support/processes.ts'

/** A socket of the application beside those that it is known to have: `tcp 127.0.0.1:40001 → 127.0.0.1:9`. */
export type OtherSocket = string

const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const

interface KernelSocket {
  readonly protocol: (typeof tables)[number]
  readonly local: string
  readonly remote: string
  readonly name: string
}

/** `0100007F:1F90` as the kernel writes an address and port, low octet first, the port in decimal. */
function portOf(address: string): number {
  return Number.parseInt(address.slice(address.lastIndexOf(':') + 1), 16)
}

function socketsIn(protocol: KernelSocket['protocol']): KernelSocket[] {
  const file = `/proc/net/${protocol}`
  if (!existsSync(file)) return []
  return readFileSync(file, 'latin1')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local, remote, , , , , , , inode] = line.trim().split(/\s+/)
      return local && remote && inode ? [{ protocol, local, remote, name: `socket:[${inode}]` }] : []
    })
}

/** Ports that this process itself is connected to: in a build for tests, those by which it drives the application. */
function drivenBy(sockets: readonly KernelSocket[]): ReadonlySet<number> {
  const ours = new Set(openFiles(process.pid).map(({ name }) => name))
  return new Set(sockets.filter(({ name }) => ours.has(name)).map(({ remote }) => portOf(remote)))
}

/**
 * Every socket of these processes that speaks to the network and is not known.
 * @param peers ports on this machine that they may be connected to
 */
export function otherSockets(processes: readonly AppProcess[], peers: ReadonlySet<number>): OtherSocket[] {
  const theirs = new Set(processes.flatMap(({ pid }) => openFiles(pid)).map(({ name }) => name))
  const sockets = tables.flatMap(socketsIn)
  const served = drivenBy(sockets)
  return sockets
    .filter(({ name, protocol, local, remote }) => {
      const isKnown = protocol === 'tcp' && (peers.has(portOf(remote)) || served.has(portOf(local)))
      return theirs.has(name) && !isKnown
    })
    .map(({ protocol, local, remote }) => `${protocol} ${portOf(local)} → ${portOf(remote)}`)
}

import { existsSync, readFileSync } from 'node:fs'
import { type AppProcess, openFiles } from './processes.ts'

const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const

/** A socket that speaks to the network, as the kernel lists it (proc(5), /proc/net/tcp). */
export interface KernelSocket {
  readonly protocol: (typeof tables)[number]
  readonly localPort: number
  /** 0 where it is connected to nobody. */
  readonly remotePort: number
  readonly state: 'established' | 'listening' | 'other'
  /** What the process that holds it has open: `socket:[…]`. */
  readonly name: string
}

const states: Readonly<Record<string, KernelSocket['state']>> = { '01': 'established', '0A': 'listening' }

/** `0100007F:1F90`: the kernel writes an address, low octet first, and a port. */
function portOf(address: string): number {
  return Number.parseInt(address.slice(address.lastIndexOf(':') + 1), 16)
}

/** Every TCP and UDP socket of this machine. */
export function kernelSockets(): readonly KernelSocket[] {
  return tables.flatMap((protocol) => {
    const file = `/proc/net/${protocol}`
    if (!existsSync(file)) return []
    return readFileSync(file, 'latin1')
      .split('\n')
      .slice(1)
      .flatMap((line): KernelSocket[] => {
        const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/)
        if (!local || !remote || !state || !inode) return []
        return [
          {
            protocol,
            localPort: portOf(local),
            remotePort: portOf(remote),
            state: protocol.startsWith('tcp') ? (states[state] ?? 'other') : 'other',
            name: `socket:[${inode}]`,
          },
        ]
      })
  })
}

/** What of these a process holds. */
function heldBy({ pid }: Pick<AppProcess, 'pid'>, sockets: readonly KernelSocket[]): readonly KernelSocket[] {
  const open = new Set(openFiles(pid).map(({ name }) => name))
  return sockets.filter(({ name }) => open.has(name))
}

/** The TCP ports, of whatever address, at which these processes wait for somebody to connect. */
export function listeningPorts(processes: readonly Pick<AppProcess, 'pid'>[]): number[] {
  const listening = kernelSockets().filter(({ state }) => state === 'listening')
  const held = processes.flatMap((process) => heldBy(process, listening))
  return [...new Set(held.map(({ localPort }) => localPort))]
}

/** The process that holds the near end of a connection to this port on the loopback; null when none does. */
export function connectedTo(port: number, processes: readonly AppProcess[]): AppProcess | null {
  const connections = kernelSockets().filter(
    ({ protocol, state, remotePort }) => protocol === 'tcp' && state === 'established' && remotePort === port,
  )
  return processes.find((process) => heldBy(process, connections).length > 0) ?? null
}

import { type AppProcess, openFiles } from '../support/processes.ts'
import { type KernelSocket, kernelSockets } from '../support/sockets.ts'

/** Ports that this process itself is connected to: in a build for tests, those by which it drives the application. */
function drivenBy(sockets: readonly KernelSocket[]): ReadonlySet<number> {
  const ours = new Set(openFiles(process.pid).map(({ name }) => name))
  return new Set(sockets.filter(({ name }) => ours.has(name)).map(({ remotePort }) => remotePort))
}

/**
 * Every socket of these processes that speaks to the network and is not known: protocol and ports, `tcp 40001 → 9`.
 * @param peers ports on this machine that they may be connected to
 */
export function otherSockets(processes: readonly AppProcess[], peers: ReadonlySet<number>): string[] {
  const theirs = new Set(processes.flatMap(({ pid }) => openFiles(pid)).map(({ name }) => name))
  const sockets = kernelSockets()
  const served = drivenBy(sockets)
  return sockets
    .filter(({ name, protocol, localPort, remotePort }) => {
      const isKnown = protocol === 'tcp' && (peers.has(remotePort) || served.has(localPort))
      return theirs.has(name) && !isKnown
    })
    .map(({ protocol, localPort, remotePort }) => `${protocol} ${localPort} → ${remotePort}`)
}

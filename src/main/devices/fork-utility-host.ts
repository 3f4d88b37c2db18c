import { utilityProcess } from 'electron'
import { hostReportSchema } from '../../shared/device-contract.ts'
import type { ForkHost } from './host-process.ts'

/** Electron takes an empty environment for none given, and hands on its own: there is always something in ours. */
const bareEnvironment = { LANG: 'C.UTF-8' }

/**
 * Forks device hosts as Electron utility processes.
 * @param entry path of the built drivers/host.ts
 * @param env what a host is told by its environment; nothing of main's is inherited
 */
export function utilityHosts(entry: string, env: Readonly<Record<string, string>>): ForkHost {
  return (listener) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'passonly device host',
      env: { ...bareEnvironment, ...env },
      stdio: 'ignore',
    })
    child.on('message', (message: unknown) => {
      const report = hostReportSchema.safeParse(message)
      if (report.success) listener.onReport(report.data)
      else child.kill()
    })
    child.once('exit', () => {
      listener.onExit()
    })
    return {
      send: (command, port) => {
        child.postMessage(command, port ? [port] : [])
      },
      kill: () => {
        // Before it has a process there is nothing to end: then as soon as it has one.
        if (!child.kill()) child.once('spawn', () => child.kill())
      },
    }
  }
}

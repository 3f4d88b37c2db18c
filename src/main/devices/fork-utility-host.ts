import { utilityProcess } from 'electron'
import { hostReportSchema } from '../../shared/device-contract.ts'
import type { ForkHost } from './host-process.ts'

/**
 * Forks device hosts as Electron utility processes.
 * @param entry path of the built drivers/host.ts
 * @param env the whole environment of the process; nothing is inherited
 */
export function utilityHosts(entry: string, env: Readonly<Record<string, string>>): ForkHost {
  return (listener) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'passonly device host',
      env: { ...env },
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
      send: (command) => {
        child.postMessage(command)
      },
      kill: () => {
        child.kill()
      },
    }
  }
}

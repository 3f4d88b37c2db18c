import { parentPort as workerPort } from 'node:worker_threads'
import type { HostReport } from '../src/shared/device-contract.ts'
import { type EntryPort, entryPort, isMessagePort } from './secure-entry/entry-port.ts'

/** The way to main, whatever kind of process this is. */
export interface HostPort {
  post(report: HostReport): void
  /** @param callback gets the port that came with a message, where one did */
  onMessage(callback: (message: unknown, entry: EntryPort | null) => void): void
  /** Main is gone, or let go of this process. */
  onClose(callback: () => void): void
}

/** The port of an Electron utility process. Typed by hand: drivers know nothing of Electron. */
interface UtilityPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly unknown[] }) => void,
  ): void
  postMessage(message: unknown): void
}

function isUtilityPort(value: unknown): value is UtilityPort {
  return (
    typeof value === 'object' &&
    value !== null &&
    'postMessage' in value &&
    typeof value.postMessage === 'function' &&
    'on' in value &&
    typeof value.on === 'function'
  )
}

function utilityHostPort(port: UtilityPort): HostPort {
  return {
    post: (report) => {
      port.postMessage(report)
    },
    onMessage: (callback) => {
      port.on('message', ({ data, ports: [came] }) => {
        callback(data, isMessagePort(came) ? entryPort(came) : null)
      })
    },
    // Electron ends a utility process together with main.
    onClose: () => undefined,
  }
}

function workerHostPort(port: NonNullable<typeof workerPort>): HostPort {
  return {
    post: (report) => {
      port.postMessage(report)
    },
    onMessage: (callback) => {
      port.on('message', (message) => {
        callback(message, null)
      })
    },
    onClose: (callback) => {
      port.on('close', callback)
    },
  }
}

/** Wants `serialization: 'advanced'`, which carries bytes. */
function childHostPort(): HostPort {
  return {
    post: (report) => {
      process.send?.(report)
    },
    onMessage: (callback) => {
      process.on('message', (message) => {
        callback(message, null)
      })
    },
    onClose: (callback) => {
      process.on('disconnect', callback)
    },
  }
}

/**
 * The port of the process this runs in: an Electron utility process, a worker thread, or a child process of Node
 * with a channel. Null where nobody could be talked to.
 */
export function hostPort(): HostPort | null {
  const utility: unknown = Reflect.get(process, 'parentPort')
  if (isUtilityPort(utility)) return utilityHostPort(utility)
  if (workerPort) return workerHostPort(workerPort)
  return process.connected ? childHostPort() : null
}

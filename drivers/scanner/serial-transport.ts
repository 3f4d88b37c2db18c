import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SerialEnd, SerialScannerConfig } from '../../src/shared/scanner-config.ts'
import type { Clock } from '../clock.ts'
import type { SerialPorts } from '../resident-card/serial-port.ts'
import type { DeviceTransport, PluggedDevice } from './device-transport.ts'

/** How often (ms) it is looked whether the ports are there. */
const lookInterval = 1_000

/** The serial ports that configuration names. */
export interface SerialTransport extends DeviceTransport {
  /** @param path of one of its devices */
  endOf(path: string): SerialEnd
}

/**
 * What names a port for as long as it is plugged in. Under Linux the node of a port that comes back is another one
 * with the same name; elsewhere a port is there when it can be opened. Null: there is none.
 */
async function presence(path: string, platform: NodeJS.Platform): Promise<string | null> {
  if (platform === 'win32') return path
  const node = await stat(path).catch(() => null)
  return node?.isCharacterDevice() ? `${path}#${node.dev}.${node.ino}` : null
}

/**
 * Calls back when something comes or goes in a folder, where there is such a folder and the kernel tells. That a
 * file in it changes says nothing: in /dev that is every write to any device.
 */
function watchFolder(folder: string, onChange: () => void): () => void {
  let watcher: FSWatcher
  try {
    watcher = watch(folder, { persistent: false }, (event) => {
      if (event === 'rename') onChange()
    })
  } catch {
    return () => undefined
  }
  const stop = () => {
    watcher.close()
  }
  watcher.on('error', stop)
  return stop
}

/**
 * Serial scanners. A port that configuration does not name is never opened, nor asked what it is. What waits in a
 * port from before is dropped when it is opened.
 */
export function serialTransport(
  named: readonly SerialScannerConfig[],
  ports: SerialPorts,
  clock: Clock,
  platform: NodeJS.Platform = process.platform,
): SerialTransport {
  /** By the path that names the device for as long as it is there. */
  const present = new Map<string, SerialScannerConfig>()

  const configOf = (path: string) => {
    const config = present.get(path)
    if (!config) throw new TypeError('no such port is configured')
    return config
  }

  const look = async (): Promise<PluggedDevice[]> => {
    const found = await Promise.all(
      named.map(async (config) => ({ config, path: await presence(config.path, platform) })),
    )
    present.clear()
    for (const { config, path } of found) if (path !== null) present.set(path, config)
    return [...present.keys()].map((path) => ({ path, vendorId: 0, productId: 0 }))
  }

  return {
    endOf: (path) => configOf(path).end,
    watch: (onDevices) => {
      let stopped = false
      let busy = false
      let again = false
      let cancelNext: () => void = () => undefined

      const lookAgain = async () => {
        if (busy) {
          again = true
          return
        }
        busy = true
        again = false
        cancelNext()
        const devices = await look()
        busy = false
        if (stopped) return
        onDevices(devices)
        if (again) void lookAgain()
        else cancelNext = clock.after(lookInterval, () => void lookAgain())
      }

      const folders = platform === 'win32' ? [] : [...new Set(named.map(({ path }) => dirname(path)))]
      const stopWatching = folders.map((folder) => watchFolder(folder, () => void lookAgain()))
      void lookAgain()
      return () => {
        stopped = true
        cancelNext()
        for (const stop of stopWatching) stop()
      }
    },
    open: async (path, listener) => {
      const config = present.get(path)
      if (!config) return null
      return ports.open(config.path, config.baud, {
        onBytes: (bytes) => {
          listener.onReport(bytes)
        },
        onGone: () => {
          listener.onGone()
        },
      })
    },
  }
}

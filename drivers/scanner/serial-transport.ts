import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '../clock.ts'
import type { SerialPorts } from '../serial/serial-port.ts'
import type { DeviceTransport, PluggedDevice } from './device-transport.ts'
import { watchNodes, watchPlugging } from './plugging.ts'

/** A port as the configuration names it. */
export interface NamedPort {
  readonly path: string
  readonly baud: number
}

/** The serial ports that configuration names. */
export interface SerialTransport<Named extends NamedPort> extends DeviceTransport {
  /** @param path of one of its devices */
  configOf(path: string): Named
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
 * Devices on serial ports. A port that configuration does not name is never opened, nor asked what it is. What waits in a
 * port from before is dropped when it is opened.
 */
export function serialTransport<Named extends NamedPort>(
  named: readonly Named[],
  ports: SerialPorts,
  clock: Clock,
  platform: NodeJS.Platform = process.platform,
): SerialTransport<Named> {
  /** By the path that names the device for as long as it is there. */
  const present = new Map<string, Named>()

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

  /** That a file in it changes says nothing: in /dev that is every write to any device. */
  const watchFolder = (folder: string) => (onChange: () => void) =>
    watchNodes(folder, (event) => event === 'rename', onChange)
  const folders = platform === 'win32' ? [] : [...new Set(named.map(({ path }) => dirname(path)))]

  return {
    configOf,
    watch: (onDevices) => watchPlugging(clock, look, folders.map(watchFolder), onDevices),
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

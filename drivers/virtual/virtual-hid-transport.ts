import type { AttachHidFrame } from '../../src/shared/virtual-link.ts'
import type { Clock } from '../clock.ts'
import { barCodeScanner, type HidListener, type HidTransport } from '../scanner/hid-transport.ts'
import { type VirtualLinkConnection, virtualLinkConnection } from './virtual-link-connection.ts'

function pathOf(deviceId: number): string {
  return `virtual:${deviceId}`
}

/** The scanners of the device bench. Every other device on the link is let be. */
export function virtualScanners(link: VirtualLinkConnection): HidTransport {
  const attached = new Map<string, AttachHidFrame>()
  const open = new Map<string, HidListener>()

  return {
    watch: (onDevices) => {
      const tell = () => {
        onDevices([...attached].map(([path, { vendorId, productId }]) => ({ path, vendorId, productId })))
      }
      const detach = (path: string) => {
        const listener = open.get(path)
        open.delete(path)
        attached.delete(path)
        listener?.onGone()
      }
      return link.join({
        onAttach: (frame) => {
          if (frame.kind !== 'hid') return
          if (frame.usagePage !== barCodeScanner.usagePage || frame.usage !== barCodeScanner.usage) return
          attached.set(pathOf(frame.deviceId), frame)
          tell()
        },
        onDetach: (deviceId) => {
          const path = pathOf(deviceId)
          if (!attached.has(path)) return
          detach(path)
          tell()
        },
        onInput: (deviceId, bytes) => {
          const listener = open.get(pathOf(deviceId))
          listener?.onReport(bytes)
          return listener !== undefined
        },
        onLost: () => {
          for (const path of attached.keys()) detach(path)
          tell()
        },
      })
    },
    open: async (path, listener) => {
      const device = attached.get(path)
      if (!device) return null
      open.set(path, listener)
      return {
        sendFeature: async (bytes) =>
          open.get(path) === listener && link.send({ type: 'feature', deviceId: device.deviceId, bytes }),
        close: async () => {
          if (open.get(path) === listener) open.delete(path)
        },
      }
    },
  }
}

/**
 * The scanners of the device bench, over a link of their own.
 * @param port of the bench, on 127.0.0.1
 */
export function virtualHidTransport(port: number, clock: Clock): HidTransport {
  return virtualScanners(virtualLinkConnection(port, clock))
}

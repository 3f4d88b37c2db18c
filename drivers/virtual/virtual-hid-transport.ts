import { connect, type Socket } from 'node:net'
import {
  type AttachFrame,
  type LinkFrame,
  linkFrameReader,
  VirtualLinkError,
  writeLinkFrame,
} from '../../src/shared/virtual-link.ts'
import type { Clock } from '../clock.ts'
import {
  barCodeScanner,
  type HidDevice,
  type HidListener,
  type HidTransport,
} from '../scanner/hid-transport.ts'

const firstRetry = 50
const lastRetry = 2_000

function pathOf(deviceId: number): string {
  return `virtual:${deviceId}`
}

/**
 * The scanners of the device bench, over the link that src/shared/virtual-link.ts describes. A lost link is as if
 * every device had been unplugged at once; it is built up again, at growing intervals.
 * @param port of the bench, on 127.0.0.1
 */
export function virtualHidTransport(port: number, clock: Clock): HidTransport {
  const attached = new Map<string, AttachFrame>()
  const open = new Map<string, HidListener>()
  let link: Socket | null = null

  const scanners = (): HidDevice[] =>
    [...attached].map(([path, { vendorId, productId }]) => ({ path, vendorId, productId }))

  const detach = (path: string) => {
    const listener = open.get(path)
    open.delete(path)
    attached.delete(path)
    listener?.onGone()
  }

  const take = (frame: LinkFrame, onDevices: (devices: readonly HidDevice[]) => void) => {
    const path = pathOf(frame.deviceId)
    switch (frame.type) {
      case 'attach':
        if (frame.usagePage !== barCodeScanner.usagePage || frame.usage !== barCodeScanner.usage) return
        detach(path)
        attached.set(path, frame)
        onDevices(scanners())
        return
      case 'detach':
        detach(path)
        onDevices(scanners())
        return
      case 'input': {
        const listener = open.get(path)
        if (listener) listener.onReport(frame.bytes)
        else frame.bytes.fill(0)
        return
      }
      case 'feature':
        throw new VirtualLinkError('type')
    }
  }

  const watch: HidTransport['watch'] = (onDevices) => {
    let stopped = false
    let retry = firstRetry
    let cancelRetry: () => void = () => undefined

    const build = () => {
      const reader = linkFrameReader()
      const socket = connect({
        host: '127.0.0.1',
        port,
        noDelay: true,
        // One buffer of our own, so that what comes over the link can be zeroed.
        onread: {
          buffer: new Uint8Array(16 * 1024),
          callback: (length, buffer) => {
            const chunk = buffer.subarray(0, length)
            try {
              reader.push(chunk, (frame) => {
                take(frame, onDevices)
              })
            } catch (error) {
              if (!(error instanceof VirtualLinkError)) throw error
              socket.destroy()
            } finally {
              chunk.fill(0)
            }
            return true
          },
        },
      })
      link = socket
      socket.on('connect', () => {
        retry = firstRetry
      })
      // Every error is followed by close, which is where it is dealt with.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        reader.reset()
        if (stopped) return
        for (const path of attached.keys()) detach(path)
        onDevices([])
        cancelRetry = clock.after(retry, build)
        retry = Math.min(lastRetry, retry * 2)
      })
    }

    build()
    return () => {
      stopped = true
      cancelRetry()
      link?.destroy()
    }
  }

  return {
    watch,
    open: async (path, listener) => {
      const device = attached.get(path)
      if (!device) return null
      open.set(path, listener)
      return {
        sendFeature: async (report) => {
          if (open.get(path) !== listener || !link?.writable) return false
          link.write(writeLinkFrame({ type: 'feature', deviceId: device.deviceId, bytes: report }))
          return true
        },
        close: async () => {
          if (open.get(path) === listener) open.delete(path)
        },
      }
    },
  }
}

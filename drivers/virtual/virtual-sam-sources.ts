import type { AttachSamFrame } from '../../src/shared/virtual-link.ts'
import type { Clock } from '../clock.ts'
import type { SamSource, SamSources } from '../resident-card/sam-source.ts'
import type { SamListener, SamTransport } from '../resident-card/sam-transport.ts'
import type { VirtualLinkConnection } from './virtual-link-connection.ts'

/** How often (ms) the readers are told again, so that a faulty one is tried again. */
const tellInterval = 1_000

/** One way to a virtual SAM, from opening it until it is closed or gone. */
interface Opened {
  listener: SamListener | null
}

/** The readers of resident cards of the device bench. Every other device on the link is let be. */
export function virtualSamSources(link: VirtualLinkConnection, clock: Clock): SamSources {
  const attached = new Map<number, AttachSamFrame>()
  const open = new Map<number, Opened>()

  const transport = (deviceId: number, opened: Opened): SamTransport => {
    const isOpen = () => open.get(deviceId) === opened
    return {
      listen: (listener) => {
        opened.listener = listener
      },
      write: async (bytes) => isOpen() && link.send({ type: 'output', deviceId, bytes }),
      close: async () => {
        if (isOpen()) open.delete(deviceId)
      },
    }
  }

  const source = ({ deviceId, vendorId, productId }: AttachSamFrame): SamSource => ({
    key: `virtual ${deviceId}`,
    // The bench has one place for a reader: plugged in again, it is where it was.
    place: { type: 'usb', vendorId, productId, port: 'virtual' },
    open: async () => {
      if (!attached.has(deviceId) || open.has(deviceId)) return null
      const opened: Opened = { listener: null }
      open.set(deviceId, opened)
      return transport(deviceId, opened)
    },
  })

  return {
    watch: (onSources) => {
      let callOff: () => void = () => undefined
      const tell = () => {
        callOff()
        onSources([...attached.values()].map(source))
        callOff = clock.after(tellInterval, tell)
      }
      const detach = (deviceId: number) => {
        const opened = open.get(deviceId)
        open.delete(deviceId)
        attached.delete(deviceId)
        opened?.listener?.onGone()
      }
      const leave = link.join({
        onAttach: (frame) => {
          if (frame.kind !== 'sam') return
          attached.set(frame.deviceId, frame)
          tell()
        },
        onDetach: (deviceId) => {
          if (!attached.has(deviceId)) return
          detach(deviceId)
          tell()
        },
        onInput: (deviceId, bytes) => {
          const listener = open.get(deviceId)?.listener
          listener?.onBytes(bytes)
          return listener !== undefined && listener !== null
        },
        onLost: () => {
          for (const deviceId of attached.keys()) detach(deviceId)
          tell()
        },
      })
      callOff = clock.after(tellInterval, tell)
      return () => {
        callOff()
        leave()
      }
    },
  }
}

import { connect, type Socket } from 'node:net'
import {
  type AttachFrame,
  type FeatureFrame,
  type LinkFrame,
  linkFrameReader,
  type OutputFrame,
  VirtualLinkError,
  writeLinkFrame,
} from '../../src/shared/virtual-link.ts'
import type { Clock } from '../clock.ts'

const firstRetry = 50
const lastRetry = 2_000

/** Who has to do with one kind of device on the link. It hears of the others too and lets them be. */
export interface LinkUser {
  onAttach(frame: AttachFrame): void
  onDetach(deviceId: number): void
  /** @returns whether it took the bytes and zeroes them; at most one user takes them */
  onInput(deviceId: number, bytes: Uint8Array): boolean
  /** The link was lost, and every device with it; or it could not be built. */
  onLost(): void
}

export interface VirtualLinkConnection {
  /**
   * Builds the link up at the first join and ends it when the last user has left. Who joins late hears of every
   * device that is there. Returns the way to leave.
   */
  join(user: LinkUser): () => void
  /** @returns false while there is no link */
  send(frame: FeatureFrame | OutputFrame): boolean
}

/**
 * A device host's end of the link that src/shared/virtual-link.ts describes. A lost link is as if every device had
 * been unplugged at once; it is built up again, at growing intervals.
 * @param port of the bench, on 127.0.0.1
 */
export function virtualLinkConnection(port: number, clock: Clock): VirtualLinkConnection {
  const users = new Set<LinkUser>()
  const attached = new Map<number, AttachFrame>()
  let link: Socket | null = null
  let retry = firstRetry
  let cancelRetry: () => void = () => undefined

  const tell = (what: (user: LinkUser) => void) => {
    for (const user of users) what(user)
  }

  const detach = (deviceId: number) => {
    if (!attached.delete(deviceId)) return
    tell((user) => {
      user.onDetach(deviceId)
    })
  }

  const take = (frame: LinkFrame) => {
    const { deviceId } = frame
    switch (frame.type) {
      case 'attach':
        detach(deviceId)
        attached.set(deviceId, frame)
        tell((user) => {
          user.onAttach(frame)
        })
        return
      case 'detach':
        detach(deviceId)
        return
      case 'input': {
        const taken = attached.has(deviceId) && [...users].some((user) => user.onInput(deviceId, frame.bytes))
        if (!taken) frame.bytes.fill(0)
        return
      }
      case 'feature':
      case 'output':
        frame.bytes.fill(0)
        throw new VirtualLinkError('type')
    }
  }

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
            if (socket === link) reader.push(chunk, take)
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
      if (socket !== link) return
      link = null
      attached.clear()
      tell((user) => {
        user.onLost()
      })
      cancelRetry = clock.after(retry, build)
      retry = Math.min(lastRetry, retry * 2)
    })
  }

  const end = () => {
    cancelRetry()
    const socket = link
    link = null
    attached.clear()
    retry = firstRetry
    socket?.destroy()
  }

  return {
    join: (user) => {
      users.add(user)
      if (users.size === 1) build()
      else for (const frame of attached.values()) user.onAttach(frame)
      return () => {
        if (users.delete(user) && users.size === 0) end()
      }
    },
    send: (frame) => {
      if (!link?.writable) return false
      link.write(writeLinkFrame(frame))
      return true
    },
  }
}

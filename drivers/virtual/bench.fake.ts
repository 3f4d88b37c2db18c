import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { type LinkFrame, linkFrameReader, writeLinkFrame } from '../../src/shared/virtual-link.ts'

export interface FakeBench {
  readonly port: number
  /** What hosts sent. */
  readonly received: readonly LinkFrame[]
  /** How many hosts are connected. */
  readonly hosts: number
  /** Connections so far. */
  readonly connections: number
  plug(deviceId: number, vendorId?: number, usagePage?: number): void
  unplug(deviceId: number): void
  report(deviceId: number, ...reports: readonly Uint8Array[]): void
  /** Sends octets that need not be a frame. */
  raw(octets: Uint8Array): void
  /** Cuts every connection. */
  cut(): void
  close(): Promise<void>
}

/** A device bench over real TCP. @param port 0 for any */
export async function fakeBench(port = 0): Promise<FakeBench> {
  const attached = new Map<number, LinkFrame>()
  const sockets = new Set<Socket>()
  const received: LinkFrame[] = []
  let connections = 0
  const server: Server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.setNoDelay()
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    const reader = linkFrameReader()
    socket.on('data', (chunk) => {
      reader.push(chunk, (frame) => received.push(frame))
    })
    for (const frame of attached.values()) socket.write(writeLinkFrame(frame))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const raw = (octets: Uint8Array) => {
    for (const socket of sockets) socket.write(octets)
  }
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    received,
    get hosts() {
      return sockets.size
    },
    get connections() {
      return connections
    },
    plug: (deviceId, vendorId = 0x05e0, usagePage = 0x8c) => {
      const frame: LinkFrame = {
        type: 'attach',
        deviceId,
        kind: 'hid',
        vendorId,
        productId: 0x0010,
        usagePage,
        usage: 0x02,
        product: 'Virtual scanner',
      }
      attached.set(deviceId, frame)
      raw(writeLinkFrame(frame))
    },
    unplug: (deviceId) => {
      attached.delete(deviceId)
      raw(writeLinkFrame({ type: 'detach', deviceId }))
    },
    report: (deviceId, ...reports) => {
      for (const bytes of reports) raw(writeLinkFrame({ type: 'input', deviceId, bytes }))
    },
    raw,
    cut,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
  }
}

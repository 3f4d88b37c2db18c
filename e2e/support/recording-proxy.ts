import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A plain connection to somewhere else that keeps a copy of every octet, both ways. */
export interface RecordingProxy {
  readonly url: string
  /** All octets that went through so far, connection after connection. */
  recorded(): Uint8Array
  close(): Promise<void>
}

/** @param target base address of the server behind it */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const { hostname, port } = new URL(target)
  const record: Uint8Array[] = []
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const join = (from: Socket, to: Socket) => {
      sockets.add(from)
      from.on('data', (chunk) => {
        record.push(Uint8Array.from(chunk))
        to.write(chunk)
      })
      from.on('end', () => to.end())
      // An end that breaks breaks the other one too; what that means is for the two ends to judge.
      from.on('error', () => to.destroy())
      from.on('close', () => sockets.delete(from))
    }
    join(near, far)
    join(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    recorded: () => Buffer.concat(record),
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

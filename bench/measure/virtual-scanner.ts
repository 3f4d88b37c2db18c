import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { writeLinkFrame } from '../../src/shared/virtual-link.ts'

/** The device bench's end of the virtual devices' link, with one scanner, and the moment of its last report. */
export class VirtualScanner {
  readonly #server: Server
  readonly #hosts = new Set<Socket>()

  private constructor(server: Server) {
    this.#server = server
    server.on('connection', (host) => {
      this.#hosts.add(host)
      host.setNoDelay(true)
      host.on('close', () => this.#hosts.delete(host))
      host.on('error', () => host.destroy())
      host.resume()
      host.write(
        writeLinkFrame({
          type: 'attach',
          deviceId: 1,
          kind: 'hid',
          vendorId: 0x05e0,
          productId: 0x1300,
          usagePage: 0x8c,
          usage: 0x02,
          product: 'bench scanner',
        }),
      )
    })
  }

  static async open(): Promise<VirtualScanner> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new VirtualScanner(server)
  }

  get port(): number {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new TypeError('not listening')
    return address.port
  }

  /** Sends a code as reports of layout A. Gives the moment the last one went out (ms since 1970, fractions kept). */
  scan(code: string): number {
    return this.#send(reportsOf(code))
  }

  /** Sends the first report of a code that never comes to its end. Gives the moment that it went out. */
  begin(): number {
    return this.#send(reportsOf('A'.repeat(100)).slice(0, 1))
  }

  #send(frames: readonly Uint8Array[]): number {
    const sent = performance.timeOrigin + performance.now()
    for (const host of this.#hosts) for (const frame of frames) host.write(frame)
    return sent
  }

  close(): void {
    for (const host of this.#hosts) host.destroy()
    this.#server.close()
  }
}

function reportsOf(code: string): readonly Uint8Array[] {
  const bytes = new TextEncoder().encode(code)
  const frames: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += 56) {
    const part = bytes.subarray(at, at + 56)
    const report = new Uint8Array(64)
    report.set([0x02, part.length, 0x5d, 0x51, 0x31])
    report.set(part, 5)
    report[61] = 0x73
    report[63] = at + 56 < bytes.length ? 1 : 0
    frames.push(writeLinkFrame({ type: 'input', deviceId: 1, bytes: report }))
  }
  return frames
}

import type { FakeClock } from '../clock.fake.ts'
import type { SamListener, SamTransport } from './sam-transport.ts'

export interface FakeSamTransport extends SamTransport {
  /** What the reader sends; gives the very bytes, to look at afterwards. */
  deliver(bytes: Uint8Array): Uint8Array
  /** The cable is pulled. */
  unplug(): void
  /** CMD PARA of every command that was written, in hexadecimal. */
  readonly written: string[]
  readonly closed: boolean
  readonly awaits: boolean
  /** Writes fail from now on. */
  refuses: boolean
}

/** A cable to a SAM that a test plays. @param onWrite takes each command */
export function fakeSamTransport(onWrite: (command: Uint8Array) => void = () => undefined): FakeSamTransport {
  let listener: SamListener | null = null
  let closed = false
  const written: string[] = []
  return {
    refuses: false,
    listen: (hears) => {
      listener = hears
    },
    async write(command) {
      if (this.refuses) return false
      written.push(Buffer.from(command.subarray(7, 9)).toString('hex'))
      onWrite(command)
      return true
    },
    close: async () => {
      closed = true
    },
    deliver: (bytes) => {
      listener?.onBytes(bytes)
      return bytes
    },
    unplug: () => {
      listener?.onGone()
    },
    written,
    get closed() {
      return closed
    },
    get awaits() {
      return listener?.awaits ?? false
    },
  }
}

export const settled = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Lets time pass in steps until the promise is settled, and gives what it settled to and how long (ms) it took.
 * @throws TypeError when that takes longer than `most` ms
 */
export async function passUntil<T>(
  clock: FakeClock,
  promise: Promise<T>,
  most = 20_000,
  step = 10,
): Promise<{ readonly value: T; readonly took: number }> {
  const progress = { done: false }
  void promise.finally(() => {
    progress.done = true
  })
  const start = clock.now()
  await settled()
  while (!progress.done) {
    if (clock.now() - start > most) throw new TypeError('takes too long')
    clock.pass(step)
    await settled()
  }
  return { value: await promise, took: clock.now() - start }
}

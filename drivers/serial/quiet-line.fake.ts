import { EventEmitter, once } from 'node:events'
import type { FakeClock } from '../clock.fake.ts'
import type { HearPort } from './pty.fake.ts'
import { loadSerialport } from './serial-package.ts'
import type { SerialPorts } from './serial-port.ts'
import { serialportPorts } from './serialport-ports.ts'
import type { TestPorts } from './test-ports.fake.ts'

/**
 * A driver on a real tty, by the real package, with the test at the other end. Both ends count what is on its way, and
 * the test's time stands still meanwhile: however slow the machine is, no limit runs out that the device itself keeps.
 */
export interface QuietLine {
  /** The machine's ports. */
  readonly ports: SerialPorts
  /** Every chunk that was read, as the driver left it. */
  readonly chunks: readonly Uint8Array[]
  /** Every rate that the port was opened with or set to. */
  readonly rates: readonly number[]
  /** Done when the driver has read all of it. */
  send(octets: Uint8Array): Promise<void>
  unplug(): Promise<void>
  /**
   * Lets time pass until the promise is settled, and gives what it settled to and how long (ms) it took.
   * @throws TypeError when that takes longer than `most` ms
   */
  pass<T>(promise: Promise<T>, most?: number): Promise<{ readonly value: T; readonly took: number }>
}

/** Time passes in steps of so long (ms). */
export const quietStep = 5

const settled = () => new Promise((resolve) => setImmediate(resolve))

/**
 * @param name of the port
 * @param hear what the driver writes
 */
export async function quietLine(
  testPorts: TestPorts,
  name: string,
  clock: FakeClock,
  hear: HearPort,
): Promise<QuietLine> {
  const changes = new EventEmitter()
  const chunks: Uint8Array[] = []
  const rates: number[] = []
  let acts = 0
  let written = 0
  let heard = 0
  let sent = 0
  let read = 0

  const change = () => changes.emit('change')
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await once(changes, 'change')
  }
  const isQuiet = () => acts === 0 && written === heard
  const act = async <T>(act: () => Promise<T>): Promise<T> => {
    acts += 1
    try {
      return await act()
    } finally {
      acts -= 1
      change()
    }
  }

  const pty = await testPorts.plug(name, (octets, baudRate) => {
    hear(octets, baudRate)
    heard += octets.length
    change()
  })
  const machine = serialportPorts(loadSerialport)
  const ports: SerialPorts = {
    open: (path, baudRate, listener) =>
      act(async () => {
        rates.push(baudRate)
        const port = await machine.open(path, baudRate, {
          onBytes: (bytes) => {
            listener.onBytes(bytes)
            chunks.push(bytes)
            read += bytes.length
            change()
          },
          onGone: () => {
            listener.onGone()
          },
        })
        if (!port) return null
        return {
          setBaudRate: (rate) => {
            rates.push(rate)
            return act(() => port.setBaudRate(rate))
          },
          write: (bytes) => {
            written += bytes.length
            return act(() => port.write(bytes))
          },
          close: () => act(() => port.close()),
        }
      }),
  }

  return {
    ports,
    chunks,
    rates,
    send: (octets) =>
      act(async () => {
        sent += octets.length
        const end = sent
        await pty.send(octets)
        await until(() => read >= end)
      }),
    unplug: () => pty.unplug(),
    pass: async (promise, most = 20_000) => {
      const began = clock.now()
      const progress = { done: false }
      const end = () => {
        progress.done = true
        change()
      }
      promise.then(end, end)
      for (;;) {
        // What has arrived leads to the next question only after a turn.
        await settled()
        if (progress.done) return { value: await promise, took: clock.now() - began }
        if (!isQuiet()) {
          await until(() => progress.done || isQuiet())
          continue
        }
        if (clock.now() - began > most) throw new TypeError('takes too long')
        clock.pass(quietStep)
      }
    },
  }
}

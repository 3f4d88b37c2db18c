import type { Clock } from '../clock.ts'
import { type BaudRate, baudRates, writeSamCommand } from './command.ts'
import { samFrameReader } from './frame.ts'
import type { SamListener, SamTransport } from './sam-transport.ts'
import type { SerialPort, SerialPorts } from '../serial/serial-port.ts'

export type SerialSam =
  | { readonly type: 'open'; readonly transport: SamTransport; readonly baudRate: BaudRate }
  /** There is no such port, or somebody else has it. */
  | { readonly type: 'unopened' }
  /** Nothing on the port answers like a SAM at any rate. */
  | { readonly type: 'silent' }

/** So long (ms) a SAM may take to answer for its status. At 9,600 baud question and answer need 22 ms on the wire. */
export const probeLimit = 250

interface Ears {
  hear(bytes: Uint8Array): void
  gone(): void
}

/** Whether a SAM answers at the rate that is set: any whole answer will do, also one that complains. */
function answers(
  port: SerialPort,
  clock: Clock,
  listenWith: (ears: Ears) => void,
): Promise<'yes' | 'no' | 'gone'> {
  return new Promise((resolve) => {
    const reader = samFrameReader()
    const end = (result: 'yes' | 'no' | 'gone') => {
      stop()
      reader.reset()
      resolve(result)
    }
    const stop = clock.after(probeLimit, () => {
      end('no')
    })
    listenWith({
      hear: (bytes) => {
        reader.push(bytes, ({ type }) => {
          if (type === 'answer') end('yes')
        })
      },
      gone: () => {
        end('gone')
      },
    })
    const ask = async () => {
      if (!(await port.write(writeSamCommand('status')))) end('gone')
    }
    void ask()
  })
}

/**
 * Opens a SAM on a serial port and finds out at which rate it speaks, by asking for its status at each.
 * @param rates in the order in which they are tried
 */
export async function openSerialSam(
  ports: SerialPorts,
  path: string,
  clock: Clock,
  rates: readonly BaudRate[] = baudRates,
): Promise<SerialSam> {
  const deaf: Ears = { hear: () => undefined, gone: () => undefined }
  let ears = deaf
  let gone = false
  const [first] = rates
  if (first === undefined) throw new TypeError('no rates')
  const port = await ports.open(path, first, {
    onBytes: (bytes) => {
      try {
        ears.hear(bytes)
      } finally {
        bytes.fill(0)
      }
    },
    onGone: () => {
      gone = true
      ears.gone()
    },
  })
  if (!port) return { type: 'unopened' }

  for (const baudRate of rates) {
    if (gone) break
    if (baudRate !== first && !(await port.setBaudRate(baudRate))) continue
    const answered = await answers(port, clock, (probe) => {
      ears = probe
    })
    ears = deaf
    if (answered === 'yes') return { type: 'open', transport: serialTransport(port), baudRate }
    if (answered === 'gone') break
  }
  await port.close()
  return { type: 'silent' }

  function serialTransport(open: SerialPort): SamTransport {
    return {
      listen: (listener: SamListener) => {
        ears = {
          hear: (bytes) => {
            listener.onBytes(bytes)
          },
          gone: () => {
            listener.onGone()
          },
        }
        if (gone) listener.onGone()
      },
      write: (command) => open.write(command),
      close: async () => {
        ears = deaf
        await open.close()
      },
    }
  }
}

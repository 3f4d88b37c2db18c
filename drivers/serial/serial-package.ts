import { endAtHangUp } from './hang-up.ts'
import type { SerialportClass } from './serialport-ports.ts'

/** The package `serialport`, or null where its native part does not load: then no port can be opened. */
export async function loadSerialport(): Promise<SerialportClass | null> {
  return import('serialport').then(
    ({ SerialPort }) => {
      const { binding } = SerialPort
      // The package's types keep its class's binding to itself; the class takes another all the same.
      const ours = {
        binding: {
          ...binding,
          open: async (options: Parameters<typeof binding.open>[0]) => {
            const port = await binding.open(options)
            if ('poller' in port) endAtHangUp(port)
            return port
          },
        },
      }
      return class extends SerialPort {
        constructor(options: ConstructorParameters<SerialportClass>[0]) {
          super({ ...options, ...ours })
        }
      }
    },
    () => null,
  )
}

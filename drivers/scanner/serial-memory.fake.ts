/**
 * A process that reads one serial scanner and knows of each code no more than that it came. Gets the path of the port
 * as its argument; tells its parent `ready` and `code`.
 */
import { type Clock, systemClock } from '../clock.ts'
import { serialportPorts } from '../serial/serialport-ports.ts'
import { continuationSilence } from './code-assembler.ts'
import { openSerialScanners } from './scanners.ts'
import { loadSerialport } from '../serial/serial-package.ts'
import { serialTransport } from './serial-transport.ts'

const [, , path = ''] = process.argv
/**
 * It stands still once the port has settled, so that a code that waits for its end does so however slow the machine
 * is.
 */
const clock: Clock = {
  now: () => 0,
  after: (milliseconds, callback) =>
    milliseconds < continuationSilence ? systemClock.after(milliseconds, callback) : () => undefined,
}
const named = [{ kind: 'serial', path, baud: 115_200, end: 'cr' }] as const

openSerialScanners(serialTransport(named, serialportPorts(loadSerialport), clock), clock, {
  onDevices: (devices) => {
    if (devices.some(({ state }) => state === 'ready')) process.send?.('ready')
  },
  onCode: () => ({
    keeps: true,
    end: ({ type }) => {
      process.send?.(type)
    },
  }),
  onLeftover: () => undefined,
})

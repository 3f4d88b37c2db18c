import { closeSync, constants, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './until.ts'

const inputs = '/sys/class/input'

/** struct input_event on 64 bits: two words of time, type, code, value. */
const eventSize = 24
const keyEvent = 1

/** A device as the kernel's input layer gives it to all who make keys of it: X, Wayland, consoles. */
export interface InputDevice {
  /** Whether the kernel was told to deliver no event of it. */
  readonly inhibited: boolean
  /** How many key events came since it was asked last. */
  keys(): number
  close(): void
}

function folderOf(name: string): string | undefined {
  return readdirSync(inputs)
    .filter((entry) => /^input\d+$/.test(entry))
    .map((entry) => join(inputs, entry))
    .find((folder) => readFileSync(join(folder, 'name'), 'utf8').trim() === name)
}

/** Waits for the device of this name and listens to it as a desktop would. */
export async function listenTo(name: string): Promise<InputDevice> {
  const folder = await until(`an input device ${name}`, () => folderOf(name))
  const node = await until('its event node', () =>
    readdirSync(folder).find((entry) => /^event\d+$/.test(entry)),
  )
  const file = openSync(join('/dev/input', node), constants.O_RDONLY | constants.O_NONBLOCK)
  const events = Buffer.alloc(64 * eventSize)
  return {
    get inhibited() {
      return readFileSync(join(folder, 'inhibited'), 'utf8').trim() === '1'
    },
    keys: () => {
      let keys = 0
      for (let length = readWaiting(file, events); length > 0; length = readWaiting(file, events)) {
        for (let at = 16; at < length; at += eventSize) if (events.readUInt16LE(at) === keyEvent) keys += 1
      }
      return keys
    },
    close: () => {
      closeSync(file)
    },
  }
}

/** Octets that were there to read; 0 when there is nothing. */
function readWaiting(file: number, buffer: Buffer): number {
  try {
    return readSync(file, buffer)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0
    throw error
  }
}

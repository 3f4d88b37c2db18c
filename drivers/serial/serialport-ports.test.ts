import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { type SerialportClass, type SerialportPort, serialportPorts } from './serialport-ports.ts'

type Done = (error: Error | null | undefined) => void

/** The package's interface with a port of the test's own behind it. */
function stand() {
  const opened: FakePort[] = []
  class FakePort extends EventEmitter implements SerialportPort {
    isOpen = false
    readonly written: Uint8Array[] = []
    readonly options: ConstructorParameters<SerialportClass>[0]

    constructor(options: ConstructorParameters<SerialportClass>[0]) {
      super()
      this.options = options
      opened.push(this)
    }

    open(done: Done): void {
      const error = this.options.path === '/dev/locked' ? new TypeError('busy') : null
      this.isOpen = !error
      done(error)
    }

    update({ baudRate }: { baudRate: number }, done: Done): void {
      done(baudRate === 57_600 ? new TypeError('rate') : null)
    }

    write(bytes: Uint8Array, done: Done): boolean {
      this.written.push(bytes)
      done(this.isOpen ? null : new TypeError('closed'))
      return true
    }

    close(done: Done): void {
      this.isOpen = false
      this.emit('close', null)
      done(null)
    }
  }
  const heard: string[] = []
  const ports = serialportPorts(async () => FakePort)
  const listener = {
    onBytes: (bytes: Uint8Array) => {
      heard.push(Buffer.from(bytes).toString('hex'))
    },
    onGone: () => {
      heard.push('gone')
    },
  }
  const open = async (path: string) => {
    const port = await ports.open(path, 115_200, listener)
    return { port, fake: opened.at(-1) }
  }
  return { open, heard }
}

describe('a port of the package serialport', () => {
  test('is opened as a SAM wants it, with a small pool', async () => {
    const { open } = stand()
    const { fake } = await open('/dev/ttyS0')
    expect(fake?.options).toEqual({
      path: '/dev/ttyS0',
      baudRate: 115_200,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      autoOpen: false,
      highWaterMark: 4_096,
    })
  })

  test('that cannot be opened, or whose package does not load, is none', async () => {
    expect((await stand().open('/dev/locked')).port).toBeNull()
    const listener = { onBytes: () => undefined, onGone: () => undefined }
    expect(await serialportPorts(async () => null).open('/dev/ttyS0', 9_600, listener)).toBeNull()
  })

  test('says whether it took a rate and whether it wrote', async () => {
    const { open } = stand()
    const { port, fake } = await open('/dev/ttyS0')
    expect(await port?.setBaudRate(9_600)).toBe(true)
    expect(await port?.setBaudRate(57_600)).toBe(false)
    expect(await port?.write(Uint8Array.of(1, 2))).toBe(true)
    expect(fake?.written).toEqual([Uint8Array.of(1, 2)])
    await port?.close()
    expect(await port?.write(Uint8Array.of(3))).toBe(false)
  })

  test('hands on what came until it is closed, and zeroes what comes later', async () => {
    const { open, heard } = stand()
    const { port, fake } = await open('/dev/ttyS0')
    fake?.emit('data', Buffer.from([1, 2, 3]))
    await port?.close()
    await port?.close()
    const late = Buffer.from([4, 5])
    fake?.emit('data', late)
    expect(heard).toEqual(['010203'])
    expect([...late]).toEqual([0, 0])
  })

  test.each(['error', 'close'])('that ends with %s is gone, once', async (event) => {
    const { open, heard } = stand()
    const { fake } = await open('/dev/ttyS0')
    fake?.emit(event, new TypeError('disconnected'))
    fake?.emit('close', null)
    expect(heard).toEqual(['gone'])
  })
})

/** The real package on real ttys of the kernel that hang up. */
import { describe, expect, test, vi } from 'vitest'
import { loadSerialport } from './serial-package.ts'
import { serialportPorts } from './serialport-ports.ts'
import { testPorts } from './test-ports.fake.ts'

/** Whether a read finds the port hung up, or a wait for octets does, is chance. So many leave none to it. */
const times = 40

const ports = testPorts()

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 2 })

/** A port that is open, and what was heard of it. */
async function openPort() {
  const pty = await ports.plug('port')
  const heard = { octets: 0, gone: 0 }
  const port = await serialportPorts(loadSerialport).open(ports.path('port'), 9_600, {
    onBytes: (bytes) => {
      heard.octets += bytes.length
    },
    onGone: () => {
      heard.gone += 1
    },
  })
  if (!port) throw new TypeError('no port')
  return { pty, port, heard }
}

describe('a port', () => {
  test.each([0, 300])('that is unplugged after %i octets is gone, once', async (octets) => {
    for (let time = 0; time < times; time++) {
      const { pty, port, heard } = await openPort()
      await pty.send(new Uint8Array(octets))
      await until(() => {
        expect(heard.octets).toBe(octets)
      })
      await pty.unplug()
      await until(() => {
        expect(heard.gone).toBe(1)
      })
      expect(await port.write(Uint8Array.of(1))).toBe(false)
      await port.close()
      expect(heard).toEqual({ octets, gone: 1 })
    }
  })

  test('that was closed, and then unplugged, is not told of as gone', async () => {
    for (let time = 0; time < times; time++) {
      const { pty, port, heard } = await openPort()
      await port.close()
      await pty.unplug()
      expect(heard).toEqual({ octets: 0, gone: 0 })
    }
  })
})

import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Device } from '../../src/shared/device-contract.ts'
import { baudRates, type SerialEnd, type SerialScannerConfig } from '../../src/shared/scanner-config.ts'
import { fakeClock } from '../clock.fake.ts'
import type { SerialPorts } from '../serial/serial-port.ts'
import { serialportPorts } from '../serial/serialport-ports.ts'
import { receive } from './received.fake.ts'
import { walletCode } from './reports.fake.ts'
import { openSerialScanners } from './scanners.ts'
import { settlingTime } from './settling.ts'
import { loadSerialport } from '../serial/serial-package.ts'
import { testPorts } from '../serial/test-ports.fake.ts'
import { serialTransport } from './serial-transport.ts'

/** The real package on real ttys of the kernel; time alone is the test's. */

const silence = 40
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 2 })

const { path: pathOf, plug } = testPorts()
let close: () => void

beforeEach(() => {
  close = () => undefined
})

afterEach(() => {
  close()
})

function config(name: string, end: SerialEnd = 'cr', baud: SerialScannerConfig['baud'] = 9_600) {
  return { kind: 'serial', path: pathOf(name), baud, end } as const
}

/** The ports of the machine, watched: what was opened, and every chunk that was read. */
function watchedPorts() {
  const ports = serialportPorts(loadSerialport)
  const opened: { readonly path: string; readonly baudRate: number }[] = []
  const chunks: Uint8Array[] = []
  let read = 0
  let open = 0
  const watched: SerialPorts = {
    open: async (path, baudRate, listener) => {
      opened.push({ path, baudRate })
      const port = await ports.open(path, baudRate, {
        onBytes: (bytes) => {
          chunks.push(bytes)
          listener.onBytes(bytes)
          read += bytes.length
        },
        onGone: () => {
          listener.onGone()
        },
      })
      if (port) open += 1
      return port
    },
  }
  return { watched, opened, chunks, read: () => read, open: () => open }
}

function stand(named: readonly SerialScannerConfig[]) {
  const clock = fakeClock()
  const { watched, opened, chunks, read, open } = watchedPorts()
  const { begin, outcomes, views } = receive()
  const states: string[] = []
  let leftovers = 0
  close = openSerialScanners(serialTransport(named, watched, clock), clock, {
    onDevices: (devices: readonly Device[]) => {
      states.push(devices.map(({ state }) => state).join())
    },
    onCode: begin,
    onLeftover: () => {
      leftovers += 1
    },
  })
  const become = (state: string) =>
    until(() => {
      if (states.at(-1)?.includes('opening')) clock.pass(settlingTime)
      expect(states.at(-1)).toBe(state)
    })
  const beOpen = () =>
    until(() => {
      expect(open()).toBe(1)
    })
  const hear = (count: number) =>
    until(() => {
      expect(read()).toBe(count)
    })
  const code = (count: number) =>
    until(() => {
      expect(outcomes).toHaveLength(count)
    })
  return {
    clock,
    opened,
    chunks,
    read,
    outcomes,
    views,
    states,
    become,
    beOpen,
    hear,
    code,
    leftovers: () => leftovers,
  }
}

describe('a scanner on a tty', () => {
  test.each(baudRates)('is opened with %i baud', async (baud) => {
    const pty = await plug('scanner')
    const { become, code, opened, outcomes } = stand([config('scanner', 'cr', baud)])
    await become('ready')
    expect(opened).toEqual([{ path: pathOf('scanner'), baudRate: baud }])
    await pty.send(`${walletCode()}\r`)
    await code(1)
    expect(outcomes).toEqual([walletCode()])
  })

  test.each([
    ['CR', 'cr', '\r'],
    ['LF', 'lf', '\n'],
    ['CR LF', 'crlf', '\r\n'],
    ['silence', { silence }, ''],
  ] as const)('that ends its codes with %s is read wherever they are cut', async (_name, end, terminator) => {
    const pty = await plug('scanner')
    const { become, hear, read, outcomes, clock } = stand([config('scanner', end)])
    await become('ready')
    const line = `${walletCode()}${terminator}`
    for (let at = 1; at <= line.length; at++) {
      const before = read()
      await pty.send(line.slice(0, at))
      await hear(before + at)
      await pty.send(line.slice(at))
      await hear(before + line.length)
      if (terminator === '') clock.pass(silence)
      expect(outcomes).toHaveLength(at)
    }
    expect(new Set(outcomes)).toEqual(new Set([walletCode()]))
  })

  test('keeps nothing in what the package read into', async () => {
    const pty = await plug('scanner')
    const { become, code, chunks, views } = stand([config('scanner')])
    await become('ready')
    // The package's pool is memory as it was found, what earlier tests let go included: a code that is new by now.
    const line = walletCode(61)
    await pty.send(`${line}\r`)
    await code(1)
    const pools = chunks.map(({ buffer }) => Buffer.from(buffer))
    expect(pools.length).toBeGreaterThan(0)
    for (const pool of pools) {
      for (const piece of line.match(/.{8}/g) ?? []) expect(pool.includes(piece)).toBe(false)
    }
    for (const chunk of chunks) expect(chunk.every((byte) => byte === 0)).toBe(true)
    for (const view of views) expect(view.every((byte) => byte === 0)).toBe(true)
  })

  test('that is unplugged in mid-code is gone, and read again when it is back', async () => {
    const pty = await plug('scanner')
    const { become, hear, code, outcomes } = stand([config('scanner')])
    await become('ready')
    await pty.send('cut o')
    await hear(5)
    await pty.unplug()
    await become('')
    expect(outcomes).toEqual(['device-gone'])
    const again = await plug('scanner')
    await become('ready')
    await again.send(`${walletCode()}\r`)
    await code(2)
    expect(outcomes).toEqual(['device-gone', walletCode()])
  })

  test('that is missing at the start is read as soon as it is plugged in', async () => {
    const { become, code, opened, outcomes } = stand([config('scanner')])
    await become('')
    expect(opened).toEqual([])
    const pty = await plug('scanner')
    await become('ready')
    await pty.send(`${walletCode()}\r`)
    await code(1)
    expect(outcomes).toEqual([walletCode()])
  })

  test('that was scanning before anybody listened is not heard of', async () => {
    const pty = await plug('scanner')
    await pty.send('from before\r')
    const { become, code, outcomes } = stand([config('scanner')])
    await become('ready')
    await pty.send(`${walletCode()}\r`)
    await code(1)
    expect(outcomes).toEqual([walletCode()])
  })

  test('that says something as soon as it is opened is not taken by its word', async () => {
    const pty = await plug('scanner')
    const { opened, become, code, hear, outcomes, states, leftovers, beOpen } = stand([config('scanner')])
    await beOpen()
    expect(states.at(-1)).toBe('opening')
    const line = `${walletCode(1)}\r`
    await pty.send(line)
    await hear(line.length)
    expect(leftovers()).toBe(1)
    await become('ready')
    await pty.send(`${walletCode(2)}\r`)
    await code(1)
    expect(outcomes).toEqual([walletCode(2)])
    expect(opened).toHaveLength(1)
  })

  test('does not mix its codes with those of another, and goes without it', async () => {
    const one = await plug('one')
    const two = await plug('two')
    const { become, hear, code, outcomes } = stand([config('one'), config('two', 'crlf', 115_200)])
    await become('ready,ready')
    const first = `${walletCode(1)}\r`
    const second = `${walletCode(2)}\r\n`
    await one.send(first.slice(0, 20))
    await two.send(second.slice(0, 30))
    await hear(50)
    await two.send(second.slice(30))
    await code(1)
    await one.send(first.slice(20))
    await code(2)
    expect(outcomes).toEqual([walletCode(2), walletCode(1)])
    await one.unplug()
    await become('ready')
    await two.send(second)
    await code(3)
    expect(outcomes.at(-1)).toBe(walletCode(2))
  })

  test('that somebody else has taken is faulty, and tried again', async () => {
    const pty = await plug('scanner')
    const other = await serialportPorts(loadSerialport).open(pty.port, 9_600, {
      onBytes: (bytes) => bytes.fill(0),
      onGone: () => undefined,
    })
    const { become, clock, opened } = stand([config('scanner')])
    await become('faulty')
    await other?.close()
    clock.pass(1_000)
    await become('ready')
    expect(opened).toHaveLength(2)
  })
})

describe('a port that configuration does not name', () => {
  test('is never opened, whoever asks', async () => {
    const named = await plug('named')
    const other = await plug('other')
    const { watched, opened } = watchedPorts()
    const transport = serialTransport([config('named')], watched, fakeClock())
    const paths: string[][] = []
    const stop = transport.watch((devices) => paths.push(devices.map(({ path }) => path)))
    await until(() => {
      expect(paths.at(-1)).toHaveLength(1)
    })
    stop()
    const listener = { onReport: () => undefined, onGone: () => undefined }
    for (const path of [pathOf('other'), other.port, named.port]) {
      expect(await transport.open(path, listener)).toBeNull()
    }
    expect(opened).toEqual([])
  })

  test('nor is a file with a configured name that is no port', async () => {
    writeFileSync(pathOf('scanner'), '')
    const { become, opened } = stand([config('scanner')])
    await become('')
    expect(opened).toEqual([])
  })
})

test('there are no serial scanners where the native package does not load', async () => {
  await plug('scanner')
  const clock = fakeClock()
  const states: string[] = []
  const ports = serialportPorts(async () => null)
  close = openSerialScanners(serialTransport([config('scanner')], ports, clock), clock, {
    onDevices: (devices) => states.push(devices.map(({ state }) => state).join()),
    onCode: receive().begin,
    onLeftover: () => undefined,
  })
  await until(() => {
    expect(states.at(-1)).toBe('faulty')
  })
})

test('under Windows a port is tried by its name until it can be opened', async () => {
  const clock = fakeClock()
  const tried: string[] = []
  const ports: SerialPorts = {
    open: async (path) => {
      tried.push(path)
      return null
    },
  }
  const named = { ...config(''), path: 'COM3' }
  const states: string[] = []
  close = openSerialScanners(serialTransport([named], ports, clock, 'win32'), clock, {
    onDevices: (devices) => states.push(devices.map(({ state }) => state).join()),
    onCode: receive().begin,
    onLeftover: () => undefined,
  })
  await until(() => {
    expect(states.at(-1)).toBe('faulty')
  })
  clock.pass(1_000)
  await until(() => {
    expect(tried).toEqual(['COM3', 'COM3'])
  })
})

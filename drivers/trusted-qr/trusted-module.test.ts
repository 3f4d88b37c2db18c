import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { readTrustedCode } from '../../src/shared/trusted-code.ts'
import { fakeClock } from '../clock.fake.ts'
import { systemClock } from '../clock.ts'
import { type CodeReception, continuationSilence } from '../scanner/code-assembler.ts'
import { fakeHid } from '../scanner/hid-transport.fake.ts'
import { pseudoTerminals } from '../serial/pty.fake.ts'
import { openHidModules, openSerialModules, type ScannersListener } from '../scanner/scanners.ts'
import { serialTransport } from '../scanner/serial-transport.ts'
import { settlingTime } from '../scanner/settling.ts'
import { loadSerialport } from '../serial/serial-package.ts'
import { serialportPorts } from '../serial/serialport-ports.ts'
import {
  asReports,
  moduleNumber,
  refusedMessage,
  strangeMessage,
  takenMessage,
} from './example-module.fake.ts'
import { trustedModule } from './trusted-module.ts'

const block = Uint8Array.from({ length: 500 }, (_, index) => (index * 7) & 0xff)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Who takes what modules give. */
function taking(keeps = true) {
  const outcomes: string[] = []
  const views: Uint8Array[] = []
  let begun = 0
  const begin = (): CodeReception => {
    begun++
    return {
      keeps,
      end: (outcome) => {
        if (outcome.type !== 'code') {
          outcomes.push(outcome.type === 'rejected' ? outcome.reason : outcome.type)
          return
        }
        views.push(outcome.bytes)
        const code = readTrustedCode(outcome.bytes)
        outcomes.push(code ? `${code.protocol} ${hex(code.module)} ${hex(code.block)}` : 'not a code')
      },
    }
  }
  return { begin, outcomes, views, begun: () => begun }
}

const code = `example ${hex(moduleNumber)} ${hex(block)}`

function stand(keeps = true) {
  const clock = fakeClock()
  const taker = taking(keeps)
  const module = trustedModule('example', 'serial', clock, taker.begin)
  const send = (octets: Uint8Array) => {
    const chunk = Uint8Array.from(octets)
    module.onReport(chunk)
    return chunk
  }
  return { ...taker, clock, module, send }
}

describe('a module with a security chip', () => {
  test('gives what its chip made of a code, and leaves nothing of it', () => {
    const { send, outcomes, views, clock } = stand()
    const chunk = send(takenMessage(block))
    expect(outcomes).toEqual([code])
    expect([...views, chunk].every((bytes) => bytes.every((octet) => octet === 0))).toBe(true)
    expect(clock.pending).toBe(0)
  })

  test('says that it reads at the first octet, once', () => {
    const { send, outcomes, begun } = stand()
    const message = takenMessage(block)
    send(message.subarray(0, 1))
    expect(begun()).toBe(1)
    send(message.subarray(1, 300))
    expect(outcomes).toEqual([])
    send(message.subarray(300))
    expect([begun(), outcomes]).toEqual([1, [code]])
  })

  test('that refused a code, or said what nobody understands, is told; the next code is read', () => {
    const { send, outcomes } = stand()
    send(refusedMessage())
    send(strangeMessage())
    send(takenMessage(block))
    expect(outcomes).toEqual(['not-a-code', 'malformed-report', code])
  })

  test('that falls silent or goes away in mid-message gives nothing', () => {
    const { send, outcomes, clock, module } = stand()
    send(takenMessage(block).subarray(0, 100))
    clock.pass(continuationSilence)
    expect(outcomes).toEqual(['incomplete'])
    send(takenMessage(block).subarray(100))
    send(takenMessage(block))
    expect(outcomes.at(-1)).toBe(code)
    send(takenMessage(block).subarray(0, 100))
    module.onGone()
    expect(outcomes.at(-1)).toBe('device-gone')
    expect(clock.pending).toBe(0)
  })

  test('to which nobody listens is read to the end of its message and dropped', () => {
    const { send, outcomes, views } = stand(false)
    send(takenMessage(block))
    expect([outcomes, views]).toEqual([['skipped'], []])
  })
})

/** Listens to modules that are opened; `states` is what is shown of them. */
function listening() {
  const taker = taking()
  const states: string[] = []
  const listener: ScannersListener = {
    onDevices: (devices) => states.push(devices.map(({ kind, state }) => `${kind} ${state}`).join()),
    onCode: taker.begin,
    onLeftover: () => taker.outcomes.push('leftover'),
  }
  return { ...taker, states, listener }
}

test('a module behind HID is read by its reports', async () => {
  const clock = fakeClock()
  const hid = fakeHid()
  const { listener, states, outcomes } = listening()
  const modules = [{ kind: 'trusted-hid', protocol: 'example', vendorId: '1209', productId: '0004' }] as const
  const close = openHidModules(hid, modules, clock, listener)
  hid.plug({ path: 'module', vendorId: 0x1209, productId: 0x0004 })
  await vi.waitFor(() => {
    clock.pass(settlingTime)
    expect(states.at(-1)).toBe('qr-scanner ready')
  })
  const reports = asReports(takenMessage(block)).map((report) => hid.report('module', report))
  expect(outcomes).toEqual([code])
  expect(reports.every((report) => report.every((octet) => octet === 0))).toBe(true)
  hid.report('module', new Uint8Array(64))
  expect(outcomes).toEqual([code, 'malformed-report'])
  close()
})

test('a module on a real tty is read by its octets', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-module-'))
  const ptys = pseudoTerminals()
  const path = join(folder, 'module')
  const pty = await ptys.plug(path)
  const { listener, states, outcomes } = listening()
  const named = [{ kind: 'trusted-serial', protocol: 'example', path, baud: 115_200 }] as const
  const transport = serialTransport(named, serialportPorts(loadSerialport), systemClock)
  const close = openSerialModules(transport, systemClock, listener)
  const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 5 })
  try {
    await until(() => {
      expect(states.at(-1)).toBe('qr-scanner ready')
    })
    await pty.send(takenMessage(block))
    await until(() => {
      expect(outcomes).toEqual([code])
    })
  } finally {
    close()
    await ptys.unplugAll()
    await ptys.end()
    rmSync(folder, { recursive: true })
  }
}, 30_000)

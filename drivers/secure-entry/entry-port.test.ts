import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { EntryKey } from '../../src/shared/secure-entry.ts'
import { entryPort, isMessagePort } from './entry-port.ts'

class Port extends EventEmitter {
  started = 0
  closed = 0
  readonly posted: unknown[] = []
  start(): void {
    this.started++
  }
  close(): void {
    this.closed++
  }
  postMessage(message: unknown): void {
    this.posted.push(message)
  }
}

function listening() {
  const port = new Port()
  const keys: EntryKey[] = []
  let closed = 0
  const entry = entryPort(port)
  entry.onKey((key) => keys.push(key))
  entry.onClose(() => closed++)
  return { port, keys, entry, closed: () => closed }
}

test('keys of the contract are taken', () => {
  const { port, keys } = listening()
  expect(port.started).toBe(1)
  port.emit('message', { data: { type: 'key', octet: 0x37 } })
  port.emit('message', { data: { type: 'submit' } })
  expect(keys).toEqual([{ type: 'key', octet: 0x37 }, { type: 'submit' }])
  expect(port.closed).toBe(0)
})

test.each([
  ['text', { type: 'key', octet: '7' }],
  ['another key', { type: 'key', octet: 0x20 }],
  ['a small letter', { type: 'key', octet: 0x61 }],
  ['a member too many', { type: 'submit', code: '12345678' }],
  ['another type', { type: 'paste' }],
  ['nothing', null],
])('%s closes the port, is not taken, and ends the entry', (_what, data) => {
  const { port, keys, closed } = listening()
  port.emit('message', { data })
  expect(keys).toEqual([])
  expect(port.closed).toBe(1)
  expect(closed()).toBe(1)
})

test('that the view is gone is told', () => {
  const { port, closed } = listening()
  port.emit('close')
  expect(closed()).toBe(1)
})

test('only a message port is one', () => {
  expect(isMessagePort(new Port())).toBe(true)
  for (const other of [undefined, null, 'port', {}, new EventEmitter()])
    expect(isMessagePort(other)).toBe(false)
})

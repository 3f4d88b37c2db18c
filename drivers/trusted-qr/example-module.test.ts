import { describe, expect, test } from 'vitest'
import { longestBlock } from '../../src/shared/trusted-code.ts'
import {
  asReports,
  crc16,
  moduleNumber,
  refusedMessage,
  strangeMessage,
  takenMessage,
} from './example-module.fake.ts'
import { exampleModule } from './example-module.ts'

const block = Uint8Array.from({ length: 200 }, (_, index) => index)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** What a module says in these pieces. */
function said(...pieces: readonly Uint8Array[]) {
  const messages: string[] = []
  const views: Uint8Array[] = []
  const reader = exampleModule.reader()
  for (const piece of pieces) {
    reader.push(piece, (message) => {
      if (message.type === 'block') views.push(message.module, message.block)
      messages.push(message.type === 'block' ? `${hex(message.module)} ${hex(message.block)}` : message.type)
    })
  }
  return { messages, views, inMessage: reader.inMessage }
}

const taken = `${hex(moduleNumber)} ${hex(block)}`

test('the check is CRC-16/CCITT-FALSE', () => {
  expect(crc16(Buffer.from('123456789', 'latin1'))).toBe(0x29b1)
})

describe('the messages of a module', () => {
  test('are read wherever their octets are cut, and zeroed', () => {
    const message = takenMessage(block)
    for (let at = 0; at <= message.length; at++) {
      const { messages, views, inMessage } = said(message.subarray(0, at), message.subarray(at))
      expect(messages).toEqual([taken])
      expect(views.every((view) => view.every((octet) => octet === 0))).toBe(true)
      expect(inMessage).toBe(false)
    }
  })

  test('are read one behind the other, and behind noise', () => {
    const noise = Uint8Array.of(0, 0x54, 0x54, 0xff)
    const both = Buffer.concat([noise, takenMessage(block), refusedMessage(), takenMessage(block)])
    expect(said(both).messages).toEqual([taken, 'refused', taken])
  })

  test('that are damaged, strange or too long are told, and a whole one behind them is read', () => {
    const damaged = takenMessage(block)
    damaged[20] = (damaged[20] ?? 0) ^ 1
    const tooLong = takenMessage(new Uint8Array(longestBlock + 1))
    const empty = takenMessage(new Uint8Array(0))
    for (const bad of [damaged, strangeMessage(), tooLong, empty]) {
      const { messages } = said(Buffer.concat([bad, takenMessage(block)]))
      expect(messages[0]).toBe('damaged')
      expect(messages.at(-1)).toBe(taken)
    }
  })

  test('may be as long as the longest block', () => {
    const longest = new Uint8Array(longestBlock).fill(7)
    expect(said(takenMessage(longest)).messages).toEqual([`${hex(moduleNumber)} ${hex(longest)}`])
  })
})

describe('a report of a module behind HID', () => {
  test('carries octets', () => {
    const reports = asReports(takenMessage(block))
    const octets = reports.map((report) => exampleModule.unpack(report) ?? new Uint8Array(0))
    expect(Buffer.concat(octets)).toEqual(Buffer.from(takenMessage(block)))
  })

  test.each([
    ['too short', new Uint8Array(63).fill(3)],
    ['of another id', new Uint8Array(64)],
    ['said to be longer than it is', new Uint8Array(64).fill(63).fill(3, 0, 1)],
  ])('that is %s is none', (_what, report) => {
    expect(exampleModule.unpack(report)).toBeNull()
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largestLinkTransfer, VirtualLinkError } from './virtual-link.ts'
import {
  type CardInput,
  type CardOutput,
  readCardInput,
  readCardOutput,
  writeCardInput,
  writeCardOutput,
} from './virtual-link-card.ts'

const powerUp = fc.integer({ min: 0, max: 0xffff_ffff })
const anyInput: fc.Arbitrary<CardInput> = fc.oneof(
  fc.record({ operation: fc.constant('absent' as const) }),
  fc.record({
    operation: fc.constant('present' as const),
    powerUp,
    atr: fc.uint8Array({ minLength: 1, maxLength: 33 }),
  }),
  fc.record({
    operation: fc.constant('response' as const),
    powerUp,
    response: fc.uint8Array({ minLength: 2, maxLength: 300 }),
  }),
  fc.record({ operation: fc.constant('failed' as const), powerUp }),
)
const anyOutput: fc.Arbitrary<CardOutput> = fc.oneof(
  fc.record({ operation: fc.constant('reset' as const) }),
  fc.record({
    operation: fc.constant('command' as const),
    powerUp,
    command: fc.uint8Array({ minLength: 4, maxLength: 300 }),
  }),
)

describe('what a contactless reader and its host say', () => {
  test('has the documented octets', () => {
    expect([...writeCardInput({ operation: 'absent' })]).toEqual([0])
    expect([
      ...writeCardInput({ operation: 'present', powerUp: 0x01020304, atr: Uint8Array.of(0x3b, 0x80) }),
    ]).toEqual([1, 1, 2, 3, 4, 0x3b, 0x80])
    expect([
      ...writeCardInput({ operation: 'response', powerUp: 7, response: Uint8Array.of(0x90, 0) }),
    ]).toEqual([2, 0, 0, 0, 7, 0x90, 0])
    expect([...writeCardInput({ operation: 'failed', powerUp: 7 })]).toEqual([3, 0, 0, 0, 7])
    expect([...writeCardOutput({ operation: 'reset' })]).toEqual([1])
    expect([
      ...writeCardOutput({ operation: 'command', powerUp: 7, command: Uint8Array.of(0, 0x84, 0, 0, 8) }),
    ]).toEqual([2, 0, 0, 0, 7, 0, 0x84, 0, 0, 8])
  })

  test('comes out as it went in', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(readCardInput(writeCardInput(input))).toEqual(input)
      }),
    )
    fc.assert(
      fc.property(anyOutput, (output) => {
        expect(readCardOutput(writeCardOutput(output))).toEqual(output)
      }),
    )
  })

  test('has room for the longest command and response, and for none longer', () => {
    const command = new Uint8Array(65_544)
    expect(writeCardOutput({ operation: 'command', powerUp: 1, command })).toHaveLength(largestLinkTransfer)
    const response = new Uint8Array(65_538)
    const read = readCardInput(writeCardInput({ operation: 'response', powerUp: 1, response }))
    expect(read.operation === 'response' && read.response.length).toBe(response.length)
    const longer = (length: number) => new Uint8Array(length + 1)
    const refused = [
      () => writeCardOutput({ operation: 'command', powerUp: 1, command: longer(65_544) }),
      () => writeCardInput({ operation: 'response', powerUp: 1, response: longer(65_538) }),
      () => writeCardInput({ operation: 'present', powerUp: 1, atr: longer(33) }),
    ]
    for (const write of refused) expect(write).toThrow(VirtualLinkError)
  })

  test.each([
    ['nothing', []],
    ['an unknown operation', [4]],
    ['an absence with more than that', [0, 0]],
    ['a chip without an answer to reset', [1, 0, 0, 0, 1]],
    ['a power-up cut short', [1, 0, 0]],
    ['an answer to reset of 34 octets', [1, 0, 0, 0, 1, ...new Uint8Array(34)]],
    ['a response without a status word', [2, 0, 0, 0, 1, 0x90]],
    ['a failure with more than that', [3, 0, 0, 0, 1, 0x90]],
    ['a failure of no power-up', [3]],
  ])('is refused from a reader when it is %s', (_what, octets) => {
    expect(() => readCardInput(Uint8Array.from(octets))).toThrow(VirtualLinkError)
  })

  test.each([
    ['nothing', []],
    ['an unknown operation', [0]],
    ['a reset with more than that', [1, 0]],
    ['a command of three octets', [2, 0, 0, 0, 1, 0, 0xa4, 4]],
    ['no command', [2, 0, 0, 0, 1]],
  ])('is refused from a host when it is %s', (_what, octets) => {
    expect(() => readCardOutput(Uint8Array.from(octets))).toThrow(VirtualLinkError)
  })
})

import { describe, expect, test } from 'vitest'
import { fakeClock } from '../clock.fake.ts'
import { apduChannel } from './apdu-channel.ts'
import type { Transmission } from './pcsc-reader.ts'

const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'))

/** A reader that gives these answers, one after the other. */
function stand(answers: readonly (string | Transmission)[], milliseconds = 0) {
  const clock = fakeClock()
  const sent: string[] = []
  const limits: number[] = []
  const responses: Uint8Array[] = []
  const commands: Uint8Array[] = []
  let next = 0
  const channel = apduChannel(
    {
      transmit: async (command, timeLimit) => {
        sent.push(Buffer.from(command).toString('hex'))
        limits.push(timeLimit)
        commands.push(command)
        clock.pass(milliseconds)
        const answer = answers[Math.min(next, answers.length - 1)]
        next += 1
        if (typeof answer !== 'string') return answer ?? { type: 'failed', reason: 'protocol' }
        const bytes = hex(answer)
        responses.push(bytes)
        return { type: 'response', bytes }
      },
    },
    clock,
    1_000,
  )
  return { channel, sent, limits, responses, commands }
}

describe('a command', () => {
  test('gets data and status word; what lay about in between is zero', async () => {
    const { channel, sent, responses } = stand(['0102039000'])
    expect(await channel.transmit(hex('00b0000003'))).toEqual({
      type: 'response',
      data: hex('010203'),
      sw: 0x9000,
    })
    expect(sent).toEqual(['00b0000003'])
    expect(responses[0]?.subarray(0, 3)).toEqual(new Uint8Array(3))
  })

  test('any status but 61xx and 6Cxx is for the caller', async () => {
    for (const sw of ['6a82', '6282', '6700', '63c1']) {
      const { channel } = stand([sw])
      expect(await channel.transmit(hex('00a4040c'))).toMatchObject({ sw: Number.parseInt(sw, 16) })
    }
  })

  test('whose response comes in parts is asked for the rest, on its channel and in the clear', async () => {
    const { channel, sent } = stand(['01026103', '0304056100', '069000'])
    expect(await channel.transmit(hex('0dcb3fff00'))).toMatchObject({ data: hex('010203040506'), sw: 0x9000 })
    expect(sent).toEqual(['0dcb3fff00', '01c0000003', '01c0000000'])
  })

  test.each([
    ['case 1', '00b00000', '00b0000020'],
    ['case 2', '00b0000000', '00b0000020'],
    ['case 2 extended', '00b00000000000', '00b00000000020'],
    ['case 3', '00cb3fff021122', '00cb3fff02112220'],
    ['case 4', '00cb3fff02112200', '00cb3fff02112220'],
    ['case 3 extended', '00cb3fff0000021122', '00cb3fff00000211220020'],
    ['case 4 extended', '00cb3fff00000211220000', '00cb3fff00000211220020'],
  ])('with the wrong Le is sent once more with the right one (%s)', async (_case, given, corrected) => {
    const { channel, sent, commands } = stand(['6c20', '019000'])
    expect(await channel.transmit(hex(given))).toMatchObject({ data: hex('01'), sw: 0x9000 })
    expect(sent).toEqual([given, corrected])
    expect(commands[1]?.every((byte) => byte === 0)).toBe(true)
    expect(Buffer.from(commands[0] ?? []).toString('hex')).toBe(given)
  })

  test('6C00 means 256', async () => {
    const { channel, sent } = stand(['6c00', '9000'])
    await channel.transmit(hex('00b00000000001'))
    expect(sent[1]).toBe('00b00000000100')
  })

  test('a card that says 6Cxx for ever is told once', async () => {
    const { channel, sent } = stand(['6c20'])
    expect(await channel.transmit(hex('00b0000000'))).toMatchObject({ sw: 0x6c20 })
    expect(sent).toHaveLength(2)
  })

  test('a card that says 61xx for ever is none, and what it said is zeroed', async () => {
    const { channel, sent, responses } = stand(['ab6101'])
    expect(await channel.transmit(hex('00b0000000'))).toEqual({ type: 'failed', reason: 'protocol' })
    expect(sent).toHaveLength(512)
    expect(responses.every(([first]) => first === 0)).toBe(true)
  })

  test('a response longer than any may be is refused and zeroed', async () => {
    const { channel, responses } = stand([`${'ab'.repeat(60_000)}61ff`])
    expect(await channel.transmit(hex('00b0000000'))).toEqual({ type: 'failed', reason: 'protocol' })
    expect(responses).toHaveLength(2)
    expect(responses.every((bytes) => bytes.subarray(0, -2).every((byte) => byte === 0))).toBe(true)
  })

  test.each(['card-removed', 'reader-gone', 'service-gone', 'timed-out', 'protocol'] as const)(
    'that fails in the middle (%s) says why, and half a response is zeroed',
    async (reason) => {
      const { channel, responses } = stand(['abcd6101', { type: 'failed', reason }])
      expect(await channel.transmit(hex('00b0000000'))).toEqual({ type: 'failed', reason })
      expect(responses[0]?.subarray(0, 2)).toEqual(new Uint8Array(2))
    },
  )

  test('has its time limit for all of its response together', async () => {
    const { channel, limits } = stand(['ab6101'], 300)
    expect(await channel.transmit(hex('00b0000000'))).toEqual({ type: 'failed', reason: 'timed-out' })
    expect(limits).toEqual([1_000, 700, 400, 100])
  })

  test.each(['', '00b000', '00b000000201', '00b00000020102030405', '00b000000000020a', '00b000000000000000'])(
    'that is no command is a mistake (%s)',
    async (bytes) => {
      const { channel, sent } = stand(['9000'])
      await expect(channel.transmit(hex(bytes))).rejects.toThrow(TypeError)
      expect(sent).toEqual([])
    },
  )
})

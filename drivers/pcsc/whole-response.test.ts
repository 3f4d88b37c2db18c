import { describe, expect, test } from 'vitest'
import { type WholeResponse, wholeResponse } from './whole-response.ts'

const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'))
const isZero = (bytes: Uint8Array | undefined) => bytes?.every((byte) => byte === 0)

/** A card that gives these answers, one after the other and the last for ever; or is gone. */
function card(answers: readonly (string | Error)[]) {
  const sent: string[] = []
  const responses: Uint8Array[] = []
  const commands: Uint8Array[] = []
  const ask = (command: Uint8Array): Promise<WholeResponse | null> =>
    wholeResponse(command, async (sending) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? ''
      sent.push(Buffer.from(sending).toString('hex'))
      commands.push(sending)
      if (answer instanceof Error) throw answer
      const bytes = hex(answer)
      responses.push(bytes)
      return bytes
    })
  return { ask, sent, responses, commands }
}

describe('a command', () => {
  test('gets data and status word; what lay about in between is zero', async () => {
    const { ask, sent, responses } = card(['0102039000'])
    expect(await ask(hex('00b0000003'))).toEqual({ data: hex('010203'), status: 0x9000 })
    expect(sent).toEqual(['00b0000003'])
    expect(responses.every(isZero)).toBe(true)
  })

  test('any status but 61xx and 6Cxx is for the caller', async () => {
    for (const sw of ['6a82', '6282', '6700', '63c1']) {
      const { ask } = card([sw])
      expect(await ask(hex('00a4040c'))).toMatchObject({ status: Number.parseInt(sw, 16) })
    }
  })

  test('whose response comes in parts is asked for the rest, on its logical channel and in the clear', async () => {
    const { ask, sent } = card(['01026103', '0304056100', '069000'])
    expect(await ask(hex('0dcb3fff00'))).toMatchObject({ data: hex('010203040506'), status: 0x9000 })
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
    const { ask, sent, commands } = card(['6c20', '019000'])
    expect(await ask(hex(given))).toMatchObject({ data: hex('01'), status: 0x9000 })
    expect(sent).toEqual([given, corrected])
    expect(isZero(commands[1])).toBe(true)
    expect(Buffer.from(commands[0] ?? []).toString('hex')).toBe(given)
  })

  test('6C00 means 256', async () => {
    const { ask, sent } = card(['6c00', '9000'])
    await ask(hex('00b00000000001'))
    expect(sent[1]).toBe('00b00000000100')
  })

  test('a card that says 6Cxx for ever is told once', async () => {
    const { ask, sent } = card(['6c20'])
    expect(await ask(hex('00b0000000'))).toMatchObject({ status: 0x6c20 })
    expect(sent).toHaveLength(2)
  })

  test('a card that says 61xx for ever is none, and what it said is zeroed', async () => {
    const { ask, sent, responses } = card(['ab6101'])
    expect(await ask(hex('00b0000000'))).toBeNull()
    expect(sent).toHaveLength(512)
    expect(responses.every(isZero)).toBe(true)
  })

  test('a response longer than any may be is refused and zeroed', async () => {
    const { ask, responses } = card([`${'ab'.repeat(60_000)}61ff`])
    expect(await ask(hex('00b0000000'))).toBeNull()
    expect(responses).toHaveLength(2)
    expect(responses.every(isZero)).toBe(true)
  })

  test('that fails in the middle says why, and half a response and what was asked are zeroed', async () => {
    const { ask, responses, commands } = card(['abcd6101', new Error('card-removed')])
    await expect(ask(hex('00b0000000'))).rejects.toThrow('card-removed')
    expect(responses.every(isZero)).toBe(true)
    expect(isZero(commands[1])).toBe(true)
  })

  test.each(['', '90'])('whose answer has no status word has none (%s)', async (answer) => {
    const { ask, responses } = card(['abcd6101', answer])
    expect(await ask(hex('00b0000000'))).toBeNull()
    expect(responses.every(isZero)).toBe(true)
  })

  test.each(['', '00b000', '00b000000201', '00b00000020102030405', '00b000000000020a', '00b000000000000000'])(
    'that is no command is a mistake (%s)',
    async (bytes) => {
      const { ask, sent } = card(['9000'])
      await expect(ask(hex(bytes))).rejects.toThrow(TypeError)
      expect(sent).toEqual([])
    },
  )
})

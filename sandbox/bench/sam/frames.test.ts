import { describe, expect, test } from 'vitest'
import { answerFrame, commandReader, type ReceivedCommand } from './frames.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))

function heard(...chunks: readonly string[]): ReceivedCommand[] {
  const commands: ReceivedCommand[] = []
  const read = commandReader((command) => {
    commands.push(command)
  })
  for (const chunk of chunks) read(bytes(chunk))
  return commands
}

const find = { type: 'command', command: 0x20, parameter: 0x01 }

describe('the frames of a SAM', () => {
  test('answer as GA/T 467 has it', () => {
    expect(hex(answerFrame(0x9f, new Uint8Array(4)))).toBe('aaaaaa9669000800009f0000000097')
    expect(hex(answerFrame(0x80))).toBe('aaaaaa9669000400008084')
    expect(hex(answerFrame(0x90, new Uint8Array(8)))).toBe(`aaaaaa9669000c000090${'00'.repeat(8)}9c`)
  })

  test('bring a command however it is cut', () => {
    const frame = 'aaaaaa96690003200122'
    for (let at = 0; at <= frame.length; at += 2) {
      expect(heard(frame.slice(0, at), frame.slice(at))).toEqual([find])
    }
  })

  test.each(['aa', 'aaaa', 'aaaaaa', 'aaaaaa96', '00ff', 'aaaaaa96aa', 'aaaaaa9600'])(
    'bring the command that follows %s',
    (before) => {
      expect(heard(before, 'aaaaaa96690003200122')).toEqual([find])
    },
  )

  test('say when a command is damaged, and bring the next', () => {
    expect(heard('aaaaaa96690003200123', 'aaaaaa9669ffff', 'aaaaaa96690003200122')).toEqual([
      { type: 'wrong', what: 'checksum' },
      { type: 'wrong', what: 'length' },
      find,
    ])
  })
})

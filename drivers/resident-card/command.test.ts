import { describe, expect, test } from 'vitest'
import { baudRates, type SamCommand, writeSamCommand } from './command.ts'

describe('a command to a SAM', () => {
  test.each<[SamCommand, string]>([
    ['reset', '00 03 10 FF EC'],
    ['status', '00 03 11 FF ED'],
    ['sam-number', '00 03 12 FF EE'],
    ['find', '00 03 20 01 22'],
    ['select', '00 03 20 02 21'],
    ['read', '00 03 30 01 32'],
    [{ baud: 115_200 }, '00 03 60 00 63'],
    [{ baud: 9_600 }, '00 03 60 04 67'],
    ['limit-radio-octets', '00 04 61 FF 50 CA'],
  ])('%o is written as GA/T 467 has it', (command, rest) => {
    const expected = `aaaaaa9669${rest.replaceAll(' ', '').toLowerCase()}`
    expect(Buffer.from(writeSamCommand(command)).toString('hex')).toBe(expected)
  })

  test('sets each rate by its place', () => {
    expect(baudRates.map((baud) => writeSamCommand({ baud })[8])).toEqual([0, 1, 2, 3, 4])
  })
})

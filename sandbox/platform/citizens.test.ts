import { describe, expect, test } from 'vitest'
import { checkCharacter, drawNetworkNumber, inventedCitizens } from './citizens.ts'

describe('invented citizens', () => {
  test('the check character is the one of the standard’s own example', () => {
    expect(checkCharacter('11010519491231002')).toBe('X')
  })

  test('nobody real can have their numbers', () => {
    for (const citizen of inventedCitizens) {
      expect(citizen.identityNumber).toMatch(/^990000[0-9]{11}[0-9X]$/)
      expect(citizen.name).toMatch(/^测试/)
      expect(checkCharacter(citizen.identityNumber.slice(0, 17))).toBe(citizen.identityNumber.slice(17))
    }
  })

  test('a 网号 is 20 letters and digits', () => {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    const numbers = Array.from({ length: 100 }, () => drawNetworkNumber(random))
    expect(numbers.every((number) => /^[0-9A-Z]{20}$/.test(number))).toBe(true)
    expect(new Set(numbers).size).toBe(100)
  })

  test('bytes that would make some letters likelier are drawn again', () => {
    const draws = [new Uint8Array(32).fill(252), new Uint8Array(32).fill(251)]
    expect(drawNetworkNumber(() => draws.shift() ?? new Uint8Array(32))).toBe('Z'.repeat(20))
    expect(draws).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { cryptoOctet, digitOrder, randomBelow } from './digit-order.ts'

const ascending = Array.from({ length: 10 }, (_, digit) => 0x30 + digit)
const inOrder = (order: readonly number[]) => order.toSorted((a, b) => a - b)
const text = (order: readonly number[]) => String.fromCodePoint(...order)

/** Octets one after the other; a test that draws more than it gave fails. */
function octets(...given: readonly number[]) {
  let drawn = 0
  return {
    next: () => {
      const octet = given[drawn++]
      if (octet === undefined) throw new Error('no octet is left')
      return octet
    },
    drawn: () => drawn,
  }
}

describe('the order of the digits', () => {
  it('is that of a telephone where they are not shuffled', () => {
    expect(text(digitOrder(null))).toBe('1234567890')
  })

  it('holds every digit once, whatever chance brings', () => {
    for (let start = 0; start < 256; start++) {
      let state = start
      const order = digitOrder(randomBelow(() => (state = (state * 73 + 41) % 256)))
      expect(inOrder(order)).toEqual(ascending)
    }
  })

  it('takes each place of the last key’s digit from one number', () => {
    const lastOf = (first: number) => {
      const source = octets(first, 0, 0, 0, 0, 0, 0, 0, 0)
      return text(digitOrder(randomBelow(source.next))).at(-1)
    }
    expect(Array.from({ length: 10 }, (_, first) => lastOf(first)).join('')).toBe('1234567890')
  })

  it('stays as it is when every digit is exchanged with itself', () => {
    const source = octets(9, 8, 7, 6, 5, 4, 3, 2, 1)
    expect(text(digitOrder(randomBelow(source.next)))).toBe('1234567890')
    expect(source.drawn()).toBe(9)
  })

  it('comes from the browser’s own randomness', () => {
    expect(inOrder(digitOrder(randomBelow(cryptoOctet)))).toEqual(ascending)
  })
})

describe('a random number below a limit', () => {
  it('is as often one as the other over all octets', () => {
    for (const limit of [2, 3, 7, 10]) {
      const counts = Array.from({ length: limit }, () => 0)
      for (let octet = 0; octet < 256; octet++) {
        const source = octets(octet, 0)
        const number = randomBelow(source.next)(limit)
        if (source.drawn() === 1) counts[number] = (counts[number] ?? 0) + 1
      }
      expect(new Set(counts).size).toBe(1)
    }
  })

  it('draws again rather than favour the small ones', () => {
    const source = octets(255, 250, 249)
    expect(randomBelow(source.next)(10)).toBe(9)
    expect(source.drawn()).toBe(3)
  })
})

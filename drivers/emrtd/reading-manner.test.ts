import { describe, expect, test } from 'vitest'
import { hex } from './bytes.fake.ts'
import { firstManner, moreModest, saysExtendedLength } from './reading-manner.ts'

describe('an answer to reset says whether the chip knows extended length', () => {
  test.each([
    ['says so', true, '3b85800180730000 4000'],
    ['says so behind other objects', true, '3b88800180 31c0 73000040 00'],
    ['says so before its status', true, '3b888001 00 73000040 009000'],
    ['says that it does not', false, '3b85800180730000 8000'],
    ['says nothing of it', false, '3b8480018031c08000'],
    ['has no historical octets', false, '3b8080 01 01'],
    ['is cut short', false, '3b8580018073'],
    ['has interface octets without end', false, '3bff ffffffffffffffffffffffffffffffff'],
    ['has an object that overruns it', false, '3b8380 01 80 7300'],
    ['is longer than there are', false, `3b${'00'.repeat(40)}`],
    ['is empty', false, ''],
  ])('that %s', (_what, says, atr) => {
    expect(saysExtendedLength(hex(atr))).toBe(says)
  })

  test('or not, when the reader gives none', () => {
    expect(saysExtendedLength(undefined)).toBe(false)
  })
})

test('a chip that refuses everything is asked a bounded number of times', () => {
  const manner = firstManner(true)
  let asked = 4096
  let times = 0
  while (moreModest(manner, { byShortId: manner.shortIds, asked, lengthUnknown: true })) {
    asked = Math.min(manner.extended ? 4096 : 231, manner.most)
    expect(++times).toBeLessThan(10)
  }
  expect(manner).toMatchObject({ extended: false, shortIds: false, beyondEnd: false })
})

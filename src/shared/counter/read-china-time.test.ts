import { describe, expect, test } from 'vitest'
import { readChinaTime } from './read-china-time.ts'

describe('a moment in China', () => {
  const nine = Date.UTC(2026, 11, 5, 1)

  test.each([
    '2026-12-05 09:00',
    '2026/12/5 9:00',
    '2026.12.5 9:00:00',
    '2026年12月5日 9:00',
    '２０２６－１２－０５　０９：００',
    '2026-12-05T09:00',
  ])('%s is read', (text) => {
    expect(readChinaTime(text)).toBe(nine)
  })

  test.each([
    '',
    '09:00',
    '2026-12-05',
    '2026-02-29 09:00',
    '2026-13-01 09:00',
    '2026-12-05 24:00',
    '2026-12-05 09:60',
    '05/12/2026 09:00',
    '2026-12-05 09:00:60',
  ])('%j is none', (text) => {
    expect(readChinaTime(text)).toBeNull()
  })
})

import { expect, test } from 'vitest'
import { terminalNumber } from './showing.ts'

test('a terminal’s number is eight digits, spaces or not', () => {
  expect(terminalNumber('20261122')).toBe('20261122')
  expect(terminalNumber(' 2026 1122 ')).toBe('20261122')
  for (const other of ['', '2026112', '202611220', '2026112a', '２０２６１１２２']) {
    expect(terminalNumber(other)).toBeNull()
  }
})

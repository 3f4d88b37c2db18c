import { expect, it } from 'vitest'
import { unknownArgument } from './command-line.ts'

it('a shipped terminal may be told how to draw', () => {
  expect(unknownArgument([])).toBeNull()
  expect(unknownArgument(['--ozone-platform=wayland'])).toBeNull()
})

it.each([
  '--no-sandbox',
  '--user-data-dir=/tmp/other',
  '--remote-debugging-port=9222',
  '--inspect',
  '--disable-web-security',
  '--ozone-platform=headless',
  'https://example.invalid/',
])('%s is not taken', (argument) => {
  expect(unknownArgument(['--ozone-platform=x11', argument])).toBe(argument)
})

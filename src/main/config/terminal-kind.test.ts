import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isCounter } from './terminal-kind.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passonly-kind-'))
  vi.stubEnv('PASSONLY_CONFIG', join(folder, 'terminal.json'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

test.each([
  ['{"counter":{}}', true],
  ['{"hall":{}}', false],
  ['{"counter":', false],
  ['[]', false],
  ['null', false],
])('a terminal with the configuration %s is a counter: %s', (text, is) => {
  writeFileSync(join(folder, 'terminal.json'), text)
  expect(isCounter()).toBe(is)
})

test('a terminal without a configuration is a kiosk, which says so', () => {
  expect(isCounter()).toBe(false)
})

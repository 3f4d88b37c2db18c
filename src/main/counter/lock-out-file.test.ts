import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultCounterDelays, freeAttempts } from '../../shared/counter/counter-config.ts'
import { createLockOut } from './lock-out.ts'
import { lockOutFile } from './lock-out-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passonly-lock-out-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('what is remembered of wrong PINs lies in a file of its owner’s alone, and in no other', () => {
  const path = join(folder, 'state', 'counter-lock.json')
  const file = lockOutFile(path)
  expect(file.read()).toBeNull()
  file.write('first')
  file.write('second')
  expect(lockOutFile(path).read()).toBe('second')
  expect(readdirSync(join(folder, 'state'))).toEqual(['counter-lock.json'])
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a counter that is started anew waits on', () => {
  const open = () =>
    createLockOut(lockOutFile(join(folder, 'counter-lock.json')), defaultCounterDelays, () => 1_000_000)
  for (let wrong = 0; wrong < freeAttempts; wrong++) expect(open().attempt('07')).toBe(true)
  expect(open().attempt('07')).toBe(false)
  expect(open().waitUntil()).toBe(1_000_000 + defaultCounterDelays.lockOut)
})

import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  expect(file.write('first')).toBe(true)
  expect(file.write('second')).toBe(true)
  expect(lockOutFile(path).read()).toBe('second')
  expect(readdirSync(join(folder, 'state'))).toEqual(['counter-lock.json'])
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a counter that is started anew waits on', () => {
  const open = () =>
    createLockOut(lockOutFile(join(folder, 'counter-lock.json')), defaultCounterDelays, () => 1_000_000)
  for (let wrong = 0; wrong < freeAttempts; wrong++) expect(open().attempt('07')).toBe('noted')
  expect(open().attempt('07')).toBe('waits')
  expect(open().waitUntil()).toBe(1_000_000 + defaultCounterDelays.lockOut)
})

test('where it cannot lie it is not kept, and nothing throws', () => {
  writeFileSync(join(folder, 'no-folder'), '')
  expect(lockOutFile(join(folder, 'no-folder', 'counter-lock.json')).write('1')).toBe(false)
})

test('what cannot be read is not taken for nothing: the counter waits', () => {
  const path = join(folder, 'counter-lock.json')
  mkdirSync(path)
  const lockOut = createLockOut(lockOutFile(path), defaultCounterDelays, () => 1_000_000)
  expect(lockOut.waitUntil()).toBe(1_000_000 + defaultCounterDelays.lockOut)
  expect(lockOutFile(path).write('1')).toBe(false)
})

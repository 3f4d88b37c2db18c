import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readArrivals } from './hotel-people.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passonly-arrivals-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('a list of arrivals is read', async () => {
  const path = join(folder, 'arrivals.json')
  writeFileSync(path, '[{"booking":"B1001","room":"三〇二"}]')
  expect(await readArrivals(path)).toBe('[{"booking":"B1001","room":"三〇二"}]')
})

test('one that is too large, a folder, a pipe to which nobody writes and none at all are not', async () => {
  const large = join(folder, 'large.json')
  writeFileSync(large, '[]')
  truncateSync(large, 4 * 1024 * 1024 + 1)
  mkdirSync(join(folder, 'folder'))
  execFileSync('mkfifo', [join(folder, 'pipe')])
  for (const name of ['large.json', 'folder', 'pipe', 'none']) {
    expect(await readArrivals(join(folder, name))).toBeNull()
  }
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HallStoreError } from '../hall-store/hall-store.ts'
import { place, ticket } from './counter-fixture.ts'
import { openHall } from './open-hall.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passonly-hall-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('a hall that can be used is open', async () => {
  const { store, fault } = openHall(join(folder, 'hall.db'), '2')
  expect(fault).toBeNull()
  expect(await store.admission(place('上午'), ticket('0042'))).toBeNull()
  await store.close()
})

test('a file that is none lets nobody in, and stays as it is', async () => {
  const path = join(folder, 'hall.db')
  const text = 'not a database, but somebody may mend it'.repeat(200)
  writeFileSync(path, text)
  const { store, fault } = openHall(path, '2')
  expect(fault).toBe('damaged')
  await expect(store.admission(place('上午'), ticket('0042'))).rejects.toThrow(HallStoreError)
  await expect(store.pending()).rejects.toThrow(HallStoreError)
  await store.close()
  expect(readFileSync(path, 'utf8')).toBe(text)
})

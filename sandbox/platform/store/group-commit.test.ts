import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openStore } from './store.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'group-commit-'))
const store = openStore(path.join(folder, 'platform.db'), randomBytes)
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const add = (digest: string) => () => {
  store.enrolmentCodes.add(digest, 1)
  return digest
}
const has = (digest: string) => store.enrolmentCodes.find(digest) !== undefined

test('pieces of work of one moment are done in turn, each by itself all or nothing', async () => {
  const failing = () => {
    add('b')()
    throw new Error('refused')
  }
  const all = [add('a'), failing, add('c'), () => has('a')].map((work) => store.soon<unknown>(work))
  expect(has('a')).toBe(false)
  expect(await Promise.allSettled(all)).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'rejected', reason: new Error('refused') },
    { status: 'fulfilled', value: 'c' },
    { status: 'fulfilled', value: true },
  ])
  expect(['a', 'b', 'c'].map(has)).toEqual([true, false, true])
})

test('when the commit fails, all of them hear so', async () => {
  const closing = openStore(path.join(folder, 'other.db'), randomBytes)
  const all = [1, 2].map((number) => closing.soon(() => closing.enrolmentCodes.add(String(number), 1)))
  closing.close()
  const outcomes = await Promise.allSettled(all)
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

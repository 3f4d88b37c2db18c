import { expect, it } from 'vitest'
import { type EntryState, entryStateSchema } from '../shared/secure-entry.ts'
import { entryStateIn } from './entry-state.ts'

const code: EntryState = { form: 'dynamic-code', counts: [3], at: 0, complete: false, wrong: null }
const approval: EntryState = {
  form: 'phone-approval',
  counts: [2],
  at: 0,
  complete: true,
  wrong: null,
}
const key: EntryState = { form: 'document-key', counts: [9, 6, 6], at: 2, complete: true, wrong: 1 }

it.each([
  code,
  approval,
  key,
  { ...code, counts: [8], complete: true },
  { ...key, counts: [22, 0, 0], wrong: null },
])('takes a state of the contract as it is: %j', (state) => {
  expect(entryStateSchema.parse(state)).toEqual(state)
  expect(entryStateIn(state)).toEqual(state)
})

const strange: readonly unknown[] = [
  null,
  undefined,
  'open',
  [],
  [code],
  {},
  { ...code, form: 'password' },
  { ...code, counts: undefined },
  { ...code, counts: [] },
  { ...code, counts: ['3'] },
  { ...code, counts: [-1] },
  { ...code, counts: [1.5] },
  { ...code, counts: [Number.NaN] },
  { ...key, counts: [23, 0, 0] },
  { ...key, counts: [0, 0, 0, 0] },
  { ...code, at: 3 },
  { ...code, at: -1 },
  { ...code, at: '0' },
  { ...code, complete: 1 },
  { ...code, wrong: undefined },
  { ...code, wrong: 3 },
  { ...code, typed: '12345678' },
]

it.each(strange)('refuses what the contract refuses: %j', (message) => {
  expect(entryStateSchema.safeParse(message).success).toBe(false)
  expect(entryStateIn(message)).toBeNull()
})

it.each([
  { ...code, counts: [3, 0] },
  { ...code, counts: [9] },
  { ...code, at: 1 },
  { ...code, wrong: 1 },
  { ...approval, counts: [3] },
  { ...key, counts: [9, 6] },
  { ...key, counts: [9, 7, 6] },
])('refuses what no form has: %j', (message) => {
  expect(entryStateIn(message)).toBeNull()
})

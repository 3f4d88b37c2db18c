import { expect, it } from 'vitest'
import { accessModes } from './access.ts'
import { consents, journeyActionSchema } from './ipc.ts'

it('takes each mode of access, on and off', () => {
  for (const mode of accessModes) {
    for (const on of [true, false]) {
      const action = { type: 'set-access', mode, on }
      expect(journeyActionSchema.parse(action)).toEqual(action)
    }
  }
})

it('takes a consent that names what is agreed to', () => {
  for (const to of consents) {
    expect(journeyActionSchema.parse({ type: 'agree', to })).toEqual({ type: 'agree', to })
  }
})

it.each([
  { type: 'set-access' },
  { type: 'set-access', mode: 'largeText' },
  { type: 'set-access', mode: 'largerText', on: true },
  { type: 'set-access', mode: '__proto__', on: true },
  { type: 'set-access', mode: 'voice', on: 1 },
  { type: 'set-access', mode: 'voice', on: true, why: 'elderly' },
  { type: 'agree' },
  { type: 'agree', to: 'everything' },
])('refuses %j', (action) => {
  expect(journeyActionSchema.safeParse(action).success).toBe(false)
})

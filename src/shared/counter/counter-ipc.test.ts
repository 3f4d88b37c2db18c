import { expect, test } from 'vitest'
import { counterActionSchema, counterDisplayActionSchema } from './counter-ipc.ts'

test.each([
  { type: 'unlock', staff: 0, pin: '246810' },
  { type: 'number', ticket: '20261205-0042' },
  { type: 'undo', seq: 1, reason: 'practice' },
  { type: 'begin-session', session: 0, notice: '2026-11-22', place: 'print' },
  { type: 'export' },
])('an act of staff is taken: $type', (action) => {
  expect(counterActionSchema.safeParse(action).success).toBe(true)
})

test.each([
  { type: 'number', ticket: '11010519491231002X' },
  { type: 'number', ticket: '110105-19491231-002X' },
  { type: 'search', ticket: '11010519491231002X' },
  { type: 'number', ticket: '张三' },
  { type: 'number', ticket: '0042', note: 'a word more' },
  { type: 'unlock', staff: 0, pin: 'letmein' },
  { type: 'undo', seq: 1, reason: 'because' },
  { type: 'begin-session', session: 0, notice: 'latest', place: 'print' },
  { type: 'export', folder: '/srv' },
  { type: 'note', text: 'anything' },
])('anything else is refused: %j', (action) => {
  expect(counterActionSchema.safeParse(action).success).toBe(false)
})

test('whoever stands at the display can do nothing of the staff’s', () => {
  expect(counterDisplayActionSchema.safeParse({ type: 'consent', question: 1, given: true }).success).toBe(
    true,
  )
  for (const action of [{ type: 'lock' }, { type: 'number', ticket: '0042' }, { type: 'clear' }]) {
    expect(counterDisplayActionSchema.safeParse(action).success).toBe(false)
  }
})

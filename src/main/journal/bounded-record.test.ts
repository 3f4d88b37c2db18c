import { expect, test } from 'vitest'
import type { EventId } from '../../shared/events.ts'
import { boundedRecord } from './bounded-record.ts'

function recording() {
  let time = 0
  const recorded: { id: EventId; fields: unknown }[] = []
  const record = boundedRecord(
    (id, fields) => {
      recorded.push({ id, fields })
    },
    () => time,
  )
  const of = (id: EventId) => recorded.filter((event) => event.id === id)
  return { record, of, pass: (milliseconds: number) => (time += milliseconds) }
}

test('a busy hour of a counter is recorded whole', () => {
  const { record, of, pass } = recording()
  for (let second = 0; second < 3_600; second++) {
    record('journey.start', { language: 'zh-CN' })
    record('device.detached', { kind: 'qr-scanner', vendor: 1, product: 2 })
    pass(1_000)
  }
  expect(of('journey.start')).toHaveLength(3_600)
  expect(of('journal.left-out')).toEqual([])
})

test('a flood is cut off, counted, and told once in a second', () => {
  const { record, of, pass } = recording()
  for (let count = 0; count < 10_000; count++) {
    record('ipc.refused', { cause: 'form' })
    pass(1)
  }
  pass(1_000)
  record('ipc.refused', { cause: 'form' })
  const kept = of('ipc.refused').length
  const told = of('journal.left-out')
  const leftOut = told.reduce((sum, { fields }) => sum + Number(Reflect.get(Object(fields), 'count')), 0)
  expect(kept).toBeLessThanOrEqual(200 + 2 * 11)
  expect(kept + leftOut).toBe(10_001)
  expect(told.length).toBeLessThanOrEqual(11)
})

test('a flood of one kind leaves the others alone', () => {
  const { record, of } = recording()
  for (let count = 0; count < 1_000; count++) record('ipc.refused', { cause: 'form' })
  record('device.detached', { kind: 'qr-scanner', vendor: 1, product: 2 })
  expect(of('device.detached')).toHaveLength(1)
})

test('verdicts and the terminal’s own life are never left out', () => {
  const { record, of } = recording()
  for (let count = 0; count < 1_000; count++) record('terminal.start.init', {})
  expect(of('terminal.start.init')).toHaveLength(1_000)
})

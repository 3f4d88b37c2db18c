import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { incidentKinds } from '../store/incidents.ts'
import { historyOf } from './history.ts'
import { declareIncident, reportIncident } from './incidents.ts'
import { logCheck, type OpenOffice, openTestOffice, register, testDay, testTerminal } from './office.fake.ts'

let open: OpenOffice

beforeEach(() => {
  open = openTestOffice()
})
afterEach(() => open.end())

const hour = 3_600_000

/** Three checks, an hour apart, and then the incident that touches the second hour. */
function declareForSecondHour(): string {
  for (const [index, citizen] of ['test-1', 'test-2', 'test-3'].entries()) {
    open.clock.setOffset(index * hour)
    logCheck(open, citizen)
  }
  open.clock.setOffset(3 * hour)
  return open.office.declareIncident({
    kind: 'terminal-tampered',
    begunAt: testDay + hour / 2,
    endedAt: testDay + hour,
    touches: { terminal: testTerminal },
  })
}

const noticesOf = (citizen: string) => open.office.history(citizen, citizen, 10)?.notices ?? []

test('what is done is written down: every kind of incident, and the calls that act, tell and report', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../../docs/incident.md'), 'utf8')
  const kinds = [...page.matchAll(/^\| `([a-z-]+)`/gm)].map(([, kind]) => kind)
  expect(kinds).toEqual([...incidentKinds])
  const parts = page.split(/^## /m).map((part) => [part.split('\n', 1)[0], part] as const)
  const holds = (heading: string, words: string) =>
    parts.some(([title, part]) => title?.startsWith(heading) && part.includes(words))
  expect(holds('1. Act', declareIncident.name)).toBe(true)
  expect(holds('2. Tell', declareIncident.name)).toBe(true)
  expect(holds('2. Tell', historyOf.name)).toBe(true)
  expect(holds('3. Report', reportIncident.name)).toBe(true)
})

describe('an incident', () => {
  test('is acted on: the terminal loses its right to ask in the same step', () => {
    expect(open.store.terminals.find(testTerminal)?.revokedAt).toBeNull()
    declareForSecondHour()
    expect(open.store.terminals.find(testTerminal)?.revokedAt).toBe(open.clock.now())
  })

  test('is told to each citizen whom it touched, and to nobody else', () => {
    const id = declareForSecondHour()
    expect(noticesOf('test-2')).toEqual([
      {
        id,
        kind: 'terminal-tampered',
        begunAt: testDay + hour / 2,
        endedAt: testDay + hour,
        declaredAt: testDay + 3 * hour,
        readAt: null,
      },
    ])
    expect([noticesOf('test-1'), noticesOf('test-3')]).toEqual([[], []])
    expect(open.store.securityEvents.ofCitizen('test-2', 1)).toEqual([
      { kind: 'incident', at: testDay + 3 * hour },
    ])
    open.store.incidents.markRead(id, 'test-2', testDay + 4 * hour)
    expect(noticesOf('test-2')[0]?.readAt).toBe(testDay + 4 * hour)
  })

  test('is told to a guardian whose own code was read beside a child’s, and no other guardian', () => {
    logCheck(open, 'test-2', 'pass', null, undefined, 'test-1')
    open.office.declareIncident({
      kind: 'data-leaked',
      begunAt: testDay,
      endedAt: testDay + hour,
      touches: { terminal: testTerminal },
    })
    const told = ['test-1', 'test-2', 'test-3'].filter((citizen) => noticesOf(citizen).length > 0)
    expect(told).toEqual(['test-1', 'test-2'])
  })

  test('that touches everybody is told to everybody who is still there', async () => {
    const gone = await register(open, 'test-10')
    await open.office.delete({
      citizen: gone,
      by: gone,
      presentations: [{ factor: 'password', answer: 'kou-ling-2026' }],
    })
    const span = { begunAt: testDay, endedAt: testDay }
    const id = open.office.declareIncident({ kind: 'data-leaked', ...span, touches: 'everybody' })
    expect(['test-1', 'test-2', 'test-3'].map((citizen) => noticesOf(citizen).length)).toEqual([1, 1, 1])
    expect(open.office.reportIncident(id)).toMatchObject({ citizensTold: 3 })
  })

  test('is reported in figures, with nobody’s name or number', () => {
    const id = declareForSecondHour()
    open.clock.setOffset(4 * hour)
    const report = open.office.reportIncident(id)
    expect(report).toEqual({
      id,
      kind: 'terminal-tampered',
      begunAt: testDay + hour / 2,
      endedAt: testDay + hour,
      declaredAt: testDay + 3 * hour,
      reportedAt: testDay + 4 * hour,
      citizensTold: 1,
    })
    open.clock.setOffset(5 * hour)
    expect(open.office.reportIncident(id)?.reportedAt).toBe(testDay + 4 * hour)
    expect(open.office.reportIncident('none')).toBeNull()
  })
})

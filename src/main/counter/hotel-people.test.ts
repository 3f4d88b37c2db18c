import { expect, test } from 'vitest'
import { hotelPeople } from './hotel-people.ts'
import { place, ticket } from './counter-fixture.ts'

const now = () => Date.UTC(2026, 11, 4, 17)
const consent = 'D'.repeat(32)
const today = place('2026-12-05')

const read = async (text: string | null) => {
  const people = hotelPeople(async () => text, now)
  return { people, read: await people.read() }
}

test('a list gives a day’s one session, in China’s time, and its guests', async () => {
  const { people, read: result } = await read(JSON.stringify([{ booking: 'B1001', room: '302', consent }]))
  expect(result).toEqual({ sessions: [{ name: '2026-12-05', rooms: null, starts: null }], count: 1 })
  expect(people.lookUp(ticket('B1001'), today, null, now())).toEqual({
    is: 'awaited',
    whom: { ticket: 'B1001', place: '302', text: null, expected: null, retention: consent },
  })
  expect(people.lookUp(ticket('B9999'), today, null, now())).toMatchObject({
    result: { kind: 'unknown-ticket' },
  })
})

test('a hotel without a list awaits whoever comes', async () => {
  const people = hotelPeople(undefined, now)
  expect(await people.read()).toMatchObject({ count: 0 })
})

test.each([
  ['{', 'form'],
  ['[{"booking":"B1001","name":"张三"}]', 'form'],
  ['[{"booking":"11010519491231002X"}]', 'form'],
  ['[{"booking":"B1001","consent":"short"}]', 'form'],
  ['[{"booking":"B11010519491231002X"}]', 'form'],
  ['[{"booking":"B1001"},{"booking":"B1001"}]', 'form'],
  [null, 'unreadable'],
])('a list like %s is refused whole', async (text, fault) => {
  const { people, read: result } = await read(text)
  expect(result).toEqual({ fault: { fault } })
  expect(people.find(ticket('B1001'), today)).toBeNull()
})

test('a list that cannot be read any more leaves nobody of the one before', async () => {
  let text = '[{"booking":"B1001"}]'
  const people = hotelPeople(async () => text, now)
  await people.read()
  expect(people.find(ticket('B1001'), today)).not.toBeNull()
  text = '{'
  await people.read()
  expect(people.find(ticket('B1001'), today)).toBeNull()
})

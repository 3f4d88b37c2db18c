import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demoCustomNumber, hotelCustomNumber } from '../relying-parties.ts'
import { type OpenOffice, openTestOffice, passwordOf, register } from './office.fake.ts'

let open: OpenOffice

beforeEach(() => {
  open = openTestOffice()
})
afterEach(() => open.end())

const ids = Array.from({ length: 200 }, (_, index) => `many-${index}`)

/** Many citizens with numbers of identity that run on, as those of a register do. */
function enterMany({ store }: OpenOffice): void {
  store.transaction(() => {
    for (const [index, id] of ids.entries()) {
      store.citizens.add(id, `NUMBER${String(index).padStart(14, '0')}`, {
        person: `person-${index}`,
        documentKind: 'overseas-citizen-passport',
        documentNumber: `E9${String(index).padStart(7, '0')}`,
        name: `测试${index}`,
        birth: '19900101',
        phone: `12099999${String(index).padStart(3, '0')}`,
        serviceConsent: 'service-1',
        faceConsent: 'face-1',
        markKey: new Uint8Array(32),
      })
    }
  })
}

/** What one relying party knows all of them by. */
function known({ store }: OpenOffice, customNumber: string): string[] {
  return store.transaction(() => ids.map((id) => store.pseudonyms.of(customNumber, id)))
}

describe('a pseudonym', () => {
  test('is one relying party’s own, the same every time, and nothing joins two parties’ lists', () => {
    enterMany(open)
    const hall = known(open, demoCustomNumber)
    const hotel = known(open, hotelCustomNumber)
    expect(known(open, demoCustomNumber)).toEqual(hall)
    expect(new Set([...hall, ...hotel]).size).toBe(2 * ids.length)
    // Neither order nor any piece of a value says which of the other party's it belongs to.
    const order = (values: readonly string[]) =>
      [...values.keys()].sort((a, b) => ((values[a] ?? '') < (values[b] ?? '') ? -1 : 1))
    expect(order(hall)).not.toEqual(order(hotel))
    const piecesOf = (value: string) => [value.slice(0, 8), value.slice(12, 20), value.slice(24)]
    const pieces = new Set(hall.flatMap(piecesOf))
    expect(hotel.flatMap(piecesOf).filter((piece) => pieces.has(piece))).toEqual([])
  })

  test('is not made of the network number or of anything else that is known: another sandbox draws others', () => {
    const other = openTestOffice()
    enterMany(open)
    enterMany(other)
    const one = known(open, demoCustomNumber)
    const two = known(other, demoCustomNumber)
    other.end()
    expect(one.filter((value) => two.includes(value))).toEqual([])
  })

  test('is gone with its citizen: who comes back is another person to everybody', async () => {
    const first = await register(open, 'test-10')
    const before = open.store.pseudonyms.of(demoCustomNumber, first)
    expect(open.bytes().includes(before)).toBe(true)
    await open.office.delete({ citizen: first, by: first, presentations: [passwordOf()] })
    expect(open.bytes().includes(before)).toBe(false)
    const again = await register(open, 'test-10')
    expect(open.store.pseudonyms.of(demoCustomNumber, again)).not.toBe(before)
  })
})

import { expect, test } from 'vitest'
import { inventedCitizens } from '../platform/citizens.ts'
import { openBenchDocuments } from './bench-documents.ts'
import { chipProfiles } from './chips/profiles.ts'
import { documentRegister } from './document-register.ts'

const documents = openBenchDocuments(new Date(Date.UTC(2026, 10, 22)))
const register = documentRegister(documents)

test('every number stands in the register once, clones and forgeries having none of their own', () => {
  const numbers = register.issued().map(({ issuingState, number }) => issuingState + number)
  expect(new Set(numbers).size).toBe(numbers.length)
  const all = Object.values(chipProfiles).map(({ entries }) => entries.issuingState + entries.documentNumber)
  expect(new Set(all)).toEqual(new Set(numbers))
})

test('one was reported lost, and the holders of the Chinese documents have a 网证, the others none', () => {
  expect(register.issued().filter(({ reportedLost }) => reportedLost)).toEqual([
    { issuingState: 'CHN', number: 'E00000006', birth: '840512', person: 'test-1', reportedLost: true },
  ])
  const holders = register.issued().filter(({ person }) => person !== null)
  expect(holders).toEqual(register.issued().filter(({ issuingState }) => issuingState === 'CHN'))
})

test('a holder who has a 网证 was born on the day that their identity number says', () => {
  const births = new Map(inventedCitizens.map(({ id, identityNumber }) => [id, identityNumber.slice(8, 14)]))
  const holders = register.issued().filter(({ person }) => person !== null)
  expect(holders.map(({ birth }) => birth)).toEqual(holders.map(({ person }) => births.get(person ?? '')))
})

test('the platform trusts the same authorities as the terminals', () => {
  expect(register.trustedRoots()).toEqual(documents.trustedRoots())
  expect(register.trustedRoots()).toHaveLength(3)
})

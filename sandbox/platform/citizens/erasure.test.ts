import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toHex } from '../../../src/shared/gm/bytes.ts'
import {
  bytesIn,
  documentOf,
  faceOf,
  formOf,
  logCheck,
  type OpenOffice,
  openTestOffice,
  passwordOf,
  register,
} from './office.fake.ts'
import { openStore } from '../store/store.ts'
import { eraseCitizen } from './erasure.ts'
import { hotelCustomNumber, hotelPolicy } from '../relying-parties.ts'

let open: OpenOffice

beforeEach(() => {
  open = openTestOffice()
})
afterEach(() => open.end())

/** Whether the file or its log has it, as text or as bytes. */
function has(open: OpenOffice, wanted: string | Uint8Array): boolean {
  return open.bytes().includes(Buffer.from(wanted))
}

/** Everything that says who somebody is or opens a door in the name. */
function traces({ store }: OpenOffice, citizen: string): Readonly<Record<string, string | Uint8Array>> {
  const who = store.citizens.identity(citizen)
  const record = store.citizens.find(citizen)
  const password = store.passwords.find(citizen)
  if (!who || !record?.networkNumber || !password) throw new Error('not a whole citizen')
  const { name, documentNumber, birth, phone, person, markKey } = who
  const { salt, hash } = password
  return {
    name,
    documentNumber,
    birth,
    phone,
    person,
    markKey,
    salt,
    hash,
    networkNumber: record.networkNumber,
  }
}

describe('after deletion', () => {
  test('nothing of a person is left in the file, its free pages or its log; the log of checks is', async () => {
    const { store, office } = open
    // Enough others before, after and in between, so that the person’s rows are moved about among pages.
    for (const person of ['test-4', 'test-5']) await register(open, person)
    const citizen = await register(open, 'test-10')
    const neighbour = await register(open, 'test-11')
    await register(open, 'test-6')
    const bizSeq = logCheck(open, citizen)
    const asked = { citizen, by: citizen, customNumber: hotelCustomNumber, policy: hotelPolicy }
    const consent = office.consent({ ...asked, fields: ['name'] })
    office.challenge('face', citizen)
    await office.prove(citizen, [passwordOf('wrong-word-1')])
    const before = traces(open, citizen)
    const kept = traces(open, neighbour)
    // The search finds what is there.
    for (const trace of Object.values(before)) expect(has(open, trace)).toBe(true)

    expect(await office.delete({ citizen, by: citizen, presentations: [passwordOf()] })).toEqual({
      done: true,
    })

    const left = Object.entries(before).filter(([, trace]) => has(open, trace))
    expect(left.map(([name]) => name)).toEqual([])
    expect(Object.values(kept).every((trace) => has(open, trace))).toBe(true)
    expect(store.checks.find(bizSeq)).toBeDefined()
    expect(store.checks.ofCitizen(citizen, 10)).toHaveLength(1)
    if ('refused' in consent) throw new Error(consent.refused)
    expect(store.consents.find(consent.consent)).toMatchObject({ citizen, withdrawnAt: open.clock.now() })
    expect(store.securityEvents.ofCitizen(citizen, 10).map(({ kind }) => kind)).toEqual(['deleted'])
  })

  test('nothing of an unfinished application of the same person is left either', async () => {
    const { name, number } = documentOf('test-7')
    const guardian = { citizen: 'test-1', presentations: [faceOf(open, 'test-1')] }
    const form = { ...formOf('test-7'), phone: '12087654321' }
    expect(await open.office.begin(form, guardian)).toHaveProperty('application')
    expect([name, number, '12087654321'].map((text) => has(open, text))).toEqual([true, true, true])
    // The guardian goes: what was begun in the guardian’s name goes too.
    await open.office.delete({ citizen: 'test-1', by: 'test-1', presentations: [faceOf(open, 'test-1')] })
    expect([name, number, '12087654321'].map((text) => has(open, text))).toEqual([false, false, false])
  })

  test('that was cut short by a power cut nothing is left once the platform has started again', async () => {
    const citizen = await register(open, 'test-10')
    const before = Object.values(traces(open, citizen))
    const stopped = {
      ...open.store,
      compact: () => {
        throw new Error('power cut')
      },
    }
    expect(() => eraseCitizen(stopped, citizen, open.clock.now())).toThrow('power cut')
    expect(before.every((trace) => has(open, trace))).toBe(true)
    const folder = mkdtempSync(path.join(tmpdir(), 'after-power-cut-'))
    cpSync(open.folder, folder, { recursive: true })
    const store = openStore(path.join(folder, 'platform.db'), randomBytes)
    const after = bytesIn(folder)
    store.close()
    rmSync(folder, { recursive: true })
    expect(before.filter((trace) => after.includes(Buffer.from(trace)))).toEqual([])
  })

  test('the codes on the phone are nobody’s', async () => {
    const citizen = await register(open, 'test-10')
    open.store.walletCodes.add('a'.repeat(64), citizen, [], open.clock.now(), open.clock.now() + 60_000)
    await open.office.delete({ citizen, by: citizen, presentations: [passwordOf()] })
    expect(open.store.walletCodes.find('a'.repeat(64))).toBeUndefined()
  })
})

describe('a network number', () => {
  test('is letters and digits that nothing of the person gives: same people, other numbers', async () => {
    const people = ['test-4', 'test-5', 'test-6', 'test-10', 'test-11']
    const numbersOf = async (office: OpenOffice) => {
      const citizens: string[] = []
      for (const person of people) citizens.push(await register(office, person))
      return citizens.map((citizen) => office.store.citizens.find(citizen)?.networkNumber ?? '')
    }
    const first = await numbersOf(open)
    const other = openTestOffice()
    const second = await numbersOf(other)
    other.end()
    expect([...first, ...second].every((number) => /^[0-9A-Z]{20}$/.test(number))).toBe(true)
    expect(new Set([...first, ...second]).size).toBe(10)
  })

  test('stands in its credential, and nothing that says who it is does', async () => {
    const citizen = await register(open, 'test-10')
    const who = open.store.citizens.identity(citizen)
    const credential = open.office.credential(citizen)
    if (!who || !credential) throw new Error('no credential')
    const bytes = Buffer.from(credential)
    expect(bytes.includes(open.store.citizens.find(citizen)?.networkNumber ?? 'none')).toBe(true)
    const { name, documentNumber, birth, phone, person } = who
    expect([name, documentNumber, birth, phone, person].filter((text) => bytes.includes(text))).toEqual([])
    expect(bytes.includes(toHex(who.markKey)) || bytes.includes(Buffer.from(who.markKey))).toBe(false)
  })
})

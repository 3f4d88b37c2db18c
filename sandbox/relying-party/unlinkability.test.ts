import { readFile } from 'node:fs/promises'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type AuthMode, authModes, evidenceKinds, subjects } from '../../src/shared/check.ts'
import { verdicts } from '../../src/shared/verdict.ts'
import { ageMarks } from '../platform/citizens/age-marks.ts'
import { retainableFields } from '../platform/citizens/policy-terms.ts'
import type { FactorName } from '../platform/factors/factor.ts'
import { password } from '../platform/factors/presented.fake.ts'
import { walletCode } from '../platform/platform.fake.ts'
import {
  demoPolicy,
  examPolicy,
  hotelPolicy,
  insurerPolicy,
  museumPolicies,
  type PartyKind,
  partyKinds,
  relyingParties,
} from '../platform/relying-parties.ts'
import { checkRequest, enrol, post, signed } from '../platform/terminal.fake.ts'
import { enterSite, phoneApproves, runParties, type RunningParties } from './relying-parties.fake.ts'
import { checkPurposes } from './relying-party-sites.ts'
import { accountStates } from './store/accounts.ts'

/** Words of the program: every relying party has the same, whoever was checked. */
const words = new Set<string>(
  [
    authModes,
    evidenceKinds,
    subjects,
    verdicts,
    ageMarks,
    retainableFields,
    checkPurposes,
    accountStates,
    Object.values(relyingParties).map(({ policies }) => Object.keys(policies)),
  ].flat(2),
)
const people = ['test-1', 'test-2'] as const
/** What each one's terminal asks for: its policy, and what the phone has proven beside the credential. */
const atTerminals: Readonly<
  Record<PartyKind, readonly [policy: string, mode: AuthMode, proven: readonly FactorName[]]>
> = {
  hall: [demoPolicy, 'R01', []],
  hotel: [hotelPolicy, 'R01', []],
  exam: [examPolicy, 'R03', ['face']],
  museum: [museumPolicies.network, 'R01', []],
  insurer: [insurerPolicy, 'R02', ['password']],
}
/** Each two of them, once. */
const pairs = partyKinds.flatMap((one, index) =>
  partyKinds.slice(index + 1).map((other): [PartyKind, PartyKind] => [one, other]),
)

let running: RunningParties
let consent: string
/** Of each party every value in its database, and the bytes of its files. */
const kept = new Map<PartyKind, { readonly values: readonly string[]; readonly bytes: Buffer }>()

const store = () => running.platform.platform.store

beforeAll(async () => {
  running = await runParties()
  consent = consentOf('test-1')
  for (const party of partyKinds) {
    for (const citizen of people) {
      await onTheWeb(party, citizen)
      await atTheTerminal(party, citizen)
    }
  }
  for (const party of partyKinds) {
    // Of each person two checks on the web and one at a terminal.
    await vi.waitUntil(() => running[party].party.store.deliveries.last(100).length === people.length * 3)
    kept.set(party, { values: dump(party), bytes: await bytesOf(party) })
  }
}, 60_000)
afterAll(() => running.end())

/** The hotel's guest agrees that the hotel keeps what a law makes it keep. */
function consentOf(citizen: string): string {
  const { customNumber, keeps } = running.hotel.party.site
  const { fields } = keeps
  const asked = { citizen, by: citizen, customNumber, policy: hotelPolicy, fields }
  const given = running.platform.platform.citizens.consent(asked)
  if (!('consent' in given)) throw new Error(given.refused)
  return given.consent
}

async function onTheWeb(party: PartyKind, citizen: string): Promise<void> {
  for (const purpose of ['register', 'sign-in'] as const) {
    const site = await enterSite(running[party])
    const code = await site.begin(purpose)
    const digits = await phoneApproves(running.platform.platform, code, citizen, password())
    expect((await site.type(digits)).account).not.toBeNull()
  }
}

async function atTheTerminal(party: PartyKind, citizen: string): Promise<void> {
  const { platform, url, clock } = running.platform
  const { customNumber } = running[party].party.site
  const terminal = await enrol(url, platform.enrolmentOffice.code, customNumber)
  const [policy, authMode, proven] = atTerminals[party]
  const retention = party === 'hotel' && citizen === 'test-1' ? { retention: consent } : {}
  const request = checkRequest(terminal, walletCode(running.platform, citizen, proven), clock.now(), {
    request: { customNumber, policy, authMode, ...retention },
  })
  expect((await post(url, signed(terminal, request))).status).toBe(200)
}

const fileOf = (party: PartyKind) =>
  path.join(
    running.platform.folder,
    'relying-parties',
    running[party].party.site.customNumber,
    'relying-party.db',
  )

/** The database and what stands in its log. */
async function bytesOf(party: PartyKind): Promise<Buffer> {
  return Buffer.concat(
    await Promise.all([fileOf(party), `${fileOf(party)}-wal`].map((file) => readFile(file))),
  )
}

const named = z.array(z.object({ name: z.string() }))
const rows = z.array(z.record(z.string(), z.unknown()))

/** Every value of every column, also inside what is JSON, but for times. */
function dump(party: PartyKind): readonly string[] {
  const connection = new Database(fileOf(party), { readonly: true })
  const tables = named.parse(connection.prepare("select name from sqlite_schema where type = 'table'").all())
  const values = tables.flatMap(({ name }) =>
    rows.parse(connection.prepare(`select * from ${name}`).all()).flatMap(valuesIn),
  )
  connection.close()
  return values
}

const isTime = (member: string) => member.endsWith('_at') || member === 'timeStamp'

function valuesIn(value: unknown): string[] {
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) {
    const bytes = Buffer.from(new Uint8Array(value))
    return [bytes.toString('hex'), ...valuesIn(bytes.toString())]
  }
  if (value === null) return []
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([member, one]) => (isTime(member) ? [] : valuesIn(one)))
  }
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'string') throw new TypeError('a value of no kind that SQLite has')
  return value.startsWith('{') ? [value, ...valuesIn(JSON.parse(value))] : [value]
}

function keptBy(party: PartyKind) {
  const found = kept.get(party)
  if (!found) throw new Error('nothing was kept')
  return found
}

/** What could join two lists: longer than three characters, and no word of the program. */
const joining = (party: PartyKind) =>
  new Set(keptBy(party).values.filter((value) => value.length > 3 && !words.has(value)))

describe('the databases of relying parties that know the same people', () => {
  test('hold something to compare: accounts, pseudonyms, receipts of each', () => {
    for (const party of partyKinds) expect(joining(party).size).toBeGreaterThan(people.length * 8)
  })

  test('are searched for what is there: each one’s own pseudonyms are found', () => {
    for (const party of partyKinds) {
      const { customNumber } = running[party].party.site
      for (const citizen of people) {
        const pseudonym = store().pseudonyms.of(customNumber, citizen)
        expect([joining(party).has(pseudonym), keptBy(party).bytes.includes(pseudonym)]).toEqual([true, true])
      }
    }
  })

  test.each(pairs)('share no value: %s and %s', (one, other) => {
    const ofOther = joining(other)
    expect([...joining(one)].filter((value) => ofOther.has(value))).toEqual([])
  })

  test.each(pairs)('hold nowhere in their files a value of the other’s: %s and %s', (one, other) => {
    const found = (of: PartyKind, at: PartyKind) =>
      [...joining(of)].filter((value) => keptBy(at).bytes.includes(value))
    expect([found(one, other), found(other, one)]).toEqual([[], []])
  })

  test('know each person under one name, wherever they were checked', () => {
    for (const party of partyKinds) {
      const { customNumber } = running[party].party.site
      const told = new Set(running[party].party.store.deliveries.last(100).map(({ pseudonym }) => pseudonym))
      expect(told).toEqual(new Set(people.map((citizen) => store().pseudonyms.of(customNumber, citizen))))
    }
  })

  test('hold no network number, and no identity but the fields of the one consent', () => {
    const { fields } = running.hotel.party.site.keeps
    for (const citizen of people) {
      const who = store().citizens.identity(citizen)
      const networkNumber = store()
        .registry.citizens()
        .find(({ id }) => id === citizen)?.networkNumber
      if (!who || networkNumber === undefined) throw new Error('nobody')
      // The day of birth stands in a resident's number, and so wherever that is kept.
      const identity = [networkNumber, who.name, who.documentNumber, who.phone, who.person, citizen]
      const given = citizen === 'test-1' && fields.length > 0 ? [who.name, who.documentNumber] : []
      for (const party of partyKinds) {
        const held = identity.filter((value) => keptBy(party).bytes.includes(value))
        expect([party, held]).toEqual([party, party === 'hotel' ? given : []])
      }
    }
  })
})

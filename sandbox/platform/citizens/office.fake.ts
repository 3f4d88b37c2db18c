import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newBizSeq } from '../../../src/shared/check.ts'
import type { Verdict } from '../../../src/shared/verdict.ts'
import { makeAuthority } from '../authority-files.ts'
import { certificateAuthority } from '../certificate-authority.ts'
import { type AdjustableClock, adjustableClock } from '../clock.ts'
import type { Factor, FactorPresentation } from '../factors/factor.ts'
import type { ShownChallenge } from '../factors/liveness.ts'
import { demoCustomNumber } from '../relying-parties.ts'
import type { FailCause } from '../store/checks.ts'
import { openStore, type Store } from '../store/store.ts'
import { currentConsents, type GuardianAct } from './application-form.ts'
import { documentRegister, thisYear } from './document-register.ts'
import type { DocumentReading, RegisteredDocument } from './documents.ts'
import { type CitizensOffice, openCitizensOffice } from './office.ts'

/** 22 November of this year, noon in China: the children of the register have their ages for the whole of it. */
export const testDay = Date.parse(`${thisYear}-11-22T04:00:00Z`)
export const day = 86_400_000
export const goodPassword = 'kou-ling-2026'
export const testTerminal = '00000042'

const authority = certificateAuthority(makeAuthority(testDay))

/** The rules about citizens over a database file of their own, on a day that stands still until it is moved. */
export interface OpenOffice {
  readonly folder: string
  readonly clock: AdjustableClock
  readonly authority: typeof authority
  readonly store: Store
  readonly office: CitizensOffice
  /** Every byte of the database and its log. */
  bytes(): Buffer
  end(): void
}

export function openTestOffice(furtherFactors: readonly Factor[] = []): OpenOffice {
  const folder = mkdtempSync(path.join(tmpdir(), 'citizens-'))
  const clock = adjustableClock(() => testDay)
  const store = openStore(path.join(folder, 'platform.db'), randomBytes)
  store.terminals.add(testTerminal, demoCustomNumber, authority.issuing.der, testDay)
  const office = openCitizensOffice({
    store,
    authority,
    clock,
    random: randomBytes,
    furtherFactors,
    passwordRounds: 1000,
  })
  return {
    folder,
    clock,
    authority,
    store,
    office,
    bytes: () => bytesIn(folder),
    end: () => {
      store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Every byte of a folder's files. */
export function bytesIn(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name))))
}

/** What a phone reads of a document of the register. */
export function readingOf(number: string): DocumentReading {
  const document = documentRegister.find((one) => one.number === number)
  if (!document) throw new Error('no such document')
  return readingFrom(document)
}

export function readingFrom({ kind, number, name, birth, from, to }: RegisteredDocument): DocumentReading {
  return { kind, number, name, birth, from, to }
}

export function documentOf(person: string): RegisteredDocument {
  const document = documentRegister.find((one) => one.person === person)
  if (!document) throw new Error('no such person')
  return document
}

/** Every phone has a number of its own, of a range that is given to nobody. */
export function phoneOf(person: string): string {
  return `12012345${person.slice(5).padStart(3, '0')}`
}

export function formOf(person: string): Record<string, unknown> {
  return { document: readingFrom(documentOf(person)), phone: phoneOf(person), ...currentConsents }
}

/** What a phone answers whose camera sees this person do all that was asked. */
export function seen(person: string, { challenge, acts }: ShownChallenge) {
  return { challenge, sees: { what: 'person', person }, acts }
}

/** The face of an invented person, asked for and given. */
export function faceOf({ store, office }: OpenOffice, citizen: string): FactorPresentation {
  const who = store.citizens.identity(citizen)
  const challenge = office.challenge('face', citizen)
  return { factor: 'face', answer: who && seen(who.person, asChallenge(challenge)) }
}

export function passwordOf(answer = goodPassword): FactorPresentation {
  return { factor: 'password', answer }
}

function asChallenge(challenge: unknown): ShownChallenge {
  const isChallenge = (value: unknown): value is ShownChallenge =>
    typeof value === 'object' && value !== null && 'challenge' in value && 'acts' in value
  if (!isChallenge(challenge)) throw new Error('no challenge')
  return challenge
}

/** A guardian from among the first citizens, who gives a face. */
export function guardianAct(open: OpenOffice, citizen = 'test-1'): GuardianAct {
  return { citizen, presentations: [faceOf(open, citizen)] }
}

/** Goes all the way from document to network number. */
export async function register(
  open: Pick<OpenOffice, 'store' | 'office'>,
  person: string,
  guardian: GuardianAct | null = null,
  camera = person,
  form = formOf(person),
): Promise<string> {
  const begun = await open.office.begin(form, guardian)
  if ('refused' in begun) throw new Error(begun.refused)
  open.office.answerLiveness(begun.application, seen(camera, begun.challenge))
  const issued = await open.office.finish(begun.application, goodPassword)
  if ('refused' in issued) throw new Error(issued.refused)
  return issued.citizen
}

/** A line in the log of checks, as a check leaves it. */
export function logCheck(
  { store, clock }: OpenOffice,
  citizen: string,
  verdict: Verdict = 'pass',
  cause: FailCause | null = null,
  customNumber = demoCustomNumber,
  guardian: string | null = null,
): string {
  const bizSeq = newBizSeq()
  const check = {
    bizSeq,
    terminal: testTerminal,
    customNumber,
    requestDigest: '0'.repeat(64),
    verdict,
    cause,
    citizen,
    guardian,
    decidedAt: clock.now(),
    reply: Uint8Array.of(0x30, 0),
  }
  store.checks.add(check)
  return bizSeq
}

import { toHex } from '../../../src/shared/gm/bytes.ts'
import { drawBytes } from '../../../src/shared/gm/random.ts'
import { drawNetworkNumber } from '../citizens.ts'
import { challengeLiveness, judgeLiveness, type ShownChallenge } from '../factors/liveness.ts'
import { hashPassword, isFitPassword } from '../factors/password-hash.ts'
import { proveFactors } from '../factors/prove.ts'
import type { Application } from '../store/applications.ts'
import { ageGroup } from './age.ts'
import {
  type ApplicationForm,
  applicationFormSchema,
  type ApplicationRefusal,
  currentConsents,
  type GuardianAct,
} from './application-form.ts'
import type { CitizensContext } from './context.ts'
import { issueCredential } from './credential.ts'
import { documentRegister } from './document-register.ts'
import { judgeDocument } from './documents.ts'
import { guardiansAmongCitizens } from './standing.ts'

/** An application that nobody finished is forgotten after this time (ms). */
export const applicationLifetime = 86_400_000

export interface BegunApplication {
  /** Number of the application, known to this phone alone. */
  readonly application: string
  readonly challenge: ShownChallenge
  /** Whether the person had begun before. What was begun goes on here; the earlier number is void. */
  readonly resumed: boolean
}

export interface IssuedCitizen {
  readonly citizen: string
  readonly networkNumber: string
  /** CMS SignedData. */
  readonly credential: Uint8Array
}

/**
 * The first step: document, age, guardian, consents. Only then the platform keeps anything.
 * @param form what the phone sent, of any shape
 * @param guardian who applies for a child under 14, or consents to the application of one of 14 to 17
 */
export async function beginApplication(
  context: CitizensContext,
  form: unknown,
  guardian: GuardianAct | null = null,
): Promise<BegunApplication | ApplicationRefusal> {
  const parsed = applicationFormSchema.safeParse(form)
  if (!parsed.success) return { refused: 'malformed' }
  const { store, clock } = context
  const judged = judgeDocument(parsed.data.document, documentRegister, clock)
  if ('fault' in judged) return { refused: judged.fault }
  const { accepted } = judged
  const { serviceConsent, faceConsent } = parsed.data
  const isCurrent =
    serviceConsent === currentConsents.serviceConsent && faceConsent === currentConsents.faceConsent
  if (!isCurrent) return { refused: 'consent-missing' }
  const age = ageGroup(clock.now(), accepted.birth)
  if (age === 'under-8') return { refused: 'too-young' }
  const speaker = age === '18-and-over' ? null : await requireGuardian(context, accepted.person, guardian)
  if (speaker !== null && 'refused' in speaker) return speaker
  return store.transaction(() => {
    if (store.citizens.findByPerson(accepted.person)) return { refused: 'already-registered' }
    store.applications.removeOlderThan(clock.now() - applicationLifetime)
    return enter(context, parsed.data, accepted.person, accepted.kind, speaker?.citizen ?? null)
  })
}

async function requireGuardian(
  { store, clock, factors }: CitizensContext,
  person: string,
  guardian: GuardianAct | null,
): Promise<{ readonly citizen: string } | ApplicationRefusal> {
  if (!guardian) return { refused: 'guardian-missing' }
  if (!guardiansAmongCitizens(store, person, clock.now()).includes(guardian.citizen)) {
    return { refused: 'not-the-guardian' }
  }
  const outcome = await proveFactors(factors, guardian.citizen, guardian.presentations)
  if ('failed' in outcome) return { refused: 'guardian-factor', fault: outcome.fault }
  return outcome.proven.length > 0 ? { citizen: guardian.citizen } : { refused: 'guardian-factor' }
}

function enter(
  context: CitizensContext,
  { document, phone, serviceConsent, faceConsent }: ApplicationForm,
  person: string,
  documentKind: Application['documentKind'],
  guardian: string | null,
): BegunApplication {
  const { store, clock, random } = context
  const earlier = store.applications.ofPerson(person)
  // A new number, and the camera again: whoever began with a borrowed document has nothing of what follows.
  if (earlier) store.applications.remove(earlier.id)
  const application: Application = {
    id: toHex(drawBytes(random, 16)),
    stage: 'liveness',
    startedAt: earlier?.startedAt ?? clock.now(),
    person,
    documentKind,
    documentNumber: document.number,
    name: document.name,
    birth: document.birth,
    phone,
    serviceConsent,
    faceConsent,
    guardian,
  }
  store.applications.add(application)
  return {
    application: application.id,
    challenge: challengeLiveness(context, beforeTheCamera(context, application)),
    resumed: earlier !== undefined,
  }
}

/** For a child under 14 it is the guardian's face that is looked at, for everybody else the own. */
export function beforeTheCamera(
  { store, clock }: Pick<CitizensContext, 'store' | 'clock'>,
  { person, birth, guardian }: Application,
): string {
  if (guardian === null || ageGroup(clock.now(), birth) !== 'under-14') return person
  return store.citizens.identity(guardian)?.person ?? person
}

function find({ store, clock }: CitizensContext, application: string): Application | undefined {
  const found = store.applications.find(application)
  return found && clock.now() - found.startedAt < applicationLifetime ? found : undefined
}

/** The second step, simulated: what the phone's camera saw. After a wrong answer a new challenge is asked for. */
export function answerLiveness(
  context: CitizensContext,
  application: string,
  answer: unknown,
): { readonly stage: 'password' } | ApplicationRefusal {
  const found = find(context, application)
  if (!found) return { refused: 'application-unknown' }
  if (found.stage !== 'liveness') return { refused: 'stage' }
  const verdict = judgeLiveness(context, beforeTheCamera(context, found), answer)
  if (verdict !== 'proven') return { refused: 'liveness', fault: verdict }
  context.store.applications.setStage(application, 'password')
  return { stage: 'password' }
}

export function newChallenge(
  context: CitizensContext,
  application: string,
): ShownChallenge | ApplicationRefusal {
  const found = find(context, application)
  if (!found) return { refused: 'application-unknown' }
  return challengeLiveness(context, beforeTheCamera(context, found))
}

/** The last step: a 口令 is chosen, and network number and credential are issued. */
export async function finishApplication(
  context: CitizensContext,
  application: string,
  password: string,
): Promise<IssuedCitizen | ApplicationRefusal> {
  const { store, clock, random, passwordRounds } = context
  const before = find(context, application)
  if (!before) return { refused: 'application-unknown' }
  if (before.stage !== 'password') return { refused: 'stage' }
  if (!isFitPassword(password, [before.phone, before.documentNumber, before.birth])) {
    return { refused: 'password-unfit' }
  }
  const hash = await hashPassword(password, random, passwordRounds)
  const issued = store.transaction(() => {
    // Looked at again: while the hash was made, another phone may have finished.
    const found = find(context, application)
    if (found?.stage !== 'password') return null
    const citizen = `c-${toHex(drawBytes(random, 8))}`
    const networkNumber = drawNetworkNumber(random)
    const { id: _id, stage: _stage, startedAt: _startedAt, guardian: _guardian, ...who } = found
    store.citizens.add(citizen, networkNumber, { ...who, markKey: drawBytes(random, 32) })
    store.passwords.put(citizen, hash)
    store.applications.remove(application)
    store.securityEvents.add(citizen, 'issued', clock.now())
    return { citizen, networkNumber }
  })
  const credential = issued && issueCredential(context, issued.citizen)
  return issued && credential ? { ...issued, credential } : { refused: 'application-unknown' }
}

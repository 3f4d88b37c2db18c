import {
  type ApplicationForm,
  type ApplicationRefusal,
  currentConsents,
  type GuardianAct,
} from '../../platform/citizens/application-form.ts'
import { ageGroup } from '../../platform/citizens/age.ts'
import { type BegunApplication, beforeTheCamera } from '../../platform/citizens/apply.ts'
import { documentRegister } from '../../platform/citizens/document-register.ts'
import { guardiansAmongCitizens } from '../../platform/citizens/standing.ts'
import type { JsonApi } from '../../web/json-api.ts'
import {
  applicationFaceSchema,
  applicationSchema,
  type ApplicationStep,
  applySchema,
  challengeSchema,
  finishSchema,
  type Presentation,
  requestAnswerSchema,
  type virtualDocumentsSchema,
} from '../api.ts'
import { cameraSaw, presentationsOf } from '../presentations.ts'
import { refusal } from '../refuse.ts'
import { acting, type WalletContext } from '../wallet-context.ts'
import type { z } from 'zod'

/** From the document laid on the phone to the network number, step by step; the platform decides about each. */
export function addApplicationRoutes(api: JsonApi, context: WalletContext): void {
  const { platform, applications } = context
  const { citizens, store, clock } = platform

  api.get('/api/documents', (): z.infer<typeof virtualDocumentsSchema> => ({
    documents: documentRegister.map(({ kind, name, number, birth }, index) => ({
      id: String(index),
      kind,
      name,
      number: masked(number),
      age: ageGroup(clock.now(), birth),
    })),
  }))

  const faceStep = (begun: BegunApplication): ApplicationStep => ({
    step: 'face',
    now: clock.now(),
    application: begun.application,
    challenge: challengeSchema.parse(begun.challenge),
    resumed: begun.resumed,
  })

  /** Somebody of 14 to 17 applies on the own phone, and a guardian is asked on another; under 14 nobody does. */
  const waitForGuardian = (form: ApplicationForm, person: string): ApplicationStep => {
    if (ageGroup(clock.now(), form.document.birth) !== '14-17') throw refusal('guardian-applies')
    const guardians = guardiansAmongCitizens(store, person, clock.now())
    if (guardians.length === 0) throw refusal('guardian-not-here')
    const { id } = applications.add(form, guardians)
    return { step: 'guardian', application: id, guardians: guardians.map(nameOf) }
  }
  const nameOf = (citizen: string) => store.citizens.identity(citizen)?.name ?? citizen

  api.post('/api/applications', applySchema, async (body): Promise<ApplicationStep> => {
    const document = documentRegister[Number(body.document)]
    if (!document) throw refusal('document-unknown')
    const { kind, number, name, birth, from, to, person } = document
    const form: ApplicationForm = {
      document: { kind, number, name, birth, from, to },
      phone: body.phone,
      serviceConsent: body.serviceConsent ? currentConsents.serviceConsent : '',
      faceConsent: body.faceConsent ? currentConsents.faceConsent : '',
    }
    const guardian = body.guardian ? guardianAct(context, body.guardian) : null
    const begun = await citizens.begin(form, guardian)
    if (!('refused' in begun)) return faceStep(begun)
    if (begun.refused === 'guardian-missing') return waitForGuardian(form, person)
    throw applicationRefusal(begun, body.guardian?.presentations ?? [])
  })

  api.ask('/api/application', applicationSchema, ({ application }): ApplicationStep => {
    const waiting = applications.find(application)
    if (!waiting) throw refusal('application-unknown')
    const { id, guardians, state } = waiting
    if (state === 'waiting') return { step: 'guardian', application: id, guardians: guardians.map(nameOf) }
    if (state === 'declined') return { step: 'declined' }
    const challenge = citizens.newChallenge(state.begun)
    if ('refused' in challenge) throw refusal('application-unknown')
    return faceStep({ application: state.begun, challenge, resumed: false })
  })

  api.post('/api/requests', requestAnswerSchema, async (body): Promise<void> => {
    const { citizen } = acting(context, body)
    const waiting = applications.forGuardian(citizen).find(({ id }) => id === body.request)
    if (!waiting) throw refusal('application-unknown')
    if (!body.consent) return applications.settle(waiting.id, 'declined')
    const begun = await citizens.begin(waiting.form, guardianAct(context, body))
    if ('refused' in begun) throw applicationRefusal(begun, body.presentations)
    applications.settle(waiting.id, { begun: begun.application })
  })

  api.post('/api/applications/challenge', applicationSchema, ({ application }): ApplicationStep => {
    const challenge = citizens.newChallenge(application)
    if ('refused' in challenge) throw refusal('application-unknown')
    return faceStep({ application, challenge, resumed: false })
  })

  api.post('/api/applications/face', applicationFaceSchema, ({ application, ...answer }): ApplicationStep => {
    const found = store.applications.find(application)
    if (!found) throw refusal('application-unknown')
    const seen = cameraSaw(beforeTheCamera(platform, found), answer)
    const outcome = citizens.answerLiveness(application, seen)
    if ('refused' in outcome) throw applicationRefusal(outcome, [])
    return { step: 'password', application }
  })

  api.post('/api/applications/finish', finishSchema, async (body): Promise<ApplicationStep> => {
    const issued = await citizens.finish(body.application, body.password)
    if ('refused' in issued) throw applicationRefusal(issued, [])
    return { step: 'issued', citizen: issued.citizen, networkNumber: issued.networkNumber }
  })
}

function guardianAct(
  context: WalletContext,
  given: { readonly citizen: string; readonly presentations: readonly Presentation[] },
): GuardianAct {
  const { citizen } = acting(context, { citizen: given.citizen })
  return { citizen, presentations: presentationsOf(context.platform, citizen, given.presentations) }
}

function applicationRefusal({ refused, fault }: ApplicationRefusal, presented: readonly Presentation[]) {
  const why = fault && { fault }
  if (refused === 'liveness') return refusal('factor-failed', { factor: 'face', ...why })
  if (refused === 'guardian-factor') {
    const [first] = presented
    return first ? refusal('factor-failed', { factor: first.factor, ...why }) : refusal('factor-missing')
  }
  return refusal(refused === 'guardian-missing' ? 'guardian-applies' : refused)
}

/** As a phone shows a number: its first and last characters. */
function masked(number: string): string {
  const hidden = Math.max(0, number.length - 5)
  return `${number.slice(0, 1)}${'•'.repeat(Math.min(hidden, 8))}${number.slice(-4)}`
}

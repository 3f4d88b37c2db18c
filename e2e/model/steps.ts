/** What can happen to a citizen's visit from where it is, and where the visit then is. */
import { type AnyStateMachine, type EventObject, getNextTransitions, transition } from 'xstate'
import type { HallAsk } from '../../src/main/journey/hall-ask.ts'
import type { JourneyContext } from '../../src/main/journey/journey-machine.ts'
import { type SealedEvidence, subjects } from '../../src/shared/check.ts'
import { consents, type JourneyAction } from '../../src/shared/ipc.ts'
import { methodIds } from '../../src/shared/journey-view.ts'
import { VerificationUnavailable } from '../../src/shared/verdict.ts'
import { transitionsBy } from './coverage.ts'
import type { Said } from './held-main.ts'
import { silentJourney, type SilentSnapshot } from './silent-journey.ts'

const machine: AnyStateMachine = silentJourney

/**
 * One thing that happens: on the screen, to its time, at a device, on a phone, where somebody types, on the hall's own
 * page, at the platform, in the hall's own software.
 */
export type Step =
  | { readonly by: 'screen'; readonly event: JourneyAction }
  | { readonly by: 'time'; readonly event: EventObject; readonly milliseconds: number }
  | { readonly by: 'device'; readonly event: EventObject; readonly report: Said }
  | { readonly by: 'death of the device host'; readonly event: EventObject }
  | {
      readonly by: 'phone'
      readonly event: EventObject
      readonly act: 'open' | 'approve' | 'decline' | 'cut'
    }
  | { readonly by: 'entry'; readonly event: EventObject; readonly act: 'activity' | 'leave' }
  | { readonly by: 'hall page'; readonly event: EventObject; readonly act: 'touch' | 'close' }
  | { readonly by: 'platform'; readonly event: EventObject; readonly answer: 'pass' | 'fail' | 'nothing' }
  | {
      readonly by: 'hall'
      readonly event: EventObject
      readonly ask: HallAsk
      readonly act: 'start' | 'cancel'
    }

/** A step by what tells it from the others. */
export function stepName(step: Step): string {
  if (step.by === 'screen') return `screen: ${JSON.stringify(step.event)}`
  if (step.by === 'platform') return `platform: ${step.answer}`
  return `${step.by}: ${step.event.type}`
}

/** The code that the model takes a shown one for. */
export const shownCode = 'the code on the screen'

/** All that a screen could send. What its present state has no use for is left out by `stepsFrom`. */
function actionsIn({ config, access, language }: JourneyContext): readonly JourneyAction[] {
  return [
    { type: 'start' },
    { type: 'start-easy' },
    { type: 'activity' },
    { type: 'stay' },
    { type: 'help' },
    { type: 'help-over' },
    ...config.services.map(({ id }) => ({ type: 'choose-service', service: id }) as const),
    ...consents.map((to) => ({ type: 'agree', to }) as const),
    ...subjects.map((subject) => ({ type: 'choose-subject', subject }) as const),
    ...methodIds.map((method) => ({ type: 'choose-method', method }) as const),
    { type: 'type-in' },
    { type: 'stop-typing' },
    { type: 'retry' },
    { type: 'go-on' },
    { type: 'back' },
    { type: 'cancel' },
    { type: 'go-to-window' },
    { type: 'set-language', language: language === 'zh-CN' ? 'en' : 'zh-CN' },
    { type: 'set-access', mode: 'lowReach', on: !access.lowReach },
  ]
}

/** The length of a delay now (ms), as the statechart says. */
function lengthOf(name: string, context: JourneyContext): number {
  const delay: unknown = machine.implementations.delays[name]
  const length: unknown =
    typeof delay === 'function' ? Reflect.apply(delay, null, [{ context, event: { type: '' } }]) : delay
  if (typeof length !== 'number') throw new Error(`${name} is no delay`)
  return length
}

/** Delays that run alone with their length: of two with the same nobody could say which one is meant. */
function timesIn(snapshot: SilentSnapshot): readonly Step[] {
  const types = new Set(
    getNextTransitions(snapshot)
      .map(({ eventType }) => String(eventType))
      .filter((type) => type.startsWith('xstate.after.')),
  )
  const times = [...types].map((type) => ({
    by: 'time' as const,
    event: { type },
    milliseconds: lengthOf(type.split('.')[2] ?? '', snapshot.context),
  }))
  return times.filter(
    ({ milliseconds }) => times.filter((other) => other.milliseconds === milliseconds).length === 1,
  )
}

function sealedIn({ check }: JourneyContext): SealedEvidence {
  const [kind] = check?.accepts ?? []
  if (!check || kind === undefined) throw new Error('nothing can be sealed')
  return { kind, bizSeq: check.bizSeq, data: new Uint8Array(1) }
}

function devicesIn({ context }: SilentSnapshot): readonly Step[] {
  const { method, documentKey } = context
  const reason = method === 'network-identity' ? 'not-a-code' : 'read-interrupted'
  const sealed = sealedIn(context)
  const refused = 'platform-untrusted'
  const asked: readonly Step[] = [
    { by: 'device', event: { type: 'presentation.reading' }, report: { type: 'reading' } },
    {
      by: 'device',
      event: withMore('presentation.rejected', { reason }),
      report: { type: 'rejected', reason },
    },
    {
      by: 'device',
      event: withMore('presentation.impossible', { reason: refused }),
      report: { type: 'refused', reason: refused },
    },
    {
      by: 'device',
      event: withMore('presentation.sealed', { sealed }),
      report: { type: 'sealed', kind: sealed.kind },
    },
    { by: 'death of the device host', event: { type: 'presentation.interrupted' } },
  ]
  const card: Step = {
    by: 'device',
    event: { type: 'presentation.take-away-first' },
    report: { type: 'take-away-first' },
  }
  const document: Step = documentKey
    ? { by: 'device', event: { type: 'presentation.lay-back' }, report: { type: 'lay-back' } }
    : { by: 'device', event: { type: 'presentation.document-key' }, report: { type: 'document-key' } }
  if (method === 'identity-card') return [...asked, card]
  return method === 'travel-document' ? [...asked, document] : asked
}

function withMore<More extends object>(type: string, more: More): EventObject & More {
  return { type, ...more }
}

function phonesIn({ context: { approval } }: SilentSnapshot): readonly Step[] {
  const cut: Step = { by: 'phone', event: { type: 'approval.unreachable' }, act: 'cut' }
  const decline: Step = { by: 'phone', event: { type: 'approval.ended' }, act: 'decline' }
  const state = approval?.state
  if (state === 'waiting') return [{ by: 'phone', event: { type: 'approval.opened' }, act: 'open' }, cut]
  if (state === 'approved') return [decline, cut]
  if (state !== 'opened') return []
  return [{ by: 'phone', event: { type: 'approval.approved' }, act: 'approve' }, decline, cut]
}

const typed: readonly Step[] = [
  { by: 'entry', event: { type: 'typing.activity' }, act: 'activity' },
  { by: 'entry', event: { type: 'typing.left' }, act: 'leave' },
]

const onPage: readonly Step[] = [
  { by: 'hall page', event: { type: 'hall-page.activity' }, act: 'touch' },
  { by: 'hall page', event: { type: 'hall-page.gone' }, act: 'close' },
]

function answersIn(snapshot: SilentSnapshot): readonly Step[] {
  const types = getNextTransitions(snapshot).map(({ eventType }) => String(eventType))
  const done = types.find((type) => type.startsWith('xstate.done.actor.'))
  const error = types.find((type) => type.startsWith('xstate.error.actor.'))
  if (done === undefined || error === undefined) throw new Error('nobody is asked')
  return [
    { by: 'platform', event: withMore(done, { output: 'pass' }), answer: 'pass' },
    { by: 'platform', event: withMore(done, { output: 'fail' }), answer: 'fail' },
    {
      by: 'platform',
      event: withMore(error, { error: new VerificationUnavailable('server-error') }),
      answer: 'nothing',
    },
  ]
}

/** The hall's software begins a visit where nobody is, and takes it back while its notice stands. */
function hallIn(snapshot: SilentSnapshot): readonly Step[] {
  const { config, hallAsk } = snapshot.context
  const [service] = config.services
  const [subject] = service?.subjects ?? []
  if (snapshot.matches('attract') && service && subject) {
    const ask = { id: 'the asking', service: service.id, subject }
    return [{ by: 'hall', event: withMore('hall.start', { ask }), ask, act: 'start' }]
  }
  if (!snapshot.matches('notice') || hallAsk === null) return []
  return [{ by: 'hall', event: withMore('hall.cancel', { id: hallAsk.id }), ask: hallAsk, act: 'cancel' }]
}

/** All that can happen here and is not ignored. */
export function stepsFrom(snapshot: SilentSnapshot): readonly Step[] {
  const acts = actionsIn(snapshot.context).map((event): Step => ({ by: 'screen', event }))
  const isPresent = snapshot.matches('present')
  const offered = [
    ...acts,
    ...timesIn(snapshot),
    ...(isPresent ? devicesIn(snapshot) : []),
    ...(snapshot.matches({ present: { approval: 'offered' } }) ? phonesIn(snapshot) : []),
    ...(snapshot.matches({ present: { typing: 'open' } }) ? typed : []),
    ...(snapshot.matches('handOver') ? onPage : []),
    ...(snapshot.matches('verifying') ? answersIn(snapshot) : []),
    ...hallIn(snapshot),
  ]
  return offered.filter(({ event }) => machine.getTransitionData(snapshot, event).length > 0)
}

/** Where a visit is after something happened, and which transitions that were. */
export interface Reached {
  readonly snapshot: SilentSnapshot
  readonly transitions: readonly string[]
}

function after(snapshot: SilentSnapshot, event: EventObject): Reached {
  const [next]: [SilentSnapshot, unknown] = transition(machine, snapshot, event)
  return { snapshot: next, transitions: transitionsBy(snapshot, event, next) }
}

/** What comes by itself: a reader that is ready, and a code for phones. */
function comesByItself(snapshot: SilentSnapshot): EventObject | null {
  const { reader, approval } = snapshot.context
  if (!snapshot.matches('present')) return null
  if (reader !== 'ready') return withMore('presentation.reader', { state: 'ready' })
  const isOffered = approval?.state === 'offering' && snapshot.matches({ present: { approval: 'offered' } })
  return isOffered ? withMore('approval.code', { code: shownCode }) : null
}

/** After a step and what comes by itself after it. */
export function afterStep(snapshot: SilentSnapshot, { event }: Step): Reached {
  let reached = after(snapshot, event)
  for (let next = comesByItself(reached.snapshot); next; next = comesByItself(reached.snapshot)) {
    const further = after(reached.snapshot, next)
    reached = {
      snapshot: further.snapshot,
      transitions: [...reached.transitions, ...further.transitions],
    }
  }
  return reached
}

/** What of a visit decides what can happen next. */
export function keyOf({ value, context }: SilentSnapshot): string {
  const { service, subject, method, retriesLeft, approvalsLeft, approval, documentKey } = context
  const { extensionsLeft, askedFrom, sealed, hint, access, language, hallAsk, isSettled } = context
  return JSON.stringify([
    value,
    service,
    subject,
    method,
    retriesLeft,
    approvalsLeft,
    approval?.state,
    documentKey,
    extensionsLeft > 0,
    askedFrom,
    sealed.length,
    hint === 'reading',
    access.largeText,
    access.lowReach,
    language,
    hallAsk !== null,
    isSettled,
  ])
}

import type { SnapshotFrom } from 'xstate'
import type { TerminalConfig } from '../../shared/config.ts'
import type {
  JourneyScreen,
  JourneyView,
  Language,
  NoticeText,
  Rest,
  ServiceChoice,
  Typing,
  UnavailableCause,
  Warning,
} from '../../shared/journey-view.ts'
import type { UnavailableReason } from '../../shared/verdict.ts'
import { handOverOf, helpWindowOf, noticeOf, type NoticeTerms, windowOf } from '../config/service-terms.ts'
import { type journeyMachine, secondsOf, subjectsOf } from './journey-machine.ts'
import { formOf, offeredMethods, turnOf } from './presented-check.ts'

export type JourneySnapshot = SnapshotFrom<typeof journeyMachine>

/** The journey's states, without what lies inside them. */
const journeyStates = [
  'attract',
  'service',
  'notice',
  'subject',
  'guardianConsent',
  'method',
  'documentNotice',
  'present',
  'verifying',
  'pass',
  'handOver',
  'fail',
  'unavailable',
  'window',
  'help',
  'outOfService',
] as const
export type JourneyState = (typeof journeyStates)[number]

/** Help that stands over the screen on which it was asked for, in that screen's time. */
function isHelpWithin(snapshot: JourneySnapshot): boolean {
  return snapshot.matches({ pass: { shown: 'help' } }) || snapshot.matches({ window: { shown: 'help' } })
}

export function journeyState(snapshot: JourneySnapshot): JourneyState {
  if (isHelpWithin(snapshot)) return 'help'
  const { value } = snapshot
  const name = typeof value === 'string' ? value : Object.keys(value)[0]
  const state = journeyStates.find((known) => known === name)
  if (!state) throw new Error('the journey is in a state without a screen')
  return state
}

/** What a citizen can do something with; the exact reason stays in the journal. */
export function causeOf(reason: UnavailableReason): UnavailableCause {
  switch (reason) {
    case 'offline':
    case 'timeout':
      return 'network'
    case 'not-enrolled':
    case 'terminal-unknown':
    case 'terminal-revoked':
    case 'no-device':
    case 'platform-untrusted':
    case 'clock':
    case 'cancelled':
      return 'terminal'
    case 'server-error':
    case 'request-refused':
    case 'conflict':
    case 'busy':
    case 'reply-too-large':
    case 'reply-malformed':
    case 'reply-not-canonical':
    case 'reply-members':
    case 'reply-signature':
    case 'reply-certificate':
    case 'reply-other-check':
    case 'reply-other-terminal':
    case 'reply-replayed':
      return 'platform'
  }
}

const steps: Partial<Record<JourneyState, number>> = {
  service: 1,
  notice: 2,
  subject: 3,
  guardianConsent: 3,
  method: 3,
  documentNotice: 3,
  present: 4,
  verifying: 5,
}

/** What of the platform a citizen is shown. */
export interface PlatformShown {
  /** Whether its certificate chains to a sandbox root. */
  readonly test: boolean
  /** The number it gave this terminal; null until then. */
  readonly terminal: string | null
}

/** What of the hall is shown beside its configuration. */
export interface HallShown {
  /** By what a service is looked up; see CatalogueEntry. */
  readonly lettersOf: (language: Language, service: string) => string
  /** The number that this visit was given; null where it was given none. */
  readonly slip: string | null
  readonly rest: Rest
}

const plainHall: HallShown = { lettersOf: () => '', slip: null, rest: { cause: 'fault' } }

/** The citizen's view of a journey, in the citizen's language. */
export function viewOf(
  snapshot: JourneySnapshot,
  config: TerminalConfig,
  { test, terminal }: PlatformShown,
  hall: HallShown = plainHall,
): JourneyView {
  const { language, service, access, voiceOffered } = snapshot.context
  const state = journeyState(snapshot)
  const at = steps[state]
  return {
    language,
    languages: config.languages,
    hall: config.hall.name[language],
    looks: { accent: config.looks?.accent ?? null, mark: config.looks?.mark ?? null },
    window: windowOf(config, service),
    helpWindow: helpWindowOf(config),
    slip: hall.slip,
    test,
    access,
    voiceOffered,
    visit: snapshot.context.visit,
    warning: warningOf(snapshot),
    step: at === undefined ? null : { at, of: 5 },
    screen: screenOf(state, snapshot, config, terminal, hall),
  }
}

function noticeIn(language: Language, { version, handler, contact, points }: NoticeTerms): NoticeText {
  return {
    version,
    handler: handler[language],
    contact: contact[language],
    points: points.map(({ title, text }) => ({ title: title[language], text: text[language] })),
  }
}

/** As many services as the start screen has room for. */
const firstServices = 4

function choiceIn(language: Language) {
  return ({ id, title, note }: TerminalConfig['services'][number]): ServiceChoice => ({
    id,
    title: title[language],
    note: note[language],
  })
}

/** The question whether somebody is there; where something is typed, the view for it asks. */
function warningOf(snapshot: JourneySnapshot): Warning | null {
  if (!snapshot.hasTag('warned')) return null
  const { delays, extensionsLeft } = snapshot.context
  // On the present screen the readers stay armed meanwhile: it can be kept so often and no more.
  const canStay = journeyState(snapshot) !== 'present' || extensionsLeft > 0
  return { seconds: secondsOf(delays.warning), canStay }
}

function typingOf(snapshot: JourneySnapshot): Typing {
  if (snapshot.matches({ present: { typing: 'open' } })) return 'open'
  return formOf(snapshot.context) === null ? 'not-offered' : 'offered'
}

function screenOf(
  state: JourneyState,
  snapshot: JourneySnapshot,
  config: TerminalConfig,
  terminal: string | null,
  { lettersOf, rest }: HallShown,
): JourneyScreen {
  const { context } = snapshot
  const { language } = context
  const service = config.services.find(({ id }) => id === context.service)?.title[language] ?? ''
  const notice = noticeIn(language, noticeOf(config, context.service))
  switch (state) {
    case 'attract':
      return {
        name: state,
        services: config.services.slice(0, firstServices).map(choiceIn(language)),
        hasMore: config.services.length > firstServices,
      }
    case 'verifying':
    case 'window':
      return { name: state }
    case 'service':
      return {
        name: state,
        services: config.services.map((offered) => ({
          ...choiceIn(language)(offered),
          letters: lettersOf(language, offered.id),
        })),
      }
    case 'notice':
      return { name: state, service, notice }
    case 'documentNotice':
      return {
        name: 'document-notice',
        service,
        notice,
        method: context.method === 'travel-document' ? 'travel-document' : 'identity-card',
      }
    case 'subject':
      return { name: state, service, subjects: subjectsOf(context) }
    case 'guardianConsent':
      return { name: 'guardian-consent', service, notice }
    case 'method':
      return { name: state, service, methods: offeredMethods(context), subject: context.subject }
    case 'present':
      return {
        name: state,
        method: context.method,
        turn: turnOf(context),
        reader: context.reader,
        hint: context.hint,
        typing: typingOf(snapshot),
        approval: context.approval,
        documentKey: context.documentKey,
        terminal,
      }
    case 'pass':
      return { name: state, service, handsOver: handOverOf(config, context.service) !== null }
    case 'handOver':
      return { name: 'hand-over', service }
    case 'help':
      if (!context.askedFrom) throw new Error('nobody asked for help')
      return { name: state, askedFrom: context.askedFrom }
    case 'fail':
      return { name: state, canRetry: context.retriesLeft > 0 }
    case 'unavailable':
      return {
        name: state,
        cause: causeOf(context.unavailable ?? 'no-device'),
        canRetry: context.retriesLeft > 0,
      }
    case 'outOfService':
      return { name: 'out-of-service', rest }
  }
}

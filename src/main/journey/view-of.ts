import type { SnapshotFrom } from 'xstate'
import type { TerminalConfig } from '../../shared/config.ts'
import type {
  JourneyScreen,
  JourneyView,
  Language,
  NoticeText,
  Typing,
  UnavailableCause,
} from '../../shared/journey-view.ts'
import type { UnavailableReason } from '../../shared/verdict.ts'
import { type journeyMachine, subjectsOf } from './journey-machine.ts'
import { formOf, turnOf } from './presented-check.ts'

export type JourneySnapshot = SnapshotFrom<typeof journeyMachine>

/** Name of the journey's present state, without what lies inside it. */
export type JourneyState =
  | 'attract'
  | 'service'
  | 'notice'
  | 'subject'
  | 'guardianConsent'
  | 'method'
  | 'documentNotice'
  | 'present'
  | 'verifying'
  | 'pass'
  | 'fail'
  | 'unavailable'
  | 'window'
  | 'outOfService'

export function journeyState(snapshot: JourneySnapshot): JourneyState {
  const { value } = snapshot
  if (typeof value === 'string') return value
  return 'attract' in value ? 'attract' : 'present'
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

/** The citizen's view of a journey, in the citizen's language. */
export function viewOf(
  snapshot: JourneySnapshot,
  config: TerminalConfig,
  { test, terminal }: PlatformShown,
): JourneyView {
  const { language } = snapshot.context
  const state = journeyState(snapshot)
  const at = steps[state]
  return {
    language,
    languages: config.languages,
    hall: config.hall.name[language],
    window: config.hall.window,
    test,
    step: at === undefined ? null : { at, of: 5 },
    screen: screenOf(state, snapshot, config, terminal),
  }
}

function noticeIn(language: Language, { notice }: TerminalConfig): NoticeText {
  const { version, handler, contact } = notice
  return { version, handler: handler[language], contact: contact[language] }
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
): JourneyScreen {
  const { context } = snapshot
  const { language } = context
  const service = config.services.find(({ id }) => id === context.service)?.title[language] ?? ''
  switch (state) {
    case 'attract':
    case 'verifying':
    case 'window':
      return { name: state }
    case 'service':
      return {
        name: state,
        services: config.services.map(({ id, title, note }) => ({
          id,
          title: title[language],
          note: note[language],
        })),
      }
    case 'notice':
      return { name: state, service, notice: noticeIn(language, config) }
    case 'documentNotice':
      return {
        name: 'document-notice',
        service,
        notice: noticeIn(language, config),
        method: context.method === 'travel-document' ? 'travel-document' : 'identity-card',
      }
    case 'subject':
      return { name: state, service, subjects: subjectsOf(context) }
    case 'guardianConsent':
      return { name: 'guardian-consent', service, notice: noticeIn(language, config) }
    case 'method':
      return { name: state, service, methods: config.methods, subject: context.subject }
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
      return { name: state, service }
    case 'fail':
      return { name: state, canRetry: context.retriesLeft > 0 }
    case 'unavailable':
      return {
        name: state,
        cause: causeOf(context.unavailable ?? 'no-device'),
        canRetry: context.retriesLeft > 0,
      }
    case 'outOfService':
      return { name: 'out-of-service' }
  }
}

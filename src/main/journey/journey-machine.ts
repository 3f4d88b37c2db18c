import { and, assign, fromCallback, fromPromise, not, or, sendTo, setup, stateIn } from 'xstate'
import { type Access, plainAccess } from '../../shared/access.ts'
import type { BizSeq, Check, SealedEvidence, Subject } from '../../shared/check.ts'
import type { Delays, TerminalConfig } from '../../shared/config.ts'
import type { RejectionReason } from '../../shared/device-contract.ts'
import type { Consent, JourneyAction } from '../../shared/ipc.ts'
import type { EntryForm } from '../../shared/secure-entry.ts'
import {
  type ApprovalView,
  type HelpPlace,
  helpPlaces,
  type Language,
  type MethodId,
  type PresentedMethod,
  type PresentHint,
  type ReaderState,
} from '../../shared/journey-view.ts'
import { type UnavailableReason, type Verdict, VerificationUnavailable } from '../../shared/verdict.ts'
import type { SealedPieces } from '../verification/platform-gateway.ts'
import { type HallPage, handOverOf } from '../config/service-terms.ts'
import { faultOfAsk, type HallAsk } from './hall-ask.ts'
import { hintOf } from './hint-of.ts'
import { formOf, newCheck, nextAccepts, offeredMethods, piecesOf, turnOf } from './presented-check.ts'

/** What the readers tell the journey while it waits for a presentation. */
export type PresentationEvent =
  | { readonly type: 'presentation.reader'; readonly state: ReaderState }
  | { readonly type: 'presentation.reading' }
  | { readonly type: 'presentation.rejected'; readonly reason: RejectionReason }
  | { readonly type: 'presentation.take-away-first' }
  /** The key of a travel document was taken; the document is waited for. */
  | { readonly type: 'presentation.document-key' }
  /** The document was lifted in mid-read. */
  | { readonly type: 'presentation.lay-back' }
  /** The device host died before anything was sealed; another one has taken over. */
  | { readonly type: 'presentation.interrupted' }
  | { readonly type: 'presentation.sealed'; readonly sealed: SealedEvidence }
  | { readonly type: 'presentation.impossible'; readonly reason: UnavailableReason }

/** What the journey tells the readers: the child's presentation follows the guardian's, for the same check. */
export interface NextPresentation {
  readonly type: 'presentation.next'
  readonly check: Check
}

/** What becomes of the approval by a phone that the present screen offers beside its readers. */
export type ApprovalEvent =
  /** The code to show from now on; null once there is nothing more to scan. */
  | { readonly type: 'approval.code'; readonly code: string | null }
  /** A phone opened it. */
  | { readonly type: 'approval.opened' }
  /** The phone shows two digits. */
  | { readonly type: 'approval.approved' }
  /** Declined, or given up for another reason: the platform does not say which. */
  | { readonly type: 'approval.ended' }
  /** Nobody went on with it in time. */
  | { readonly type: 'approval.expired' }
  /** The platform cannot be asked, or its answer not be believed. */
  | { readonly type: 'approval.unreachable' }

/** What the view for typing tells the journey while it is open. */
export type TypingEvent =
  | { readonly type: 'typing.activity' }
  /** The citizen left it, or its process ended. */
  | { readonly type: 'typing.left' }

/** What the journey tells the view for typing: in so many seconds the visit ends; or that it does not. */
export type TypingNotice =
  | { readonly type: 'typing.warned'; readonly seconds: number }
  | { readonly type: 'typing.calm' }

/** What the hall's own page tells the journey while it stands. */
export type HallPageEvent =
  | { readonly type: 'hall-page.activity' }
  /** It could not be loaded, at first or later, closed itself, or its process ended or hangs. */
  | { readonly type: 'hall-page.gone' }

/** What the journey tells the hall's page: to make room for a question of the terminal's own, and to come back. */
export interface HallPageNotice {
  readonly type: 'hall-page.hide' | 'hall-page.show'
}

/** Whether the terminal can check anybody at all. */
export type ServiceabilityEvent = { readonly type: 'service.stopped' } | { readonly type: 'service.resumed' }

/** What the hall's own software tells the journey: to begin a visit for a service, or that it is not wanted any more. */
export type HallEvent =
  | { readonly type: 'hall.start'; readonly ask: HallAsk }
  | { readonly type: 'hall.cancel'; readonly id: string }

export type JourneyEvent =
  | JourneyAction
  | PresentationEvent
  | ApprovalEvent
  | TypingEvent
  | HallPageEvent
  | ServiceabilityEvent
  | HallEvent

export interface JourneyInput {
  readonly config: TerminalConfig
  readonly delays: Delays
  /** Whether there are sentences to speak. */
  readonly voiceOffered: boolean
}

export interface JourneyContext extends JourneyInput {
  readonly language: Language
  readonly access: Access
  /** Id of the chosen service. */
  readonly service: string | null
  /** Whom the check is for, as the citizen says. */
  readonly subject: Subject
  /** The check being made; a new one for every presentation. */
  readonly check: Check | null
  /** What has been presented for it: of a child's check the guardian's first. */
  readonly sealed: readonly SealedEvidence[]
  /** The method the citizen chose. */
  readonly method: PresentedMethod
  readonly reader: ReaderState
  readonly hint: PresentHint
  /** The key of a travel document was taken. */
  readonly documentKey: boolean
  /** How the approval by a phone goes; null where there is none. */
  readonly approval: ApprovalView | null
  /** How often another approval may follow one that ended, before the citizen chooses again. */
  readonly approvalsLeft: number
  /** How often this citizen may still try again after a fail or without a verdict. */
  readonly retriesLeft: number
  /** How often the time of the present screen may still be extended. */
  readonly extensionsLeft: number
  /** The screen on which help was asked for; null elsewhere than in help. */
  readonly askedFrom: HelpPlace | null
  readonly unavailable: UnavailableReason | null
  /** Which visit this is, or the next one, counted since the terminal began. */
  readonly visit: number
  /** What the hall's software asked for; null where the citizen began. */
  readonly hallAsk: HallAsk | null
  /** Whether what stands there has stood long enough to be meant by whoever agrees to it. */
  readonly isSettled: boolean
}

const retries = 2
/** Somebody who declined by mistake, or was too slow, is asked again; a phone that always declines is not. */
const furtherApprovals = 3
/** As often as WCAG 2.2 (2.2.1) wants it at least. Without an end the readers would stay armed for nobody. */
const extensions = 10
/** What is read after the end stands longer for whoever touches it, and not for ever. */
const lookingsOn = 4

function forNobody(input: JourneyInput, visit: number): JourneyContext {
  return {
    config: input.config,
    delays: input.delays,
    voiceOffered: input.voiceOffered,
    language: input.config.languages[0] ?? 'zh-CN',
    access: plainAccess,
    service: null,
    subject: 'self',
    check: null,
    sealed: [],
    method: 'network-identity',
    reader: 'starting',
    hint: 'none',
    documentKey: false,
    approval: null,
    approvalsLeft: furtherApprovals,
    retriesLeft: retries,
    extensionsLeft: 0,
    askedFrom: null,
    unavailable: null,
    visit,
    hallAsk: null,
    isSettled: true,
  }
}

/** Everything about the citizen forgotten. */
function forNext(before: JourneyContext): JourneyContext {
  return forNobody(before, before.visit + 1)
}

/** Seconds to be shown for a time in milliseconds. */
export function secondsOf(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000)
}

/** Who reads large letters or listens has twice the time. */
function patience({ largeText, voice }: Access, milliseconds: number): number {
  return largeText || voice ? 2 * milliseconds : milliseconds
}

function longestReading(method: PresentedMethod, delays: Delays): number {
  return method === 'travel-document' ? delays.readingDocument : delays.reading
}

/** Asks for a person, from this screen. */
function helpFrom(at: HelpPlace) {
  return { target: '#journey.help', actions: { type: 'askFrom', params: { at } } } as const
}

/** Asks for a person on this screen, which stays beneath. */
function helpOn(at: HelpPlace) {
  return { target: 'help', actions: { type: 'askFrom', params: { at } } } as const
}

/** A consent counts for what it names alone, whatever stands there when it comes. */
function agreedTo(to: Consent) {
  return { type: 'isAgreedTo', params: { to } } as const
}

/** A state that asks something: after its time it asks whether somebody is there, and waits for a sign of it. */
const asking = {
  initial: 'calm',
  states: {
    calm: {
      after: { idle: 'warned' },
      on: {
        activity: { target: 'calm', reenter: true },
        'set-access': { target: 'calm', reenter: true, actions: 'chooseAccess' },
      },
    },
    warned: {
      tags: 'warned',
      after: { warning: '#journey.attract' },
      on: { stay: 'calm', activity: 'calm' },
    },
  },
} as const

/** The same after an end without a pass. */
const askingForChoice = {
  ...asking,
  states: { ...asking.states, calm: { ...asking.states.calm, after: { notPassed: 'warned' } } },
} as const

/** The same while somebody may have gone for help: who answers then may be somebody else. */
const helping = {
  ...asking,
  states: {
    calm: { ...asking.states.calm, after: { help: 'warned' } },
    warned: { ...asking.states.warned, on: { stay: 'answered', activity: 'answered' } },
    answered: {
      after: { help: 'warned' },
      on: {
        activity: { target: 'answered', reenter: true },
        'set-access': { target: 'answered', reenter: true, actions: 'chooseAccess' },
      },
    },
  },
} as const

/**
 * What a state does that is read and then clears itself: a touch keeps it for a while. Help asked for on it stands in
 * its time, for somebody who has gone for help must not leave a pass or a number behind for whoever comes next.
 */
const standing = {
  entry: 'allowLookingOn',
  type: 'parallel',
} as const
const standingTime = {
  initial: 'running',
  states: {
    running: {
      after: { verdict: '#journey.attract' },
      on: {
        activity: { guard: 'mayExtend', target: 'running', reenter: true, actions: 'useExtension' },
      },
    },
  },
} as const

/** What a phone does keeps the present screen: a platform says each of it once for an approval. */
const lastingByPhone = { 'approval.opened': 'lasting', 'approval.approved': 'lasting' } as const
/** What keeps it besides an answer to its question, once its time was over. */
const lastingOn = {
  ...lastingByPhone,
  'type-in': { guard: and(['mayType', 'mayExtend']), target: 'lasting', actions: 'useExtension' },
} as const

/** Whom the chosen service is done for. */
export function subjectsOf({ config, service }: JourneyContext): readonly Subject[] {
  return config.services.find(({ id }) => id === service)?.subjects ?? []
}

function isOffered(context: JourneyContext, event: JourneyEvent, method: MethodId): boolean {
  const isChosen = event.type === 'choose-method' && event.method === method
  return isChosen && offeredMethods(context).includes(method)
}

/** Whether somebody changed how the screen speaks or looks. */
function isChanged({ config, language, access }: JourneyContext): boolean {
  return language !== config.languages[0] || Object.values(access).includes(true)
}

/** Arms the readers for one check for as long as it runs. Main provides the real one. */
export const presentationActor = fromCallback<JourneyEvent | NextPresentation, { readonly check: Check }>(
  () => {
    throw new Error('no presentation actor was provided')
  },
)

export interface ApprovalInput {
  readonly check: Check
  /** What the check is for: the phone shows it, in the words in which the citizen chose it. */
  readonly words: string
}

/** Offers the check for approval by a phone, for as long as it runs. Main provides the real one. */
export const approvalActor = fromCallback<JourneyEvent, ApprovalInput>(() => {
  throw new Error('no approval actor was provided')
})

export interface TypingInput {
  readonly bizSeq: BizSeq
  readonly form: EntryForm
  readonly language: Language
  readonly access: Access
}

/** Shows the view in which a citizen types, for as long as it runs. Main provides the real one. */
export const typingActor = fromCallback<JourneyEvent | TypingNotice, TypingInput>(() => {
  throw new Error('no typing actor was provided')
})

/** Shows the hall's own page, for as long as it runs. Main provides the real one. */
export const hallPageActor = fromCallback<JourneyEvent | HallPageNotice, HallPage>(() => {
  throw new Error('no hall page actor was provided')
})

/** Asks the platform for the verdict. Main provides the real one. */
const verificationActor = fromPromise<Verdict, { readonly check: Check; readonly sealed: SealedPieces }>(
  () => {
    throw new Error('no verification actor was provided')
  },
)

/** The screens that help leaves. On the others, which clear themselves, it stands in the screen's own time. */
const placesToLeave = helpPlaces.filter((at) => at !== 'pass' && at !== 'window')

/** Of these, the screens that come after somebody agreed. */
const placesAgreed: ReadonlySet<HelpPlace> = new Set(
  placesToLeave.filter((at) => at !== 'attract' && at !== 'service' && at !== 'notice'),
)

/** The state whose screen this is. */
const stateAt = {
  attract: 'attract',
  service: 'service',
  notice: 'notice',
  subject: 'subject',
  'guardian-consent': 'guardianConsent',
  method: 'method',
  'document-notice': 'documentNotice',
  present: 'present',
  'hand-over': 'handOver',
  fail: 'fail',
  unavailable: 'unavailable',
} as const satisfies Record<(typeof placesToLeave)[number], string>

/** Read by the type checker only. */
/** A state tagged `warned` asks over its screen whether somebody is there. */
const journeyTypes: {
  context?: JourneyContext
  events?: JourneyEvent
  input?: JourneyInput
  tags?: 'warned'
} = {}

/**
 * One citizen's visit: attract → service → notice → whom it is for → method → present → verifying → an end →
 * attract. Every state times out, having asked first where somebody could lose something by it; every state can be
 * cancelled, and on the way back to attract everything about the citizen is forgotten.
 * An action that is not one of the present state is ignored: the screen may be a frame behind.
 */
export const journeyMachine = setup({
  types: journeyTypes,
  actors: {
    presentation: presentationActor,
    approval: approvalActor,
    typing: typingActor,
    hallPage: hallPageActor,
    verification: verificationActor,
  },
  delays: {
    idle: ({ context: { access, delays } }) => patience(access, delays.idle),
    warning: ({ context }) => context.delays.warning,
    /** A page that follows a pass is kept for whoever went for help no longer than it would stand untouched. */
    help: ({ context: { askedFrom, access, delays } }) =>
      askedFrom === 'hand-over' ? patience(access, delays.idle) : delays.help,
    settle: ({ context }) => context.delays.settle,
    present: ({ context: { method, access, delays } }) =>
      patience(access, method === 'travel-document' ? delays.presentDocument : delays.present),
    reading: ({ context: { method, delays } }) => longestReading(method, delays),
    hint: ({ context }) => context.delays.hint,
    /** A reading that began in time has come to its end by then, and what became of it has been read. */
    outlasting: ({ context: { method, delays } }) => longestReading(method, delays) + delays.hint,
    verdict: ({ context: { access, delays } }) => patience(access, delays.verdict),
    notPassed: ({ context: { access, delays } }) => patience(access, delays.notPassed),
    /** The verification client keeps its own limit; this one holds even if it does not. */
    verifying: ({ context }) => context.delays.verification + context.delays.verificationGrace,
  },
  guards: {
    isOffered: ({ context, event }) =>
      event.type === 'choose-service' && context.config.services.some(({ id }) => id === event.service),
    isAsked: ({ context }) => context.hallAsk === null && subjectsOf(context).length > 1,
    takesAsk: ({ context, event }) =>
      event.type === 'hall.start' && faultOfAsk(context.config, event.ask) === null,
    isOfThisAsk: ({ context, event }) => event.type === 'hall.cancel' && event.id === context.hallAsk?.id,
    wasAsked: ({ context }) => context.hallAsk !== null,
    isTooSoon: ({ context }) => !context.isSettled,
    isSubjectOffered: ({ context, event }) =>
      event.type === 'choose-subject' && subjectsOf(context).includes(event.subject),
    isForChild: ({ context }) => context.subject === 'child',
    isChildChosen: ({ event }) => event.type === 'choose-subject' && event.subject === 'child',
    isAgreedTo: ({ event }, { to }: { to: Consent }) => event.type === 'agree' && event.to === to,
    isGuardiansTurn: ({ context }) => turnOf(context) === 'guardian',
    isNetworkIdentity: ({ context, event }) => isOffered(context, event, 'network-identity'),
    isIdentityCard: ({ context, event }) => isOffered(context, event, 'identity-card'),
    isTravelDocument: ({ context, event }) => isOffered(context, event, 'travel-document'),
    isWindow: ({ context, event }) => isOffered(context, event, 'window'),
    wasChosenFor: ({ context }) => isChanged(context),
    mayType: ({ context }) => formOf(context) !== null,
    /** Once the time was over, beginning to type extends it like anything else. */
    mayTypeNow: and(['mayType', or([stateIn({ present: { patience: 'lasting' } }), 'mayExtend'])]),
    isApprovalOffered: ({ context }) => context.approval !== null,
    isApproved: ({ context }) => context.approval?.state === 'approved',
    mayOfferAgain: ({ context }) => context.approvalsLeft > 0,
    isReading: ({ context }) => context.hint === 'reading',
    isAskedIfThere: or([
      stateIn({ present: { patience: 'warned' } }),
      stateIn({ present: { patience: 'lastReading' } }),
    ]),
    /** Another check must not begin while something of this one is read or typed, or in the place of an answer. */
    isOccupied: or(['isReading', 'isTyping', 'isAskedIfThere']),
    /** The code for phones is over, and nothing else goes on that could need the screen. */
    isCodeMissed: and([
      stateIn({ present: { approval: 'expired' } }),
      stateIn({ present: { stage: 'waiting' } }),
      not('isTyping'),
    ]),
    mayBeginAnew: and(['mayExtend', stateIn({ present: { approval: 'expired' } })]),
    mayRetry: ({ context }) => context.retriesLeft > 0,
    mayExtend: ({ context }) => context.extensionsLeft > 0,
    isTyping: stateIn({ present: { typing: 'open' } }),
    /** Once help had to ask whether somebody is there, whoever answers agrees for themselves. */
    isConsentOver: and([not(stateIn({ help: 'calm' })), 'wasAskedAfterConsent']),
    wasAskedAfterConsent: ({ context: { askedFrom } }) => askedFrom !== null && placesAgreed.has(askedFrom),
    wasAskedFrom: ({ context }, { at }: { at: HelpPlace }) => context.askedFrom === at,
    handsOver: ({ context: { config, service } }) => handOverOf(config, service) !== null,
    isForThisCheck: ({ context, event }) =>
      event.type === 'presentation.sealed' && event.sealed.bizSeq === context.check?.bizSeq,
  },
  actions: {
    forgetCitizen: assign(({ context }) => forNext(context)),
    /** Whoever comes back from help is the one who asked for it. */
    awaitCitizen: assign(({ context, event }) => (event.type === 'help-over' ? {} : forNext(context))),
    chooseLanguage: assign(({ context, event }) => {
      const language = event.type === 'set-language' || event.type === 'start' ? event.language : undefined
      return language !== undefined && context.config.languages.includes(language) ? { language } : {}
    }),
    makeEasy: assign(({ context: { access, voiceOffered } }) => ({
      access: { ...access, largeText: true, voice: voiceOffered },
    })),
    chooseAccess: assign(({ context: { access, voiceOffered }, event }) => {
      if (event.type !== 'set-access' || (event.mode === 'voice' && !voiceOffered)) return {}
      return { access: { ...access, [event.mode]: event.on } }
    }),
    chooseService: assign(({ event }) => ({
      service: event.type === 'choose-service' ? event.service : null,
    })),
    /** Where nobody is asked, it is whom the service is for. */
    assumeSubject: assign(({ context }) => ({ subject: subjectsOf(context)[0] ?? 'self' })),
    takeAsk: assign(({ event }) => {
      if (event.type !== 'hall.start') return {}
      const { ask } = event
      return { hallAsk: ask, service: ask.service, subject: ask.subject, isSettled: false }
    }),
    settle: assign({ isSettled: true }),
    chooseSubject: assign(({ context, event }) => ({
      subject: event.type === 'choose-subject' ? event.subject : context.subject,
    })),
    beginCheck: assign(({ context }) => ({
      check: newCheck(context),
      sealed: [],
      hint: 'none' as const,
      documentKey: false,
      approval: context.method === 'network-identity' ? ({ state: 'offering' } as const) : null,
      reader: 'starting' as const,
      unavailable: null,
    })),
    askFrom: assign((_, { at }: { at: HelpPlace }) => ({ askedFrom: at })),
    leaveHelp: assign({ askedFrom: null }),
    allowExtensions: assign({ extensionsLeft: extensions }),
    allowLookingOn: assign({ extensionsLeft: lookingsOn }),
    useExtension: assign(({ context }) => ({ extensionsLeft: context.extensionsLeft - 1 })),
    warnTyping: sendTo('typing', ({ context }): TypingNotice => ({
      type: 'typing.warned',
      seconds: secondsOf(context.delays.warning),
    })),
    calmTyping: sendTo('typing', { type: 'typing.calm' } satisfies TypingNotice),
    hideHallPage: sendTo('hallPage', { type: 'hall-page.hide' } satisfies HallPageNotice),
    showHallPage: sendTo('hallPage', { type: 'hall-page.show' } satisfies HallPageNotice),
    useRetry: assign(({ context }) => ({ retriesLeft: context.retriesLeft - 1 })),
    noteReader: assign(({ context, event }) => ({
      reader: event.type === 'presentation.reader' ? event.state : context.reader,
    })),
    chooseNetworkIdentity: assign({
      method: 'network-identity' as const,
      approvalsLeft: furtherApprovals,
    }),
    chooseIdentityCard: assign({ method: 'identity-card' as const }),
    chooseTravelDocument: assign({ method: 'travel-document' as const }),
    noteDocumentKey: assign({ documentKey: true }),
    noteCode: assign(({ context, event }) => {
      const isWaiting = context.approval?.state === 'offering' || context.approval?.state === 'waiting'
      if (event.type !== 'approval.code' || !isWaiting) return {}
      const { code } = event
      return {
        approval: code === null ? ({ state: 'offering' } as const) : { state: 'waiting' as const, code },
      }
    }),
    noteOpened: assign({ approval: { state: 'opened' as const } }),
    noteApproved: assign({ approval: { state: 'approved' as const } }),
    noteApprovalEnded: assign({ approval: { state: 'ended' as const } }),
    noteNoApproval: assign({ approval: { state: 'unavailable' as const } }),
    useApproval: assign(({ context }) => ({ approvalsLeft: context.approvalsLeft - 1 })),
    noteSealed: assign(({ context, event }) => ({
      sealed: event.type === 'presentation.sealed' ? [...context.sealed, event.sealed] : context.sealed,
    })),
    beginChildsTurn: assign(({ context: { check } }) => ({
      check: check && { ...check, accepts: nextAccepts(check) },
      hint: 'none' as const,
      documentKey: false,
      approval: null,
      reader: 'starting' as const,
    })),
    askForChild: sendTo('presentation', ({ context: { check } }): NextPresentation => {
      if (!check) throw new Error('there is no check')
      return { type: 'presentation.next', check }
    }),
    noteImpossible: assign(({ event }) => ({
      unavailable: event.type === 'presentation.impossible' ? event.reason : ('no-device' as const),
    })),
    hintNone: assign({ hint: 'none' as const }),
    hintReading: assign({ hint: 'reading' as const }),
    hintReadAgain: assign({ hint: 'read-again' as const }),
    hintLayBack: assign({ hint: 'lay-back' as const }),
    hintTakeAwayFirst: assign({ hint: 'take-away-first' as const }),
    hintRejected: assign(({ context, event }) => {
      if (event.type !== 'presentation.rejected') return { hint: 'read-again' as const }
      const hint = hintOf(event.reason)
      // Another document, or another key, has to be given first.
      const keepsKey = hint === 'read-again' || hint === 'lay-back'
      return { hint, documentKey: context.documentKey && keepsKey }
    }),
  },
}).createMachine({
  id: 'journey',
  context: ({ input }) => forNobody(input, 0),
  initial: 'attract',
  on: {
    'set-language': { actions: 'chooseLanguage' },
    'set-access': { actions: 'chooseAccess' },
    cancel: '.attract',
    'service.stopped': '.outOfService',
    'hall.cancel': { guard: 'isOfThisAsk', target: '.attract' },
  },
  states: {
    attract: {
      entry: 'awaitCitizen',
      on: {
        start: { target: 'service', actions: 'chooseLanguage' },
        'start-easy': { target: 'service', actions: 'makeEasy' },
        'choose-service': {
          guard: 'isOffered',
          target: 'notice',
          actions: ['chooseService', 'assumeSubject'],
        },
        'hall.start': { guard: 'takesAsk', target: 'notice', actions: 'takeAsk' },
        help: helpFrom('attract'),
        cancel: {},
        'go-to-window': 'window',
      },
      initial: 'plain',
      states: {
        plain: { always: { guard: 'wasChosenFor', target: 'chosenFor' }, on: { activity: 'chosenFor' } },
        /** Somebody chose how the screen speaks or looks, or touched it, and may have gone on their way. */
        chosenFor: {
          after: { idle: { target: '#journey.attract', reenter: true } },
          on: { activity: { target: 'chosenFor', reenter: true } },
        },
      },
    },
    service: {
      ...asking,
      on: {
        help: helpFrom('service'),
        'choose-service': {
          guard: 'isOffered',
          target: 'notice',
          actions: ['chooseService', 'assumeSubject'],
        },
        'go-to-window': 'window',
        back: 'attract',
      },
    },
    notice: {
      ...asking,
      on: {
        help: helpFrom('notice'),
        agree: [
          { guard: 'isTooSoon' },
          { guard: and([agreedTo('notice'), 'isAsked']), target: 'subject' },
          { guard: and([agreedTo('notice'), 'isForChild']), target: 'guardianConsent' },
          { guard: agreedTo('notice'), target: 'method' },
        ],
        'go-to-window': 'window',
        // Another service is another visit: not what the hall's software asked for.
        back: [{ guard: 'wasAsked', target: 'attract' }, { target: 'service' }],
      },
      after: { settle: { guard: 'isTooSoon', actions: 'settle' } },
    },
    /** The terminal asks, and takes the answer: how old somebody is it never learns. */
    subject: {
      ...asking,
      on: {
        help: helpFrom('subject'),
        'choose-subject': [
          {
            guard: and(['isSubjectOffered', 'isChildChosen']),
            target: 'guardianConsent',
            actions: 'chooseSubject',
          },
          { guard: 'isSubjectOffered', target: 'method', actions: 'chooseSubject' },
        ],
        'go-to-window': 'window',
        back: 'notice',
      },
    },
    /** Before anything of guardian or child is read: what they show after that is good for a minute. */
    guardianConsent: {
      ...asking,
      on: {
        help: helpFrom('guardian-consent'),
        agree: { guard: agreedTo('guardian'), target: 'method' },
        'go-to-window': 'window',
        back: [{ guard: 'isAsked', target: 'subject' }, { target: 'notice' }],
      },
    },
    method: {
      ...asking,
      on: {
        help: helpFrom('method'),
        'choose-method': [
          { guard: 'isNetworkIdentity', target: 'present', actions: 'chooseNetworkIdentity' },
          { guard: 'isIdentityCard', target: 'documentNotice', actions: 'chooseIdentityCard' },
          { guard: 'isTravelDocument', target: 'documentNotice', actions: 'chooseTravelDocument' },
          { guard: 'isWindow', target: 'window' },
        ],
        back: [
          { guard: 'isForChild', target: 'guardianConsent' },
          { guard: 'isAsked', target: 'subject' },
          { target: 'notice' },
        ],
      },
    },
    documentNotice: {
      ...asking,
      on: {
        help: helpFrom('document-notice'),
        agree: { guard: agreedTo('document'), target: 'present' },
        'go-to-window': 'window',
        back: 'method',
      },
    },
    present: {
      entry: ['beginCheck', 'allowExtensions'],
      invoke: {
        id: 'presentation',
        src: 'presentation',
        input: ({ context }) => {
          if (!context.check) throw new Error('present was entered without a check')
          return { check: context.check }
        },
      },
      type: 'parallel',
      on: {
        'presentation.sealed': [
          {
            guard: and(['isForThisCheck', 'isGuardiansTurn']),
            // No other check begins, and the readers stay with the host that knows what was shown before.
            target: ['.stage.waiting', '.approval.none', '.typing.closed', '.patience.lasting'],
            actions: ['noteSealed', 'beginChildsTurn', 'askForChild'],
          },
          { guard: 'isForThisCheck', target: 'verifying', actions: 'noteSealed' },
        ],
        'presentation.impossible': { target: 'unavailable', actions: 'noteImpossible' },
        help: helpFrom('present'),
        'go-to-window': 'window',
        back: 'method',
      },
      states: {
        /** What became of the last presentation. */
        stage: {
          initial: 'waiting',
          on: {
            'presentation.reader': { actions: 'noteReader' },
            'presentation.take-away-first': { target: '.hinting', actions: 'hintTakeAwayFirst' },
            'presentation.lay-back': { target: '.hinting', actions: 'hintLayBack' },
            'presentation.document-key': { target: '.waiting', actions: 'noteDocumentKey' },
            'presentation.reading': '.reading',
            'presentation.rejected': { target: '.hinting', actions: 'hintRejected' },
            'presentation.interrupted': {
              target: '.hinting',
              actions: [assign({ documentKey: false }), 'hintReadAgain'],
            },
          },
          states: {
            waiting: { entry: 'hintNone' },
            reading: {
              entry: 'hintReading',
              after: { reading: { target: 'hinting', actions: 'hintReadAgain' } },
              // It has a longest time, whatever a device says of it.
              on: { 'presentation.reading': {} },
            },
            hinting: { after: { hint: 'waiting' } },
          },
        },
        /** The code on the screen that a phone approves the check by, beside the readers: whichever comes first counts. */
        approval: {
          initial: 'deciding',
          states: {
            deciding: { always: [{ guard: 'isApprovalOffered', target: 'offered' }, 'none'] },
            offered: {
              invoke: {
                src: 'approval',
                input: ({ context }) => {
                  const { check, config, service, language } = context
                  const chosen = config.services.find(({ id }) => id === service)
                  if (!check || !chosen) throw new Error('there is nothing to approve')
                  return { check, words: chosen.title[language] }
                },
              },
              on: {
                'approval.code': { actions: 'noteCode' },
                'approval.opened': { actions: 'noteOpened' },
                'approval.approved': { actions: 'noteApproved' },
                'approval.ended': [
                  { guard: 'mayOfferAgain', target: 'ended', actions: 'noteApprovalEnded' },
                  { target: 'none', actions: 'noteNoApproval' },
                ],
                'approval.expired': [
                  { guard: 'mayOfferAgain', target: 'expired', actions: 'noteApprovalEnded' },
                  { target: 'none', actions: 'noteNoApproval' },
                ],
                // The digits that the phone shows are good all the same.
                'approval.unreachable': [
                  { guard: 'isApproved' },
                  { target: 'none', actions: 'noteNoApproval' },
                ],
              },
            },
            /** The platform takes one approval for each check: another one is offered for another check. */
            ended: {
              after: {
                hint: [
                  { guard: 'isOccupied', target: 'ended', reenter: true },
                  { target: '#journey.present', reenter: true, actions: 'useApproval' },
                ],
              },
            },
            /** Nobody says that anybody is there: another one follows the answer of somebody who is. */
            expired: {},
            none: {},
          },
        },
        /** The view in which digits are typed; it comes by itself once a phone shows what is to be typed. */
        typing: {
          initial: 'closed',
          states: {
            closed: {
              on: {
                'type-in': { guard: 'mayTypeNow', target: 'open' },
                'approval.approved': 'open',
              },
            },
            open: {
              invoke: {
                id: 'typing',
                src: 'typing',
                input: ({ context }) => {
                  const form = formOf(context)
                  if (!context.check || !form) throw new Error('there is nothing to type')
                  return {
                    bizSeq: context.check.bizSeq,
                    form,
                    language: context.language,
                    access: context.access,
                  }
                },
              },
              on: {
                'stop-typing': 'closed',
                'typing.left': 'closed',
                'set-language': { target: 'closed', actions: 'chooseLanguage' },
                'set-access': { target: 'closed', actions: 'chooseAccess' },
                'presentation.document-key': 'closed',
                'presentation.interrupted': 'closed',
                'approval.approved': { target: 'open', reenter: true },
                'approval.ended': { guard: 'isApproved', target: 'closed' },
                'approval.expired': { guard: 'isApproved', target: 'closed' },
              },
              // What somebody typed and left must not wait for the next person.
              initial: 'touched',
              states: {
                touched: {
                  after: { idle: 'warned' },
                  on: { 'typing.activity': { target: 'touched', reenter: true } },
                },
                /** The view for typing covers the screen's own question, and asks it itself. */
                warned: {
                  entry: 'warnTyping',
                  exit: 'calmTyping',
                  after: { warning: '#journey.attract' },
                  // A touch above the view for typing is one as well.
                  on: { 'typing.activity': 'touched', activity: 'touched' },
                },
              },
            },
          },
        },
        /** Touching the screen does not keep the readers armed; typing does, and so does what is done on the phone. */
        patience: {
          initial: 'lasting',
          states: {
            lasting: {
              always: { guard: 'isCodeMissed', target: 'warned' },
              after: {
                present: [
                  // Whoever types is asked there.
                  { guard: 'isTyping', target: 'lasting', reenter: true },
                  { guard: 'isReading', target: 'outlasting' },
                  { target: 'warned' },
                ],
              },
              on: {
                'typing.activity': { target: 'lasting', reenter: true },
                'approval.opened': { target: 'lasting', reenter: true },
                'approval.approved': { target: 'lasting', reenter: true },
              },
            },
            /** What began to be read before the time was over is heard to its end; then the question comes. */
            outlasting: {
              after: {
                outlasting: [
                  {
                    guard: and(['isReading', 'mayExtend']),
                    target: 'lasting',
                    actions: 'useExtension',
                  },
                  { target: 'warned' },
                ],
              },
              on: lastingOn,
            },
            warned: {
              tags: 'warned',
              after: { warning: '#journey.attract' },
              on: {
                ...lastingOn,
                stay: [
                  {
                    guard: 'mayBeginAnew',
                    target: '#journey.present',
                    reenter: true,
                    actions: 'useApproval',
                  },
                  { guard: 'mayExtend', target: 'lasting', actions: 'useExtension' },
                ],
                'presentation.reading': [
                  { guard: 'mayExtend', target: 'lasting', actions: 'useExtension' },
                  { target: 'lastReading' },
                ],
              },
            },
            /** Nothing at the terminal extends the time any more, but what came before its end is heard. */
            lastReading: { after: { outlasting: '#journey.attract' }, on: lastingByPhone },
          },
        },
      },
    },
    verifying: {
      invoke: {
        src: 'verification',
        input: ({ context }) => {
          if (!context.check) throw new Error('verifying was entered without a check')
          return { check: context.check, sealed: piecesOf(context.sealed) }
        },
        onDone: [
          { guard: ({ event }) => event.output === 'pass', target: 'pass' },
          { guard: ({ event }) => event.output === 'fail', target: 'fail' },
        ],
        onError: {
          target: 'unavailable',
          actions: assign(({ event }) => {
            if (event.error instanceof VerificationUnavailable) return { unavailable: event.error.reason }
            throw event.error
          }),
        },
      },
      exit: assign({ sealed: [] }),
      after: {
        verifying: { target: 'unavailable', actions: assign({ unavailable: 'timeout' as const }) },
      },
    },
    pass: {
      ...standing,
      states: {
        time: standingTime,
        shown: {
          initial: 'itself',
          states: {
            itself: {
              on: {
                help: helpOn('pass'),
                'go-on': { guard: 'handsOver', target: '#journey.handOver' },
              },
            },
            help: {
              exit: 'leaveHelp',
              on: { 'help-over': 'itself', 'go-to-window': '#journey.window' },
            },
          },
        },
      },
    },
    /** The hall's own page, in a view of its own: nothing of the check goes there. */
    handOver: {
      invoke: {
        id: 'hallPage',
        src: 'hallPage',
        input: ({ context: { config, service } }) => {
          const page = handOverOf(config, service)
          if (!page) throw new Error('there is no page to hand over to')
          return page
        },
      },
      on: { help: helpFrom('hand-over'), 'hall-page.gone': 'attract' },
      initial: 'calm',
      states: {
        calm: {
          after: { idle: 'warned' },
          on: {
            activity: { target: 'calm', reenter: true },
            'set-access': { target: 'calm', reenter: true, actions: 'chooseAccess' },
            'hall-page.activity': { target: 'calm', reenter: true },
          },
        },
        warned: {
          tags: 'warned',
          entry: 'hideHallPage',
          exit: 'showHallPage',
          after: { warning: '#journey.attract' },
          on: { stay: 'calm', activity: 'calm', 'hall-page.activity': 'calm' },
        },
      },
    },
    fail: {
      ...askingForChoice,
      on: {
        help: helpFrom('fail'),
        retry: { guard: 'mayRetry', target: 'present', actions: 'useRetry' },
        'go-to-window': 'window',
      },
    },
    unavailable: {
      ...askingForChoice,
      on: {
        help: helpFrom('unavailable'),
        retry: { guard: 'mayRetry', target: 'present', actions: 'useRetry' },
        'go-to-window': 'window',
      },
    },
    window: {
      ...standing,
      states: {
        time: standingTime,
        shown: {
          initial: 'itself',
          states: {
            itself: { on: { help: helpOn('window') } },
            help: { exit: 'leaveHelp', on: { 'help-over': 'itself', 'go-to-window': 'itself' } },
          },
        },
      },
    },
    help: {
      ...helping,
      exit: 'leaveHelp',
      on: {
        'help-over': [
          { guard: 'isConsentOver', target: 'notice' },
          ...placesToLeave.map((at) => ({
            guard: { type: 'wasAskedFrom' as const, params: { at } },
            target: stateAt[at],
          })),
        ],
        'go-to-window': 'window',
      },
    },
    outOfService: {
      entry: 'forgetCitizen',
      on: { 'service.resumed': 'attract', cancel: {}, 'service.stopped': {} },
    },
  },
})

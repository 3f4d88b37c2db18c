import { and, assign, fromCallback, fromPromise, or, sendTo, setup, stateIn } from 'xstate'
import type { BizSeq, Check, SealedEvidence, Subject } from '../../shared/check.ts'
import type { Delays, TerminalConfig } from '../../shared/config.ts'
import type { RejectionReason } from '../../shared/device-contract.ts'
import type { JourneyAction } from '../../shared/ipc.ts'
import type { EntryForm } from '../../shared/secure-entry.ts'
import type {
  ApprovalView,
  Language,
  MethodId,
  PresentedMethod,
  PresentHint,
  ReaderState,
} from '../../shared/journey-view.ts'
import { type UnavailableReason, type Verdict, VerificationUnavailable } from '../../shared/verdict.ts'
import type { SealedPieces } from '../verification/platform-gateway.ts'
import { hintOf } from './hint-of.ts'
import { formOf, newCheck, nextAccepts, piecesOf, turnOf } from './presented-check.ts'

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
  /** Declined, or nobody went on with it: the platform does not say which. */
  | { readonly type: 'approval.ended' }
  /** The platform cannot be asked, or its answer not be believed. */
  | { readonly type: 'approval.unreachable' }

/** What the view for typing tells the journey while it is open. */
export type TypingEvent =
  | { readonly type: 'typing.activity' }
  /** The citizen left it, or its process ended. */
  | { readonly type: 'typing.left' }

/** Whether the terminal can check anybody at all. */
export type ServiceabilityEvent = { readonly type: 'service.stopped' } | { readonly type: 'service.resumed' }

export type JourneyEvent =
  | JourneyAction
  | PresentationEvent
  | ApprovalEvent
  | TypingEvent
  | ServiceabilityEvent

export interface JourneyInput {
  readonly config: Pick<TerminalConfig, 'languages' | 'services' | 'platform' | 'methods'>
  readonly delays: Delays
}

export interface JourneyContext extends JourneyInput {
  readonly language: Language
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
  readonly unavailable: UnavailableReason | null
}

const retries = 2
/** Somebody who declined by mistake, or was too slow, is asked again; a phone that always declines is not. */
const furtherApprovals = 3

function forNobody(input: JourneyInput): JourneyContext {
  return {
    config: input.config,
    delays: input.delays,
    language: input.config.languages[0] ?? 'zh-CN',
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
    unavailable: null,
  }
}

/** Whom the chosen service is done for. */
export function subjectsOf({ config, service }: JourneyContext): readonly Subject[] {
  return config.services.find(({ id }) => id === service)?.subjects ?? []
}

function isOffered({ config }: JourneyContext, event: JourneyEvent, method: MethodId): boolean {
  return event.type === 'choose-method' && event.method === method && config.methods.includes(method)
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
}

/** Shows the view in which a citizen types, for as long as it runs. Main provides the real one. */
export const typingActor = fromCallback<JourneyEvent, TypingInput>(() => {
  throw new Error('no typing actor was provided')
})

/** Asks the platform for the verdict. Main provides the real one. */
const verificationActor = fromPromise<Verdict, { readonly check: Check; readonly sealed: SealedPieces }>(
  () => {
    throw new Error('no verification actor was provided')
  },
)

/** Read by the type checker only. */
const journeyTypes: { context?: JourneyContext; events?: JourneyEvent; input?: JourneyInput } = {}

/**
 * One citizen's visit: attract → service → notice → whom it is for → method → present → verifying → an end →
 * attract. Every state times out, can be cancelled, and on the way back to attract everything about the citizen is forgotten.
 * An action that is not one of the present state is ignored: the screen may be a frame behind.
 */
export const journeyMachine = setup({
  types: journeyTypes,
  actors: {
    presentation: presentationActor,
    approval: approvalActor,
    typing: typingActor,
    verification: verificationActor,
  },
  delays: {
    idle: ({ context }) => context.delays.idle,
    present: ({ context: { method, delays } }) =>
      method === 'travel-document' ? delays.presentDocument : delays.present,
    reading: ({ context: { method, delays } }) =>
      method === 'travel-document' ? delays.readingDocument : delays.reading,
    hint: ({ context }) => context.delays.hint,
    verdict: ({ context }) => context.delays.verdict,
    notPassed: ({ context }) => context.delays.notPassed,
    /** The verification client keeps its own limit; this one holds even if it does not. */
    verifying: ({ context }) => context.delays.verification + context.delays.verificationGrace,
  },
  guards: {
    isOffered: ({ context, event }) =>
      event.type === 'choose-service' && context.config.services.some(({ id }) => id === event.service),
    isAsked: ({ context }) => subjectsOf(context).length > 1,
    isSubjectOffered: ({ context, event }) =>
      event.type === 'choose-subject' && subjectsOf(context).includes(event.subject),
    isForChild: ({ context }) => context.subject === 'child',
    isChildChosen: ({ event }) => event.type === 'choose-subject' && event.subject === 'child',
    isGuardiansTurn: ({ context }) => turnOf(context) === 'guardian',
    isNetworkIdentity: ({ context, event }) => isOffered(context, event, 'network-identity'),
    isIdentityCard: ({ context, event }) => isOffered(context, event, 'identity-card'),
    isTravelDocument: ({ context, event }) => isOffered(context, event, 'travel-document'),
    isWindow: ({ context, event }) => isOffered(context, event, 'window'),
    languageWasChanged: ({ context }) => context.language !== context.config.languages[0],
    mayType: ({ context }) => formOf(context) !== null,
    isApprovalOffered: ({ context }) => context.approval !== null,
    isApproved: ({ context }) => context.approval?.state === 'approved',
    mayOfferAgain: ({ context }) => context.approvalsLeft > 0,
    /** Another check must not begin while something of this one is read or typed. */
    isOccupied: or([({ context }) => context.hint === 'reading', stateIn({ present: { typing: 'open' } })]),
    mayRetry: ({ context }) => context.retriesLeft > 0,
    isForThisCheck: ({ context, event }) =>
      event.type === 'presentation.sealed' && event.sealed.bizSeq === context.check?.bizSeq,
  },
  actions: {
    forgetCitizen: assign(({ context }) => forNobody(context)),
    chooseLanguage: assign(({ context, event }) => ({
      language:
        event.type === 'set-language' && context.config.languages.includes(event.language)
          ? event.language
          : context.language,
    })),
    chooseService: assign(({ event }) => ({
      service: event.type === 'choose-service' ? event.service : null,
    })),
    /** Where nobody is asked, it is whom the service is for. */
    assumeSubject: assign(({ context }) => ({ subject: subjectsOf(context)[0] ?? 'self' })),
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
  context: ({ input }) => forNobody(input),
  initial: 'attract',
  on: {
    'set-language': { actions: 'chooseLanguage' },
    cancel: '.attract',
    'service.stopped': '.outOfService',
  },
  states: {
    attract: {
      entry: 'forgetCitizen',
      on: { start: 'service', cancel: {}, 'go-to-window': 'window' },
      initial: 'plain',
      states: {
        plain: { always: { guard: 'languageWasChanged', target: 'chosenFor' } },
        /** Somebody chose a language, and may have gone on their way. */
        chosenFor: {
          after: { idle: { target: '#journey.attract', reenter: true } },
          on: { activity: { target: 'chosenFor', reenter: true } },
        },
      },
    },
    service: {
      after: { idle: 'attract' },
      on: {
        activity: { target: 'service', reenter: true },
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
      after: { idle: 'attract' },
      on: {
        activity: { target: 'notice', reenter: true },
        agree: [
          { guard: 'isAsked', target: 'subject' },
          { guard: 'isForChild', target: 'guardianConsent' },
          { target: 'method' },
        ],
        'go-to-window': 'window',
        back: 'service',
      },
    },
    /** The terminal asks, and takes the answer: how old somebody is it never learns. */
    subject: {
      after: { idle: 'attract' },
      on: {
        activity: { target: 'subject', reenter: true },
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
      after: { idle: 'attract' },
      on: {
        activity: { target: 'guardianConsent', reenter: true },
        agree: 'method',
        'go-to-window': 'window',
        back: [{ guard: 'isAsked', target: 'subject' }, { target: 'notice' }],
      },
    },
    method: {
      after: { idle: 'attract' },
      on: {
        activity: { target: 'method', reenter: true },
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
      after: { idle: 'attract' },
      on: {
        activity: { target: 'documentNotice', reenter: true },
        agree: 'present',
        'go-to-window': 'window',
        back: 'method',
      },
    },
    present: {
      entry: 'beginCheck',
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
            none: {},
          },
        },
        /** The view in which digits are typed; it comes by itself once a phone shows what is to be typed. */
        typing: {
          initial: 'closed',
          states: {
            closed: {
              on: {
                'type-in': { guard: 'mayType', target: 'open' },
                'approval.approved': 'open',
              },
            },
            open: {
              invoke: {
                src: 'typing',
                input: ({ context }) => {
                  const form = formOf(context)
                  if (!context.check || !form) throw new Error('there is nothing to type')
                  return { bizSeq: context.check.bizSeq, form, language: context.language }
                },
              },
              on: {
                'stop-typing': 'closed',
                'typing.left': 'closed',
                'set-language': { target: 'closed', actions: 'chooseLanguage' },
                'presentation.document-key': 'closed',
                'presentation.interrupted': 'closed',
                'approval.approved': { target: 'open', reenter: true },
                'approval.ended': { guard: 'isApproved', target: 'closed' },
              },
              // What somebody typed and left must not wait for the next person.
              initial: 'touched',
              states: {
                touched: {
                  after: { idle: '#journey.attract' },
                  on: { 'typing.activity': { target: 'touched', reenter: true } },
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
              after: { present: '#journey.attract' },
              on: {
                'typing.activity': { target: 'lasting', reenter: true },
                'approval.opened': { target: 'lasting', reenter: true },
                'approval.approved': { target: 'lasting', reenter: true },
              },
            },
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
    pass: { after: { verdict: 'attract' } },
    fail: {
      after: { notPassed: 'attract' },
      on: {
        activity: { target: 'fail', reenter: true },
        retry: { guard: 'mayRetry', target: 'present', actions: 'useRetry' },
        'go-to-window': 'window',
      },
    },
    unavailable: {
      after: { notPassed: 'attract' },
      on: {
        activity: { target: 'unavailable', reenter: true },
        retry: { guard: 'mayRetry', target: 'present', actions: 'useRetry' },
        'go-to-window': 'window',
      },
    },
    window: { after: { verdict: 'attract' } },
    outOfService: {
      entry: 'forgetCitizen',
      on: { 'service.resumed': 'attract', cancel: {}, 'service.stopped': {} },
    },
  },
})

import { assign, fromCallback, fromPromise, setup } from 'xstate'
import { type Check, newBizSeq, type SealedEvidence } from '../../shared/check.ts'
import type { Delays, TerminalConfig } from '../../shared/config.ts'
import type { RejectionReason } from '../../shared/device-contract.ts'
import type { JourneyAction } from '../../shared/ipc.ts'
import type {
  Language,
  MethodId,
  PresentedMethod,
  PresentHint,
  ReaderState,
} from '../../shared/journey-view.ts'
import { type UnavailableReason, type Verdict, VerificationUnavailable } from '../../shared/verdict.ts'

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

/** Whether the terminal can check anybody at all. */
export type ServiceabilityEvent = { readonly type: 'service.stopped' } | { readonly type: 'service.resumed' }

export type JourneyEvent = JourneyAction | PresentationEvent | ServiceabilityEvent

export interface JourneyInput {
  readonly config: Pick<TerminalConfig, 'languages' | 'services' | 'platform' | 'methods'>
  readonly delays: Delays
}

export interface JourneyContext extends JourneyInput {
  readonly language: Language
  /** Id of the chosen service. */
  readonly service: string | null
  /** The check being made; a new one for every presentation. */
  readonly check: Check | null
  readonly sealed: SealedEvidence | null
  /** The method the citizen chose. */
  readonly method: PresentedMethod
  readonly reader: ReaderState
  readonly hint: PresentHint
  /** How often this citizen may still try again after a fail or without a verdict. */
  readonly retriesLeft: number
  readonly unavailable: UnavailableReason | null
}

const retries = 2

function forNobody(input: JourneyInput): JourneyContext {
  return {
    config: input.config,
    delays: input.delays,
    language: input.config.languages[0] ?? 'zh-CN',
    service: null,
    check: null,
    sealed: null,
    method: 'network-identity',
    reader: 'starting',
    hint: 'none',
    retriesLeft: retries,
    unavailable: null,
  }
}

/** A check of what the citizen chose to present. */
function newCheck({ method, config: { platform } }: JourneyContext): Check {
  const check = { bizSeq: newBizSeq(), subject: 'self' } as const
  switch (method) {
    case 'network-identity':
      return { ...check, policy: platform.policy, authMode: platform.authMode, accepts: ['wallet-code'] }
    case 'identity-card': {
      const { cardPolicy } = platform
      if (cardPolicy === undefined) throw new Error('resident cards are taken without a policy')
      return { ...check, policy: cardPolicy, authMode: 'D01', accepts: ['resident-card'] }
    }
  }
}

function isOffered({ config }: JourneyContext, event: JourneyEvent, method: MethodId): boolean {
  return event.type === 'choose-method' && event.method === method && config.methods.includes(method)
}

/** What the screen says of something that could not be used. */
function hintOf(reason: RejectionReason): PresentHint {
  switch (reason) {
    case 'not-a-code':
    case 'too-long':
    case 'malformed-report':
      return 'not-a-code'
    case 'incomplete':
    case 'device-gone':
    case 'card-moved':
    case 'read-interrupted':
      return 'read-again'
    case 'card-not-accepted':
    case 'card-unknown':
    case 'text-invalid':
    case 'not-a-document-key':
    case 'document-moved':
    case 'document-key-wrong':
    case 'document-unknown':
    case 'chip-not-genuine':
    case 'document-not-trusted':
      return 'card-unusable'
  }
}

/** Arms the readers for one check for as long as it runs. Main provides the real one. */
export const presentationActor = fromCallback<JourneyEvent, { readonly check: Check }>(() => {
  throw new Error('no presentation actor was provided')
})

/** Asks the platform for the verdict. Main provides the real one. */
export const verificationActor = fromPromise<
  Verdict,
  { readonly check: Check; readonly sealed: SealedEvidence }
>(() => {
  throw new Error('no verification actor was provided')
})

/** Read by the type checker only. */
const journeyTypes: { context?: JourneyContext; events?: JourneyEvent; input?: JourneyInput } = {}

/**
 * One citizen's visit: attract → service → notice → method → present → verifying → an end → attract. Every
 * state times out, can be cancelled, and on the way back to attract everything about the citizen is forgotten.
 * An action that is not one of the present state is ignored: the screen may be a frame behind.
 */
export const journeyMachine = setup({
  types: journeyTypes,
  actors: { presentation: presentationActor, verification: verificationActor },
  delays: {
    idle: ({ context }) => context.delays.idle,
    present: ({ context }) => context.delays.present,
    reading: ({ context }) => context.delays.reading,
    hint: ({ context }) => context.delays.hint,
    verdict: ({ context }) => context.delays.verdict,
    notPassed: ({ context }) => context.delays.notPassed,
    /** The verification client keeps its own limit; this one holds even if it does not. */
    verifying: ({ context }) => context.delays.verification + 2_000,
  },
  guards: {
    isOffered: ({ context, event }) =>
      event.type === 'choose-service' && context.config.services.some(({ id }) => id === event.service),
    isNetworkIdentity: ({ context, event }) => isOffered(context, event, 'network-identity'),
    isIdentityCard: ({ context, event }) => isOffered(context, event, 'identity-card'),
    isWindow: ({ context, event }) => isOffered(context, event, 'window'),
    languageWasChanged: ({ context }) => context.language !== context.config.languages[0],
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
    beginCheck: assign(({ context }) => ({
      check: newCheck(context),
      sealed: null,
      hint: 'none' as const,
      reader: 'starting' as const,
      unavailable: null,
    })),
    useRetry: assign(({ context }) => ({ retriesLeft: context.retriesLeft - 1 })),
    noteReader: assign(({ context, event }) => ({
      reader: event.type === 'presentation.reader' ? event.state : context.reader,
    })),
    chooseNetworkIdentity: assign({ method: 'network-identity' as const }),
    chooseIdentityCard: assign({ method: 'identity-card' as const }),
    noteSealed: assign(({ event }) => ({
      sealed: event.type === 'presentation.sealed' ? event.sealed : null,
    })),
    noteImpossible: assign(({ event }) => ({
      unavailable: event.type === 'presentation.impossible' ? event.reason : ('no-device' as const),
    })),
    hintNone: assign({ hint: 'none' as const }),
    hintReading: assign({ hint: 'reading' as const }),
    hintReadAgain: assign({ hint: 'read-again' as const }),
    hintTakeAwayFirst: assign({ hint: 'take-away-first' as const }),
    hintRejected: assign(({ event }) => ({
      hint: event.type === 'presentation.rejected' ? hintOf(event.reason) : ('read-again' as const),
    })),
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
      after: { idle: { guard: 'languageWasChanged', target: 'attract', reenter: true } },
      on: { start: 'service', cancel: {}, 'go-to-window': 'window' },
    },
    service: {
      after: { idle: 'attract' },
      on: {
        activity: { target: 'service', reenter: true },
        'choose-service': { guard: 'isOffered', target: 'notice', actions: 'chooseService' },
        'go-to-window': 'window',
        back: 'attract',
      },
    },
    notice: {
      after: { idle: 'attract' },
      on: {
        activity: { target: 'notice', reenter: true },
        agree: 'method',
        'go-to-window': 'window',
        back: 'service',
      },
    },
    method: {
      after: { idle: 'attract' },
      on: {
        activity: { target: 'method', reenter: true },
        'choose-method': [
          { guard: 'isNetworkIdentity', target: 'present', actions: 'chooseNetworkIdentity' },
          { guard: 'isIdentityCard', target: 'documentNotice', actions: 'chooseIdentityCard' },
          { guard: 'isWindow', target: 'window' },
        ],
        back: 'notice',
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
        src: 'presentation',
        input: ({ context }) => {
          if (!context.check) throw new Error('present was entered without a check')
          return { check: context.check }
        },
      },
      initial: 'waiting',
      after: { present: 'attract' },
      on: {
        'presentation.reader': { actions: 'noteReader' },
        'presentation.take-away-first': { target: '.hinting', actions: 'hintTakeAwayFirst' },
        'presentation.reading': '.reading',
        'presentation.rejected': { target: '.hinting', actions: 'hintRejected' },
        'presentation.interrupted': { target: '.hinting', actions: 'hintReadAgain' },
        'presentation.sealed': { guard: 'isForThisCheck', target: 'verifying', actions: 'noteSealed' },
        'presentation.impossible': { target: 'unavailable', actions: 'noteImpossible' },
        'go-to-window': 'window',
        back: 'method',
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
    verifying: {
      invoke: {
        src: 'verification',
        input: ({ context }) => {
          if (!context.check || !context.sealed) throw new Error('verifying was entered without evidence')
          return { check: context.check, sealed: context.sealed }
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
      exit: assign({ sealed: null }),
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

import { assign, fromPromise, setup } from 'xstate'
import type { Check, SealedEvidence } from '../../shared/check.ts'
import type { Delays, TerminalConfig } from '../../shared/config.ts'
import type { TicketNumber, UndoReason } from '../../shared/counter/admission.ts'
import type { CounterConfig, CounterDelays } from '../../shared/counter/counter-config.ts'
import type { CounterAction } from '../../shared/counter/counter-ipc.ts'
import type {
  CounterResult,
  Exported,
  Found,
  ListFault,
  LogInRefusal,
  NoticePlace,
  SessionChoice,
  SettledTicket,
} from '../../shared/counter/counter-view.ts'
import type { Language, PresentHint, ReaderState } from '../../shared/journey-view.ts'
import type { NoticeVersion } from '../../shared/service-config.ts'
import { type UnavailableReason, VerificationUnavailable } from '../../shared/verdict.ts'
import { HallStoreError } from '../hall-store/hall-store.ts'
import { hintOf } from '../journey/hint-of.ts'
import {
  presentationActor,
  type PresentationEvent,
  type ServiceabilityEvent,
} from '../journey/journey-machine.ts'
import { causeOf } from '../journey/view-of.ts'
import { newCounterCheck } from './counter-check.ts'
import type { Lookup, Whom } from './whom.ts'

/** What the citizen's display tells: the language that its reader wants, and what the guest answers there. */
export type DisplayEvent =
  | { readonly type: 'display.language'; readonly language: Language }
  | { readonly type: 'display.consent'; readonly question: number; readonly given: boolean }

/** The citizen's display was taken away. */
export interface DisplayGone {
  readonly type: 'display.gone'
}

export type CounterEvent =
  | CounterAction
  | PresentationEvent
  | ServiceabilityEvent
  | DisplayEvent
  | DisplayGone

export interface CounterInput {
  readonly config: TerminalConfig
  readonly counter: CounterConfig
  /** Of what is read and asked, as at the kiosk. */
  readonly delays: Delays
  readonly counterDelays: CounterDelays
  /** Whether a citizen's display is connected. */
  readonly hasDisplay: () => boolean
  /** Until when no PIN is taken; null when one is. */
  readonly waitUntil: () => number | null
}

export interface CounterContext extends CounterInput {
  readonly language: Language
  /** Whether anybody can be checked: platform, journal and store. */
  readonly isServiceable: boolean
  /** What the citizen's display speaks. */
  readonly displayLanguage: Language
  /** Whether whoever comes next has chosen it already. */
  readonly isLanguageChosen: boolean
  /** Who is logged in, by the place in the configuration. */
  readonly staff: number | null
  readonly refused: LogInRefusal | null
  readonly list: ListRead
  readonly session: SessionChoice | null
  readonly notice: NoticeVersion | null
  readonly place: NoticePlace
  /** The person who stands there; null for a guest without a booking, and between two candidates. */
  readonly whom: Whom | null
  /** How many guests were asked so far, this one among them. */
  readonly question: number
  /** Whether the guest agreed to the delivery. */
  readonly hasConsent: boolean
  readonly check: Check | null
  readonly sealed: SealedEvidence | null
  readonly reader: ReaderState
  readonly hint: PresentHint
  /** Of the last person. */
  readonly result: CounterResult | null
  /** Which ticket is looked for in what was kept. */
  readonly sought: TicketNumber | null
  readonly found: Found | null
  /** What became of the last export of this session. */
  readonly exported: Exported | null
}

function firstLanguage({ config }: Pick<CounterInput, 'config'>): Language {
  return config.languages[0] ?? 'zh-CN'
}

function atRest(input: CounterInput): CounterContext {
  const language = firstLanguage(input)
  return {
    ...input,
    language,
    isServiceable: true,
    displayLanguage: language,
    isLanguageChosen: false,
    staff: null,
    refused: null,
    list: { fault: null, sessions: [], settled: [] },
    session: null,
    notice: null,
    place: 'print',
    whom: null,
    question: 0,
    hasConsent: false,
    check: null,
    sealed: null,
    reader: 'starting',
    hint: 'none',
    result: null,
    sought: null,
    found: null,
    exported: null,
  }
}

export interface PinInput {
  readonly staff: number
  readonly pin: string
}

/** Why somebody is not logged in, by the PIN and by the lock-out's leave; null where they are. */
const pinActor = fromPromise<LogInRefusal | null, PinInput>(() => {
  throw new Error('no PIN actor was provided')
})

/** What came of reading the list, and of what was left when the terminal ended. */
export interface ListRead {
  readonly fault: ListFault | null
  readonly sessions: readonly SessionChoice[]
  readonly settled: readonly SettledTicket[]
}

/** Reads the list of the people who are awaited, having settled what was left. */
const listActor = fromPromise<ListRead>(() => {
  throw new Error('no list actor was provided')
})

export interface LookupInput {
  readonly ticket: TicketNumber
  readonly session: SessionChoice
}

/** Whether this ticket is to be checked here and now. */
const lookupActor = fromPromise<Lookup, LookupInput>(() => {
  throw new Error('no lookup actor was provided')
})

export interface CheckInput {
  readonly session: SessionChoice
  readonly whom: Whom | null
  readonly check: Check
  readonly sealed: SealedEvidence
}

/** Has the platform decide and the store keep it. Rejects with VerificationUnavailable and with nothing else. */
const checkActor = fromPromise<CounterResult, CheckInput>(() => {
  throw new Error('no check actor was provided')
})

export interface SearchInput {
  readonly ticket: TicketNumber
  readonly session: SessionChoice
}

const searchActor = fromPromise<Found, SearchInput>(() => {
  throw new Error('no search actor was provided')
})

export interface UndoInput extends SearchInput {
  readonly seq: number
  readonly reason: UndoReason
}

/** Takes an admission back, and says what is then found. */
const undoActor = fromPromise<Found, UndoInput>(() => {
  throw new Error('no undo actor was provided')
})

export interface ExportInput {
  readonly session: SessionChoice
  /** Folder in which the file is to lie. */
  readonly folder: string
  /** Of the columns' names. */
  readonly language: Language
}

/** Writes the session's admissions to a file of their own. */
const exportActor = fromPromise<Exported, ExportInput>(() => {
  throw new Error('no export actor was provided')
})

/** Null where the configuration names no folder. */
export function exportFolderOf(counter: CounterConfig): string | null {
  return counter.kind === 'exam' ? (counter.exports ?? null) : null
}

/** Read by the type checker only. */
const counterTypes: { context?: CounterContext; events?: CounterEvent; input?: CounterInput } = {}

function sessionOf({ session }: CounterContext): SessionChoice {
  if (!session) throw new Error('no session has begun')
  return session
}

/**
 * One counter: locked → session set-up → desk, and back to locked from anywhere. At the desk one person follows the other,
 * each with a check of its own: a number is looked up (a guest is asked for a consent), the readers are armed for that
 * person alone, the platform decides, and the result stands while the next one is awaited. Nothing is queued: what comes
 * while it is not awaited is dropped by the device host.
 * An action that is not one of the present state is ignored: the screen may be a frame behind.
 */
export const counterMachine = setup({
  types: counterTypes,
  actors: {
    presentation: presentationActor,
    pin: pinActor,
    list: listActor,
    lookup: lookupActor,
    check: checkActor,
    search: searchActor,
    undo: undoActor,
    export: exportActor,
  },
  delays: {
    idleLock: ({ context }) => context.counterDelays.idleLock,
    shift: ({ context }) => context.counterDelays.shift,
    result: ({ context }) => context.counterDelays.result,
    consent: ({ context }) => context.counterDelays.consent,
    reading: ({ context }) => context.delays.reading,
    hint: ({ context }) => context.delays.hint,
    /** The verification client keeps its own limit; this one holds even if it does not. */
    verifying: ({ context }) => context.delays.verification + context.delays.verificationGrace,
  },
  guards: {
    isStaff: ({ context, event }) =>
      event.type === 'unlock' &&
      context.counter.staff[event.staff] !== undefined &&
      context.waitUntil() === null,
    isSession: ({ context, event }) =>
      event.type === 'begin-session' &&
      context.list.fault === null &&
      context.list.sessions[event.session] !== undefined &&
      context.counter.notices.includes(event.notice) &&
      (event.place === 'print' || context.hasDisplay()),
    /** Guests are checked with or without a booking; a candidate is checked for the own seat alone. */
    awaitsAnybody: ({ context }) => context.counter.kind === 'hotel' && context.whom === null,
    isStopped: ({ context }) => !context.isServiceable,
    isForThisCheck: ({ context, event }) =>
      event.type === 'presentation.sealed' && event.sealed.bizSeq === context.check?.bizSeq,
    /** Staff hand on what a guest said of the printed sheet; on the display the guest alone agrees. */
    isForStaffToSay: ({ context, event }) =>
      event.type === 'consent' && (!event.given || context.place === 'print'),
    isExportable: ({ context }) => exportFolderOf(context.counter) !== null,
    isOfThisQuestion: ({ context, event }) =>
      event.type === 'display.consent' && event.question === context.question,
    stoodOnDisplay: ({ context }) => context.place === 'display',
    hasWhom: ({ context }) => context.whom !== null,
    isUndoable: ({ context, event }) =>
      event.type === 'undo' && context.found?.undoable !== null && event.seq === context.found?.undoable,
  },
  actions: {
    chooseLanguage: assign(({ context, event }) =>
      event.type === 'set-language' && context.config.languages.includes(event.language)
        ? { language: event.language }
        : {},
    ),
    chooseDisplayLanguage: assign(({ context, event }) =>
      event.type === 'display.language' && context.config.languages.includes(event.language)
        ? { displayLanguage: event.language, isLanguageChosen: true }
        : {},
    ),
    rest: assign(({ context }) => ({
      ...atRest(context),
      language: context.language,
      isServiceable: context.isServiceable,
      question: context.question,
    })),
    beginSession: assign(({ context, event }) => {
      if (event.type !== 'begin-session') return {}
      const session = context.list.sessions[event.session]
      return session ? { session, notice: event.notice, place: event.place } : {}
    }),
    endSession: assign({
      session: null,
      notice: null,
      result: null,
      sought: null,
      found: null,
      exported: null,
    }),
    /** The last person's result stays until somebody presents something. */
    nextPerson: assign(() => ({
      whom: null,
      hasConsent: false,
      check: null,
      sealed: null,
      hint: 'none' as const,
      isLanguageChosen: false,
    })),
    /** With the result goes the language in which it was read. */
    clearResult: assign(({ context }) => ({
      result: null,
      ...(context.result && !context.isLanguageChosen && { displayLanguage: firstLanguage(context) }),
    })),
    noteStopped: assign({ isServiceable: false }),
    noteResumed: assign({ isServiceable: true }),
    ask: assign({ question: ({ context }) => context.question + 1 }),
    noteConsent: assign(({ event }) => ({
      hasConsent: (event.type === 'consent' || event.type === 'display.consent') && event.given,
    })),
    beginCheck: assign(({ context }) => ({
      check: newCounterCheck(context),
      sealed: null,
      hint: 'none' as const,
      reader: 'starting' as const,
    })),
    noteReader: assign(({ context, event }) => ({
      reader: event.type === 'presentation.reader' ? event.state : context.reader,
    })),
    noteSealed: assign(({ event }) => ({
      sealed: event.type === 'presentation.sealed' ? event.sealed : null,
    })),
    noteImpossible: assign(({ context, event }) => ({
      result: unavailable(context, event.type === 'presentation.impossible' ? event.reason : 'no-device'),
    })),
    hintNone: assign({ hint: 'none' as const }),
    hintReading: assign({ hint: 'reading' as const }),
    hintReadAgain: assign({ hint: 'read-again' as const }),
    hintTakeAwayFirst: assign({ hint: 'take-away-first' as const }),
    hintRejected: assign(({ event }) => ({
      hint: event.type === 'presentation.rejected' ? hintOf(event.reason) : ('read-again' as const),
    })),
    seek: assign(({ event }) => ({
      sought: event.type === 'search' ? event.ticket : null,
      found: null,
    })),
    forgetSought: assign({ sought: null, found: null }),
  },
}).createMachine({
  id: 'counter',
  context: ({ input }) => atRest(input),
  initial: 'locked',
  on: {
    'set-language': { actions: 'chooseLanguage' },
    'display.language': { actions: 'chooseDisplayLanguage' },
    lock: '.locked',
    'service.stopped': { actions: 'noteStopped' },
    'service.resumed': { actions: 'noteResumed' },
  },
  states: {
    locked: {
      entry: 'rest',
      initial: 'waiting',
      on: { lock: {} },
      states: {
        waiting: {
          on: { unlock: { guard: 'isStaff', target: 'looking', actions: assign({ refused: null }) } },
        },
        looking: {
          invoke: {
            src: 'pin',
            input: ({ event }) => {
              if (event.type !== 'unlock') throw new Error('nobody typed a PIN')
              return { staff: event.staff, pin: event.pin }
            },
            onDone: [
              {
                guard: ({ event }) => event.output === null,
                target: '#counter.open',
              },
              { target: 'waiting', actions: assign({ refused: ({ event }) => event.output }) },
            ],
          },
          entry: assign({ staff: ({ event }) => (event.type === 'unlock' ? event.staff : null) }),
        },
      },
    },
    open: {
      type: 'parallel',
      states: {
        /** Nobody who walks away leaves the counter open. */
        watch: {
          initial: 'awake',
          after: { shift: '#counter.locked' },
          states: {
            awake: {
              after: { idleLock: '#counter.locked' },
              on: {
                activity: { target: 'awake', reenter: true },
                number: { target: 'awake', reenter: true },
                search: { target: 'awake', reenter: true },
                consent: { target: 'awake', reenter: true },
                'display.consent': { target: 'awake', reenter: true },
                'presentation.reading': { target: 'awake', reenter: true },
                'presentation.sealed': { target: 'awake', reenter: true },
              },
            },
          },
        },
        work: {
          initial: 'setUp',
          states: {
            setUp: {
              entry: 'endSession',
              initial: 'reading',
              states: {
                reading: {
                  invoke: {
                    src: 'list',
                    onDone: {
                      target: 'asking',
                      actions: assign({ list: ({ event }) => event.output }),
                    },
                  },
                },
                asking: {
                  on: {
                    'begin-session': {
                      guard: 'isSession',
                      target: '#counter.open.work.desk',
                      actions: 'beginSession',
                    },
                  },
                },
              },
            },
            desk: {
              type: 'parallel',
              on: {
                'end-session': 'setUp',
                // Nobody is checked under a notice that stands nowhere.
                'display.gone': { guard: 'stoodOnDisplay', target: 'setUp' },
              },
              states: {
                /** One person after the other. */
                person: {
                  initial: 'next',
                  on: {
                    'service.stopped': { target: '.stopped', actions: 'noteStopped' },
                  },
                  states: {
                    /** The next one: for a candidate the number is typed first; a guest may present at once. */
                    next: {
                      entry: 'nextPerson',
                      always: [
                        { guard: 'isStopped', target: 'stopped' },
                        { guard: 'awaitsAnybody', target: 'present' },
                        'number',
                      ],
                    },
                    number: {
                      after: { result: { actions: 'clearResult' } },
                      on: {
                        number: 'lookingUp',
                        clear: { actions: 'clearResult' },
                      },
                    },
                    lookingUp: {
                      entry: ['clearResult'],
                      invoke: {
                        src: 'lookup',
                        input: ({ context, event }) => {
                          if (event.type !== 'number') throw new Error('no number was typed')
                          return { ticket: event.ticket, session: sessionOf(context) }
                        },
                        onDone: [
                          {
                            guard: ({ event }) =>
                              event.output.is === 'awaited' && event.output.whom.retention !== null,
                            target: 'consent',
                            actions: assign({
                              whom: ({ event }) => (event.output.is === 'awaited' ? event.output.whom : null),
                            }),
                          },
                          {
                            guard: ({ event }) => event.output.is === 'awaited',
                            target: 'present',
                            actions: assign({
                              whom: ({ event }) => (event.output.is === 'awaited' ? event.output.whom : null),
                            }),
                          },
                          {
                            target: 'next',
                            actions: assign({
                              result: ({ event }) =>
                                event.output.is === 'refused' ? event.output.result : null,
                            }),
                          },
                        ],
                        onError: { target: 'next', actions: assign({ result: storeUnavailable }) },
                      },
                    },
                    /** Separately from the notice, and before anything is armed. */
                    consent: {
                      entry: 'ask',
                      after: { consent: 'next' },
                      on: {
                        consent: { guard: 'isForStaffToSay', target: 'present', actions: 'noteConsent' },
                        'display.consent': {
                          guard: 'isOfThisQuestion',
                          target: 'present',
                          actions: 'noteConsent',
                        },
                        number: 'lookingUp',
                        clear: 'next',
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
                      on: {
                        'presentation.sealed': {
                          guard: 'isForThisCheck',
                          target: 'verifying',
                          actions: 'noteSealed',
                        },
                        'presentation.impossible': { target: 'broken', actions: 'noteImpossible' },
                        'presentation.reader': { actions: 'noteReader' },
                        number: 'lookingUp',
                        clear: [
                          { guard: 'hasWhom', target: 'next', actions: 'clearResult' },
                          { actions: 'clearResult' },
                        ],
                      },
                      type: 'parallel',
                      states: {
                        stage: {
                          initial: 'waiting',
                          on: {
                            'presentation.take-away-first': {
                              target: '.hinting',
                              actions: 'hintTakeAwayFirst',
                            },
                            'presentation.reading': '.reading',
                            'presentation.rejected': { target: '.hinting', actions: 'hintRejected' },
                            'presentation.interrupted': { target: '.hinting', actions: 'hintReadAgain' },
                          },
                          states: {
                            waiting: { entry: 'hintNone' },
                            reading: {
                              // The next person is here: nothing of the last one stands any more.
                              entry: ['hintReading', 'clearResult'],
                              after: { reading: { target: 'hinting', actions: 'hintReadAgain' } },
                            },
                            /** A card that still lies there is the last person's: their result stands on. */
                            hinting: { after: { hint: 'waiting' } },
                          },
                        },
                        /** Beside what the readers say, so that a hint does not keep a result. */
                        standing: { after: { result: { actions: 'clearResult' } } },
                      },
                    },
                    verifying: {
                      entry: 'clearResult',
                      invoke: {
                        src: 'check',
                        input: ({ context }) => {
                          const { check, sealed, whom } = context
                          if (!check || !sealed)
                            throw new Error('verifying was entered without a presentation')
                          return { session: sessionOf(context), whom, check, sealed }
                        },
                        onDone: { target: 'next', actions: assign({ result: ({ event }) => event.output }) },
                        onError: {
                          target: 'next',
                          actions: assign({
                            result: ({ context, event }) => {
                              if (event.error instanceof VerificationUnavailable) {
                                return unavailable(context, event.error.reason)
                              }
                              throw event.error
                            },
                          }),
                        },
                      },
                      after: {
                        verifying: {
                          target: 'next',
                          actions: assign({ result: ({ context }) => unavailable(context, 'timeout') }),
                        },
                      },
                    },
                    /** No readers could be armed: whoever is at the desk tries again, and nothing tries by itself. */
                    broken: {
                      entry: 'nextPerson',
                      on: { number: 'lookingUp', clear: { target: 'next', actions: 'clearResult' } },
                    },
                    stopped: {
                      entry: ['nextPerson', 'clearResult'],
                      on: {
                        'service.resumed': { target: 'next', actions: 'noteResumed' },
                        'service.stopped': {},
                      },
                    },
                  },
                },
                /** Looking somebody up among those who were checked, and taking an admission back. */
                records: {
                  initial: 'closed',
                  on: { search: { target: '.searching', actions: 'seek' } },
                  states: {
                    closed: { entry: 'forgetSought' },
                    searching: {
                      invoke: {
                        src: 'search',
                        input: ({ context }) => {
                          if (context.sought === null) throw new Error('nothing is looked for')
                          return { ticket: context.sought, session: sessionOf(context) }
                        },
                        onDone: { target: 'found', actions: assign({ found: ({ event }) => event.output }) },
                        onError: { target: 'closed', actions: requireStoreFault },
                      },
                      on: { 'close-search': 'closed' },
                    },
                    found: {
                      on: {
                        'close-search': 'closed',
                        undo: { guard: 'isUndoable', target: 'undoing' },
                      },
                    },
                    undoing: {
                      invoke: {
                        src: 'undo',
                        input: ({ context, event }) => {
                          if (event.type !== 'undo' || context.sought === null)
                            throw new Error('nothing to undo')
                          return {
                            ticket: context.sought,
                            session: sessionOf(context),
                            seq: event.seq,
                            reason: event.reason,
                          }
                        },
                        onDone: { target: 'found', actions: assign({ found: ({ event }) => event.output }) },
                        onError: {
                          target: 'found',
                          actions: assign({
                            found: ({ context, event }) => {
                              requireStoreFault({ event })
                              return context.found && { ...context.found, undone: 'not-kept' as const }
                            },
                          }),
                        },
                      },
                    },
                  },
                },
                /** The session's admissions go to a file while people are checked. */
                exporting: {
                  initial: 'offered',
                  states: {
                    offered: {
                      on: {
                        export: {
                          guard: 'isExportable',
                          target: 'writing',
                          actions: assign({ exported: null }),
                        },
                      },
                    },
                    writing: {
                      invoke: {
                        src: 'export',
                        input: ({ context }) => {
                          const folder = exportFolderOf(context.counter)
                          if (folder === null) throw new Error('there is no folder for exports')
                          return { session: sessionOf(context), folder, language: context.language }
                        },
                        onDone: {
                          target: 'offered',
                          actions: assign({ exported: ({ event }) => event.output }),
                        },
                        onError: {
                          target: 'offered',
                          actions: assign({
                            exported: ({ event }) => {
                              requireStoreFault({ event })
                              return { state: 'not-written' as const }
                            },
                          }),
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
})

function unavailable({ whom }: CounterContext, reason: UnavailableReason): CounterResult {
  return { kind: 'unavailable', whom, cause: causeOf(reason) }
}

function storeUnavailable({
  context,
  event,
}: {
  readonly context: CounterContext
  readonly event: { readonly error: unknown }
}): CounterResult {
  requireStoreFault({ event })
  return { kind: 'unavailable', whom: context.whom, cause: 'store' }
}

/** Whatever else goes wrong is a programmer's mistake. */
function requireStoreFault({ event }: { readonly event: { readonly error: unknown } }): void {
  if (!(event.error instanceof HallStoreError)) throw event.error
}

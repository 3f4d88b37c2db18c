import type { SnapshotFrom } from 'xstate'
import type {
  CounterDisplayScreen,
  CounterDisplayView,
  CounterLine,
  CounterResult,
  CounterScreen,
  CounterView,
  DeskStep,
  Awaited,
  NoticePlace,
  SessionChoice,
  Tally,
} from '../../shared/counter/counter-view.ts'
import { noticeOf } from '../config/service-terms.ts'
import { type counterMachine, exportFolderOf } from './counter-machine.ts'
import type { Whom } from './whom.ts'

export type CounterSnapshot = SnapshotFrom<typeof counterMachine>

const deskStates = [
  'next',
  'number',
  'lookingUp',
  'consent',
  'present',
  'verifying',
  'broken',
  'stopped',
] as const
export type DeskState = (typeof deskStates)[number]

/** What the desk does with the next person; null where there is no desk. */
export function deskState(snapshot: CounterSnapshot): DeskState | null {
  return deskStates.find((state) => snapshot.matches({ open: { work: { desk: { person: state } } } })) ?? null
}

/** What was kept of the session so far. */
export interface Kept {
  readonly tally: Tally
  readonly latest: readonly CounterLine[]
}

/** Of somebody who is awaited, what a screen is told: neither pseudonym nor number of a consent. */
function shownOf({ ticket, place, text }: Whom): Awaited {
  return { ticket, place, text }
}

/** The same of a result, whatever came with it. */
export function shownResult(result: CounterResult): CounterResult {
  if (!('whom' in result) || result.whom === null) return result
  const { ticket, place, text } = result.whom
  return { ...result, whom: { ticket, place, text } }
}

function choiceOf({ name, rooms, starts }: SessionChoice): SessionChoice {
  return { name, rooms, starts }
}

function stepOf(snapshot: CounterSnapshot, state: DeskState): DeskStep {
  const { whom, reader, hint } = snapshot.context
  const shown = whom && shownOf(whom)
  switch (state) {
    case 'next':
    case 'number':
      return { name: 'number' }
    case 'lookingUp':
      return { name: 'looking-up' }
    case 'consent':
      if (!shown) throw new Error('nobody is asked')
      return { name: 'consent', whom: shown }
    case 'present':
      return { name: 'present', whom: shown, reader, hint }
    case 'verifying':
      return { name: 'verifying', whom: shown }
    case 'broken':
      return { name: 'broken' }
    case 'stopped':
      return { name: 'stopped' }
  }
}

/** What the counter's screen shows of a snapshot, and of what was kept. */
export function counterViewOf(snapshot: CounterSnapshot, kept: Kept, test: boolean): CounterView {
  const { context } = snapshot
  const { config, counter, language } = context
  return {
    kind: counter.kind,
    language,
    languages: config.languages,
    hall: config.hall.name[language],
    gate: counter.gate,
    test,
    screen: screenOf(snapshot, kept),
  }
}

function screenOf(snapshot: CounterSnapshot, { tally, latest }: Kept): CounterScreen {
  const { context } = snapshot
  const { counter, session, notice, place, result, found, exported } = context
  const desk = deskState(snapshot)
  if (desk && session && notice !== null) {
    return {
      name: 'desk',
      session: choiceOf(session),
      notice,
      place,
      step: stepOf(snapshot, desk),
      result: result && shownResult(result),
      tally,
      latest,
      found,
      exports: exported ?? { state: exportFolderOf(counter) === null ? 'not-configured' : 'offered' },
    }
  }
  if (snapshot.matches('open')) {
    const places: readonly NoticePlace[] = context.hasDisplay() ? ['display', 'print'] : ['print']
    return {
      name: 'set-up',
      isReading: snapshot.matches({ open: { work: { setUp: 'reading' } } }),
      sessions: context.list.sessions.map(choiceOf),
      notices: counter.notices,
      places,
      listFault: context.list.fault,
      settled: context.list.settled,
    }
  }
  return {
    name: 'locked',
    staff: counter.staff.map(({ number }) => number),
    refused: context.refused,
    waitUntil: context.waitUntil(),
    isChecking: snapshot.matches({ locked: 'looking' }),
  }
}

/** What the citizen's display shows beside it: never whom the list names. */
export function counterDisplayViewOf(snapshot: CounterSnapshot, test: boolean): CounterDisplayView {
  const { config, counter, displayLanguage, notice } = snapshot.context
  const { handler, contact } = noticeOf(config, config.services[0]?.id ?? null)
  return {
    kind: counter.kind,
    language: displayLanguage,
    languages: config.languages,
    hall: config.hall.name[displayLanguage],
    test,
    handler: handler[displayLanguage],
    contact: contact[displayLanguage],
    notice,
    screen: displayScreenOf(snapshot),
  }
}

function displayScreenOf(snapshot: CounterSnapshot): CounterDisplayScreen {
  const desk = deskState(snapshot)
  const { result, hint, question } = snapshot.context
  switch (desk) {
    case null:
    case 'stopped':
    case 'broken':
      return { name: 'closed' }
    case 'consent':
      return { name: 'consent', question }
    case 'verifying':
      return { name: 'verifying' }
    case 'next':
    case 'number':
    case 'lookingUp':
      return result
        ? { name: 'result', result: wordOf(result) }
        : { name: 'notice', hint: 'none', isArmed: false }
    case 'present':
      return result && hint !== 'reading'
        ? { name: 'result', result: wordOf(result) }
        : { name: 'notice', hint, isArmed: true }
  }
}

function wordOf({ kind }: CounterResult): 'pass' | 'fail' | 'unavailable' | 'ask-staff' {
  switch (kind) {
    case 'admitted':
    case 'checked':
      return 'pass'
    case 'failed':
      return 'fail'
    case 'unavailable':
      return 'unavailable'
    case 'unknown-ticket':
    case 'wrong-session':
    case 'wrong-room':
    case 'too-early':
    case 'too-late':
    case 'admitted-before':
      return 'ask-staff'
  }
}

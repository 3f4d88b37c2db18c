import { placeNameSchema, ticketNumberSchema } from '../../shared/counter/admission.ts'
import type {
  Awaited,
  CounterDisplayScreen,
  CounterDisplayView,
  CounterLine,
  CounterResult,
  CounterScreen,
  CounterView,
  DeskStep,
} from '../../shared/counter/counter-view.ts'
import type { CounterKind } from '../../shared/counter/counter-config.ts'
import { type Language, languages } from '../../shared/journey-view.ts'
import { inventedHall } from './specimens/invented-hall.ts'

/** A Saturday morning in an invented exam centre: 08:41 in China. */
export const counterMorning = Date.UTC(2026, 11, 5, 0, 41)
const minute = 60_000
const nine = counterMorning + 19 * minute

const halls: Readonly<Record<Language, string>> = {
  'zh-CN': '示例考点',
  'zh-Hant': '示例考點',
  en: 'Example Exam Centre',
}

const place = (text: string) => placeNameSchema.parse(text)
const ticket = (text: string) => ticketNumberSchema.parse(text)
const candidate: Awaited = { ticket: ticket('20261205-0042'), place: '07', text: '报考科目：数学' }
const guest: Awaited = { ticket: ticket('B1001'), place: '302', text: null }

const kinds = [
  'admitted',
  'admitted',
  'failed',
  'undone',
  'admitted',
  'repeated',
  'admitted',
  'admitted',
  'admitted',
  'admitted',
] as const

function linesOf(count: number, ticketOf: (index: number) => Awaited['ticket']): readonly CounterLine[] {
  return kinds.slice(0, count).map((kind, index) => ({
    seq: 60 - index,
    kind,
    ticket: ticketOf(index),
    gate: '2',
    time: counterMorning - index * 20_000,
    reason: kind === 'undone' ? 'did-not-enter' : null,
  }))
}

const latest = linesOf(10, (index) => ticket(`20261205-${String(141 - index).padStart(4, '0')}`))

type DeskScreen = Extract<CounterScreen, { name: 'desk' }>

interface Shown {
  readonly step?: DeskStep
  readonly result?: CounterResult | null
  readonly isNew?: boolean
  readonly found?: DeskScreen['found']
  readonly exports?: DeskScreen['exports']
}

const whomOf = (kind: CounterKind) => (kind === 'exam' ? candidate : guest)

function desk(
  kind: CounterKind,
  { step, result = null, isNew = false, found = null, exports = { state: 'offered' } }: Shown,
): CounterScreen {
  const waiting: DeskStep =
    kind === 'exam' ? { name: 'number' } : { name: 'present', whom: null, reader: 'ready', hint: 'none' }
  return {
    name: 'desk',
    session:
      kind === 'exam'
        ? { name: place('上午'), rooms: ['3-201'], starts: nine }
        : { name: place('2026-12-05'), rooms: null, starts: null },
    notice: '2026-11-22',
    place: 'display',
    step: step ?? waiting,
    result,
    tally: isNew
      ? { admitted: 0, failed: 0, repeated: 0, undone: 0, lately: 0 }
      : { admitted: 1_284, failed: 12, repeated: 3, undone: 2, lately: 187 },
    latest: isNew ? [] : latest,
    found,
    exports: kind === 'exam' ? exports : { state: 'not-configured' },
  }
}

const present = (
  kind: CounterKind,
  more: Partial<Extract<DeskStep, { name: 'present' }>> = {},
): DeskStep => ({
  name: 'present',
  whom: whomOf(kind),
  reader: 'ready',
  hint: 'none',
  ...more,
})

const results: readonly CounterResult[] = [
  { kind: 'admitted', whom: candidate, isLate: false },
  { kind: 'admitted', whom: candidate, isLate: true },
  { kind: 'failed', whom: candidate },
  { kind: 'admitted-before', whom: candidate, at: counterMorning - 12 * minute, gate: '3' },
  { kind: 'unknown-ticket', ticket: ticket('20261205-7777') },
  { kind: 'wrong-session', whom: candidate, session: '下午' },
  { kind: 'wrong-room', whom: candidate, room: '3-305' },
  { kind: 'too-early', whom: candidate, at: nine },
  { kind: 'too-late', whom: candidate, at: nine },
  { kind: 'unavailable', whom: candidate, cause: 'network' },
  { kind: 'unavailable', whom: candidate, cause: 'store' },
]

const examDesks: Readonly<Record<string, Shown>> = {
  number: { isNew: true },
  'looking-up': { step: { name: 'looking-up' } },
  present: { step: present('exam') },
  starting: { step: present('exam', { reader: 'starting' }) },
  absent: { step: present('exam', { reader: 'absent' }) },
  reading: { step: present('exam', { hint: 'reading' }) },
  'not-a-code': { step: present('exam', { hint: 'not-a-code' }) },
  verifying: { step: { name: 'verifying', whom: candidate } },
  broken: { step: { name: 'broken' } },
  stopped: { step: { name: 'stopped' } },
  ...Object.fromEntries(results.map((result, index) => [`result-${index + 1}-${result.kind}`, { result }])),
  found: {
    found: {
      ticket: candidate.ticket,
      whom: candidate,
      lines: linesOf(3, () => candidate.ticket),
      undoable: 60,
      undone: null,
    },
  },
  exported: { exports: { state: 'written', name: 'admissions-2-20261205-084107.csv' } },
  'not-exported': { exports: { state: 'not-written' } },
  undone: {
    found: { ticket: candidate.ticket, whom: null, lines: [], undoable: null, undone: 'done' },
  },
}

const hotelDesks: Readonly<Record<string, Shown>> = {
  waiting: { isNew: true },
  consent: { step: { name: 'consent', whom: guest } },
  present: { step: present('hotel') },
  asked: { result: { kind: 'checked', whom: guest, delivery: 'asked' } },
  'not-asked': { result: { kind: 'checked', whom: null, delivery: 'not-asked' } },
  failed: { result: { kind: 'failed', whom: null } },
  'take-away': {
    result: { kind: 'checked', whom: guest, delivery: 'asked' },
    step: { name: 'present', whom: null, reader: 'ready', hint: 'take-away-first' },
  },
}

const locked = {
  name: 'locked',
  staff: ['07', '12', '31'],
  refused: null,
  waitUntil: null,
  isChecking: false,
} as const
const setUp = {
  name: 'set-up',
  isReading: false,
  sessions: [
    { name: place('上午'), rooms: ['3-201', '3-202'], starts: nine },
    { name: place('下午'), rooms: ['3-201', '3-202'], starts: nine + 300 * minute },
  ],
  notices: ['2026-11-22', '2026-12-01'],
  places: ['display', 'print'],
  listFault: null,
  settled: [],
} as const satisfies CounterScreen

const others: Readonly<Record<string, CounterScreen>> = {
  locked,
  'locked-wrong': { ...locked, refused: 'wrong-pin' },
  'locked-not-kept': { ...locked, refused: 'not-kept' },
  'locked-waits': { ...locked, waitUntil: counterMorning + 30_000 },
  'set-up': setUp,
  'set-up-reading': { ...setUp, isReading: true },
  'set-up-settled': { ...setUp, settled: [{ ticket: candidate.ticket, outcome: 'admitted' }] },
  'set-up-bad-file': { ...setUp, listFault: { fault: 'spreadsheet' } },
  'set-up-bad-lines': {
    ...setUp,
    listFault: {
      fault: 'lines',
      lines: [
        { line: 3, column: 'ticket', field: 1, reason: 'identity-number', other: null },
        { line: 17, column: 'expected', field: 6, reason: 'form', other: null },
        { line: 18, column: null, field: null, reason: 'quote', other: null },
      ],
      further: 41,
    },
  },
}

function viewIn(language: Language, kind: CounterKind, screen: CounterScreen): CounterView {
  return { kind, language, languages, hall: halls[language], gate: '2', test: true, screen }
}

/** Every state of the counter's screen in one language, by a name for a picture. */
export function counterViewsIn(language: Language): Readonly<Record<string, CounterView>> {
  const all: readonly (readonly [string, CounterKind, CounterScreen])[] = [
    ...Object.entries(others).map(([name, screen]) => [name, 'exam', screen] as const),
    ...Object.entries(examDesks).map(
      ([name, shown]) => [`exam-${name}`, 'exam', desk('exam', shown)] as const,
    ),
    ...Object.entries(hotelDesks).map(
      ([name, shown]) => [`hotel-${name}`, 'hotel', desk('hotel', shown)] as const,
    ),
  ]
  return Object.fromEntries(all.map(([name, kind, screen]) => [name, viewIn(language, kind, screen)]))
}

const displays: Readonly<Record<string, CounterDisplayScreen>> = {
  closed: { name: 'closed' },
  waiting: { name: 'notice', hint: 'none', isArmed: false },
  notice: { name: 'notice', hint: 'none', isArmed: true },
  'read-again': { name: 'notice', hint: 'read-again', isArmed: true },
  consent: { name: 'consent', question: 1 },
  verifying: { name: 'verifying' },
  pass: { name: 'result', result: 'pass' },
  fail: { name: 'result', result: 'fail' },
  unavailable: { name: 'result', result: 'unavailable' },
  'ask-staff': { name: 'result', result: 'ask-staff' },
}

/** Every state of the citizen's display in one language. */
export function counterDisplayViewsIn(language: Language): Readonly<Record<string, CounterDisplayView>> {
  const { handler, contact } = inventedHall(language).notice
  return Object.fromEntries(
    Object.entries(displays).map(([name, screen]) => [
      name,
      {
        kind: 'hotel',
        language,
        languages,
        hall: halls[language],
        test: true,
        handler,
        contact,
        notice: '2026-11-22',
        screen,
      },
    ]),
  )
}

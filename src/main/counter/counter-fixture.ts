import { fromCallback } from 'xstate'
import { type BizSeq, type Check, type ReceiptNumber, receiptNumberSchema } from '../../shared/check.ts'
import { type TerminalConfig, terminalConfigSchema } from '../../shared/config.ts'
import {
  type HallEntry,
  type HallSession,
  type PlaceName,
  placeNameSchema,
  type TicketNumber,
  ticketNumberSchema,
} from '../../shared/counter/admission.ts'
import type { CounterConfig } from '../../shared/counter/counter-config.ts'
import type { CounterAction } from '../../shared/counter/counter-ipc.ts'
import type { CounterDisplayView, CounterView } from '../../shared/counter/counter-view.ts'
import type { EventId, RecordEvent } from '../../shared/events.ts'
import type { presentationActor, PresentationEvent } from '../journey/journey-machine.ts'
import { fixtureConfig, sealedFor } from '../journey/journey-fixture.ts'
import type { HallStore } from '../hall-store/hall-store.ts'
import type { Roster } from '../../shared/counter/roster.ts'
import { startCounter } from './counter.ts'
import type { Answer } from './decide.ts'
import type { LockOut } from './lock-out.ts'
import { examPeople } from './exam-people.ts'
import { hotelPeople } from './hotel-people.ts'
import type { PeopleList, PeopleRead } from './whom.ts'

/** The PIN that the play takes; the digest of the configuration is of none. */
export const fixturePin = '246810'
const pinDigest = `pbkdf2-sm3:10000:${'A'.repeat(22)}:${'A'.repeat(43)}`

const minute = 60_000
/** 2026-12-05 09:00 in China. */
export const nine = Date.UTC(2026, 11, 5, 1)

export const place = (text: string): PlaceName => placeNameSchema.parse(text)
export const ticket = (text: string): TicketNumber => ticketNumberSchema.parse(text)
const pseudonym = (letter: string) => letter.repeat(32)

const common = {
  gate: '2',
  staff: [
    { number: '07', pinDigest },
    { number: '12', pinDigest },
  ],
  notices: ['2026-11-22', '2026-12-01'],
}
const exam = {
  kind: 'exam',
  ...common,
  exam: { rooms: ['3-201'], opensBefore: 60, lateness: 15 },
  roster: '/srv/roster.csv',
}
const hotel = { kind: 'hotel', ...common, arrivals: '/srv/arrivals.json' }

/** A counter of an exam or of a hotel. */
export function counterConfig(
  kind: 'exam' | 'hotel',
  exports?: string,
): TerminalConfig & { readonly counter: CounterConfig } {
  const config = terminalConfigSchema.parse({
    ...fixtureConfig,
    services: fixtureConfig.services.slice(0, 1),
    methods: ['network-identity', 'window'],
    counter: kind === 'exam' ? { ...exam, ...(exports !== undefined && { exports }) } : hotel,
  })
  if (!config.counter) throw new Error('there is no counter')
  return { ...config, counter: config.counter }
}

/** The exam's roster: two for the first session, one for the second, one for another room. */
const rosterFrom = (start: number): Roster => ({
  entries: (
    [
      ['0042', '上午', '3-201', '07', 'A'],
      ['0043', '上午', '3-201', '08', 'A'],
      ['0099', '下午', '3-201', '09', 'B'],
      ['0100', '上午', '3-305', '11', 'C'],
    ] as const
  ).map(([number, session, room, seat, letter]) => ({
    ticket: ticket(number),
    session: place(session),
    room: place(room),
    seat: place(seat),
    expected: pseudonym(letter),
    display: '理科',
  })),
  sessions: [
    { session: place('上午'), start },
    { session: place('下午'), start: start + 300 * minute },
  ],
})

const arrivals = JSON.stringify([
  { booking: 'B1001', room: '302', consent: pseudonym('D') },
  { booking: 'B1002', room: '303' },
])

/** The lists as they are read from files, without the files. */
function peopleOf(counter: CounterConfig, start: number): PeopleList {
  if (counter.kind === 'exam') {
    const roster = rosterFrom(start)
    return examPeople(counter, {
      read: async () => ({ state: 'imported', encoding: 'utf-8', entries: 4, sessions: roster.sessions }),
      find: (number) => roster.entries.filter(({ ticket }) => ticket === number),
      sessions: () => roster.sessions,
      close: () => undefined,
    })
  }
  return hotelPeople(async () => arrivals, Date.now)
}

/** The store's contract in memory, as far as one gate needs it. */
function storeInMemory(): HallStore {
  const entries: HallEntry[] = []
  const begun = new Map<BizSeq, { session: HallSession; ticket: TicketNumber; time: number }>()
  const holds = (session: HallSession, ticket: TicketNumber) => {
    const undone = new Set(entries.flatMap((entry) => (entry.kind === 'undone' ? [entry.of] : [])))
    const found = entries.findLast(
      (entry) =>
        entry.kind === 'admitted' &&
        entry.session === session &&
        entry.ticket === ticket &&
        !undone.has(entry.seq),
    )
    return found?.kind === 'admitted' ? found : null
  }
  return {
    async begin({ bizSeq, session, ticket, time }) {
      const admission = holds(session, ticket)
      if (admission) return { state: 'admitted-before', admission }
      begun.set(bizSeq, { session, ticket, time })
      return { state: 'begun' }
    },
    pending: async () => Array.from(begun, ([bizSeq, check]) => ({ bizSeq, ...check })),
    async settle(bizSeq, { verdict, receipt, time }) {
      const check = begun.get(bizSeq)
      if (!check) throw new TypeError('not begun')
      begun.delete(bizSeq)
      const common = { seq: entries.length + 1, ...check, gate: '2', time, receipt }
      if (verdict === 'fail') {
        entries.push({ ...common, kind: 'failed', verdict })
        return { state: 'failed' }
      }
      const before = holds(check.session, check.ticket)
      if (before) {
        entries.push({ ...common, kind: 'repeated', verdict, of: before.seq })
        return { state: 'admitted-before', admission: before }
      }
      const admission = { ...common, kind: 'admitted', verdict } as const
      entries.push(admission)
      return { state: 'admitted', admission }
    },
    async abandon(bizSeq) {
      begun.delete(bizSeq)
    },
    admission: async (session, ticket) => holds(session, ticket),
    async undo(seq, reason, time) {
      const admission = entries.find((entry) => entry.seq === seq)
      if (!admission || holds(admission.session, admission.ticket)?.seq !== seq)
        return { state: 'not-admitted' }
      const { session, ticket, gate } = admission
      entries.push({ seq: entries.length + 1, kind: 'undone', session, ticket, gate, time, of: seq, reason })
      return { state: 'undone' }
    },
    async counts(session) {
      const count = (kind: HallEntry['kind']) =>
        entries.filter((entry) => entry.kind === kind && entry.session === session).length
      return {
        admitted: count('admitted') - count('undone'),
        failed: count('failed'),
        repeated: count('repeated'),
        undone: count('undone'),
      }
    },
    latest: async (session, count) =>
      entries
        .filter((entry) => entry.session === session)
        .toReversed()
        .slice(0, count),
    historyOf: async (ticket) => entries.filter((entry) => entry.ticket === ticket).toReversed(),
    async *admissions(session) {
      for (const entry of entries) {
        if (entry.kind === 'admitted' && holds(session, entry.ticket) === entry) yield entry
      }
    },
    close: async () => undefined,
  }
}

export interface CounterPlayOptions {
  readonly hasDisplay?: boolean
  /** Folder for exports. */
  readonly exports?: string
  readonly lockOut?: LockOut
  readonly store?: HallStore
  readonly answerTo?: Parameters<typeof startCounter>[0]['answerTo']
  /** When the exam's first session begins, milliseconds since 1970-01-01 UTC; 2026-12-05 09:00 in China if left out. */
  readonly start?: number
  readonly read?: () => Promise<PeopleRead>
}

/** A counter with readers and platform played by the test. */
export function playCounter(kind: 'exam' | 'hotel', options: CounterPlayOptions = {}) {
  const config = counterConfig(kind, options.exports)
  const { counter } = config
  const recorded: { id: EventId; fields: unknown }[] = []
  const record: RecordEvent = (id, fields) => {
    recorded.push({ id, fields })
  }
  const armed: Check[] = []
  let disarmed = 0
  let tell: ((event: PresentationEvent) => void) | null = null
  const presentation: typeof presentationActor = fromCallback(({ input, sendBack }) => {
    armed.push(input.check)
    tell = sendBack
    return () => {
      disarmed++
      if (tell === sendBack) tell = null
    }
  })
  const asked: {
    check: Check
    resolve: (answer: Answer) => void
    reject: (error: Error) => void
  }[] = []
  let receipts = 0
  const receipt = (): ReceiptNumber => receiptNumberSchema.parse(String(++receipts).padStart(20, '0'))
  let isDisplayConnected = options.hasDisplay ?? false
  const views: CounterView[] = []
  const displays: CounterDisplayView[] = []
  let quiet = 0
  const store = options.store ?? storeInMemory()
  const running = startCounter({
    config,
    counter,
    presentation,
    verify: (check) => new Promise((resolve, reject) => asked.push({ check, resolve, reject })),
    store,
    list: { ...peopleOf(counter, options.start ?? nine), ...(options.read && { read: options.read }) },
    answerTo: options.answerTo ?? (async () => null),
    lockOut: options.lockOut ?? { waitUntil: () => null, attempt: () => 'noted', succeed: () => undefined },
    isPin: async (pin) => pin === fixturePin,
    record,
    hasDisplay: () => isDisplayConnected,
    isTest: () => true,
    show: (view) => {
      views.push(view)
    },
    showDisplay: (view) => {
      displays.push(view)
    },
    onQuiet: () => {
      quiet++
    },
    now: Date.now,
  })
  const screen = () => running.view().screen
  const desk = () => {
    const shown = screen()
    if (shown.name !== 'desk') throw new Error(`the desk is not there, but ${shown.name}`)
    return shown
  }
  const act = (action: CounterAction) => {
    running.act(action)
  }
  return {
    counter: running,
    act,
    views,
    displays,
    recorded,
    ids: () => recorded.map(({ id }) => id),
    armed,
    disarmed: () => disarmed,
    asked,
    store,
    quiet: () => quiet,
    /** The cable of the citizen's display is pulled. */
    pullDisplay: () => {
      isDisplayConnected = false
      running.refresh()
    },
    isArmed: () => tell !== null,
    screen,
    desk,
    display: () => running.displayView(),
    tell: (event: PresentationEvent) => {
      if (!tell) throw new Error('nothing is armed')
      tell(event)
    },
    /** Presents something for the check that is armed now. */
    present: () => {
      const check = armed.at(-1)
      if (!check || !tell) throw new Error('nothing is armed')
      tell({ type: 'presentation.reading' })
      tell({ type: 'presentation.sealed', sealed: sealedFor(check) })
      return check
    },
    /** The platform answers the check that was asked last. */
    answer: (verdict: Answer['verdict']) => {
      asked.at(-1)?.resolve({ verdict, receipt: receipt() })
    },
    async open(settle: () => Promise<unknown>, session = 0) {
      act({ type: 'unlock', staff: 0, pin: fixturePin })
      await settle()
      const { notices } = counter
      const [notice] = notices
      if (notice === undefined) throw new Error('no notice')
      act({ type: 'begin-session', session, notice, place: options.hasDisplay ? 'display' : 'print' })
      await settle()
    },
  }
}

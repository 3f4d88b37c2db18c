import { join } from 'node:path'
import { createActor, fromPromise } from 'xstate'
import { writeChinaTime } from '../../shared/china-time.ts'
import type { BizSeq } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import {
  type Admission,
  type HallEntry,
  type HallSession,
  type PlaceName,
  type TicketNumber,
  ticketNumberSchema,
} from '../../shared/counter/admission.ts'
import { type CounterConfig, counterDelaysOf } from '../../shared/counter/counter-config.ts'
import type { CounterAction, CounterDisplayAction } from '../../shared/counter/counter-ipc.ts'
import type {
  CounterDisplayView,
  CounterLine,
  CounterView,
  Exported,
  Found,
  SessionChoice,
  SettledTicket,
} from '../../shared/counter/counter-view.ts'
import type { EventFields, RecordEvent } from '../../shared/events.ts'
import {
  type CounterAnswer,
  type CounterCheck,
  type HallStore,
  HallStoreError,
} from '../hall-store/hall-store.ts'
import type { presentationActor } from '../journey/journey-machine.ts'
import { delaysOf } from '../journey/journey.ts'
import { counterRecorder } from './counter-events.ts'
import {
  counterMachine,
  type ExportInput,
  type ListRead,
  type LookupInput,
  type UndoInput,
} from './counter-machine.ts'
import {
  counterDisplayViewOf,
  type CounterSnapshot,
  counterViewOf,
  deskState,
  type Kept,
} from './counter-view-of.ts'
import { type DecideParts, decider } from './decide.ts'
import { exportAdmissions } from './export/export-admissions.ts'
import { hallSessionOf } from './hall-session.ts'
import type { LockOut } from './lock-out.ts'
import { settlePending } from './settle-pending.ts'
import type { Lookup, PeopleList, PeopleRead } from './whom.ts'

export interface CounterParts {
  readonly config: TerminalConfig
  readonly counter: CounterConfig
  readonly presentation: typeof presentationActor
  readonly verify: DecideParts['verify']
  readonly store: HallStore
  readonly list: PeopleList
  /** What the journal has of the answer to a check; see settlePending. */
  readonly answerTo: (check: CounterCheck) => Promise<CounterAnswer | null>
  readonly lockOut: LockOut
  /** Whether a PIN is the one of a digest. */
  readonly isPin: (pin: string, digest: string) => Promise<boolean>
  readonly record: RecordEvent
  readonly hasDisplay: () => boolean
  readonly isTest: () => boolean
  readonly show: (view: CounterView) => void
  readonly showDisplay: (view: CounterDisplayView) => void
  /** Called when a check is over and nobody waits for the processor. */
  readonly onQuiet: () => void
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
}

export interface Counter {
  readonly act: (action: CounterAction) => void
  readonly actAtDisplay: (action: CounterDisplayAction) => void
  readonly setServiceable: (serviceable: boolean) => void
  /** A display was connected or taken away. */
  readonly refresh: () => void
  readonly view: () => CounterView
  readonly displayView: () => CounterDisplayView
  readonly stop: () => void
}

/** So many lines stand on the screen. */
const lines = 10
const lately = 10 * 60_000

const nothingKept: Kept = {
  tally: { admitted: 0, failed: 0, repeated: 0, undone: 0, lately: 0 },
  latest: [],
}

/** Runs a counter until it is stopped. */
export function startCounter(parts: CounterParts): Counter {
  const { config, counter, store, list, record, lockOut, now } = parts
  const recordTransition = counterRecorder(record)
  let kept = nothingKept
  /** When this gate's checks ended, within the last ten minutes. */
  let ended: readonly number[] = []
  /** Checks that are followed to their end, also when the session in which they were sent is over. */
  const underWay = new Set<BizSeq>()
  let sessionBefore: HallSession | null = null
  let checkBefore: BizSeq | null = null

  const lookKept = async (session: HallSession): Promise<void> => {
    const [counts, latest] = await Promise.all([store.counts(session), store.latest(session, lines)])
    ended = ended.filter((time) => time > now() - lately)
    // A check of the session before may have ended only now.
    if (session !== sessionBefore) return
    kept = { tally: { ...counts, lately: ended.length }, latest: latest.map(lineOf) }
    show()
  }
  const recordFault = (error: unknown): void => {
    if (!(error instanceof HallStoreError)) throw error
    record('counter.store-fault', { fault: error.fault })
  }
  /** What the store is asked for a screen; that it failed is recorded here, and told by the screen. */
  const recorded = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      recordFault(error)
      throw error
    }
  }
  const refreshKept = (session: HallSession): void => {
    lookKept(session).catch(recordFault)
  }

  const lookUp = async ({ ticket, session }: LookupInput): Promise<Lookup> => {
    const admission = await store.admission(hallSessionOf(session), ticket)
    return list.lookUp(ticket, session.name, admission, now())
  }

  const decide = decider({
    store,
    lookUp,
    verify: parts.verify,
    walkIn: async (session) => {
      const { admitted, failed, repeated, undone } = await store.counts(session)
      const number = admitted + failed + repeated + undone + 1
      return ticketNumberSchema.parse(`W${counter.gate}-${String(number).padStart(4, '0')}`)
    },
    record,
    now,
  })

  const settleWhatWasLeft = async (): Promise<readonly SettledTicket[]> => {
    const settled = await settlePending(store, parts.answerTo, (bizSeq) => underWay.has(bizSeq))
    return settled.map(({ check: { bizSeq, ticket }, settlement }) => {
      const outcome = settlement.state
      record('counter.settled-late', { bizSeq, outcome })
      return { ticket, outcome }
    })
  }

  const readList = async (): Promise<ListRead> => {
    const settled = await settleWhatWasLeft().catch((error: unknown) => {
      recordFault(error)
      return []
    })
    const read = await list.read()
    record('counter.list', { state: stateOf(read), count: 'fault' in read ? 0 : read.count })
    return 'fault' in read
      ? { fault: read.fault, sessions: [], settled }
      : { fault: null, sessions: read.sessions, settled }
  }

  const find = async (ticket: TicketNumber, choice: SessionChoice): Promise<Found> => {
    const session = hallSessionOf(choice)
    const [history, admission] = await Promise.all([
      store.historyOf(ticket),
      store.admission(session, ticket),
    ])
    return {
      ticket,
      whom: list.find(ticket, choice.name),
      lines: history
        .filter((entry) => entry.session === session)
        .slice(0, lines)
        .map(lineOf),
      undoable: admission?.seq ?? null,
      undone: null,
    }
  }

  const undo = async ({ ticket, session, seq, reason }: UndoInput): Promise<Found> => {
    const { state } = await store.undo(seq, reason, now())
    if (state === 'undone') record('counter.undone', { reason })
    return { ...(await find(ticket, session)), undone: state === 'undone' ? 'done' : state }
  }

  const exportSession = async ({ session, folder, language }: ExportInput): Promise<Exported> => {
    const name = exportName(counter.gate, now())
    const admissions = underName(store.admissions(hallSessionOf(session)), session.name)
    const isWritten = await exportAdmissions(join(folder, name), admissions, language)
    return isWritten ? { state: 'written', name } : { state: 'not-written' }
  }

  const machine = counterMachine.provide({
    actors: {
      presentation: parts.presentation,
      pin: fromPromise(async ({ input }) => {
        const staff = counter.staff[input.staff]
        if (!staff) return 'wrong-pin'
        const attempt = lockOut.attempt(staff.number)
        if (attempt === 'not-kept') record('counter.lock-fault', {})
        if (attempt !== 'noted') return attempt === 'waits' ? 'wrong-pin' : attempt
        if (await parts.isPin(input.pin, staff.pinDigest)) {
          lockOut.succeed(staff.number)
          return null
        }
        record('counter.pin-refused', { wait: Math.max(0, (lockOut.waitUntil() ?? 0) - now()) })
        return 'wrong-pin'
      }),
      list: fromPromise(readList),
      lookup: fromPromise(({ input }) => recorded(lookUp(input))),
      check: fromPromise(async ({ input }) => {
        const { bizSeq } = input.check
        underWay.add(bizSeq)
        try {
          const result = await decide(input)
          ended = [...ended, now()]
          refreshKept(hallSessionOf(input.session))
          return result
        } finally {
          underWay.delete(bizSeq)
        }
      }),
      search: fromPromise(({ input: { ticket, session } }) => recorded(find(ticket, session))),
      undo: fromPromise(async ({ input }) => {
        const found = await recorded(undo(input))
        refreshKept(hallSessionOf(input.session))
        return found
      }),
      export: fromPromise(async ({ input }) => {
        const exported = await recorded(exportSession(input))
        record('counter.export', { state: exported.state })
        return exported
      }),
    },
  })

  const actor = createActor(machine, {
    input: {
      config,
      counter,
      delays: delaysOf(config),
      counterDelays: counterDelaysOf(counter),
      hasDisplay: parts.hasDisplay,
      waitUntil: lockOut.waitUntil,
    },
  })
  const view = () => counterViewOf(actor.getSnapshot(), kept, parts.isTest())
  const displayView = () => counterDisplayViewOf(actor.getSnapshot(), parts.isTest())
  const show = (): void => {
    parts.show(view())
    parts.showDisplay(displayView())
  }

  const keepUp = (snapshot: CounterSnapshot): void => {
    const choice = snapshot.context.session
    const session = choice && hallSessionOf(choice)
    if (session !== null && session !== sessionBefore) refreshKept(session)
    if (session === null) kept = nothingKept
    sessionBefore = session
    const state = deskState(snapshot)
    const check =
      state === 'present' || state === 'verifying' ? (snapshot.context.check?.bizSeq ?? null) : null
    // Whoever was checked was served by a device host that must not serve another.
    if (checkBefore !== null && check !== checkBefore) parts.onQuiet()
    checkBefore = check
  }
  actor.subscribe((snapshot) => {
    keepUp(snapshot)
    show()
  })
  actor.system.inspect((inspection) => {
    if (inspection.type !== '@xstate.snapshot' || inspection.actorRef !== actor) return
    recordTransition(actor.getSnapshot(), inspection.event.type)
  })
  actor.start()

  // A wait for the next PIN ends without anybody doing anything.
  const clock = setInterval(() => {
    if (actor.getSnapshot().matches('locked')) show()
  }, 1_000)

  return {
    act: (action) => actor.send(action),
    actAtDisplay(action) {
      if (action.type === 'consent') {
        const { question, given } = action
        actor.send({ type: 'display.consent', question, given })
      } else actor.send({ type: 'display.language', language: action.language })
    },
    setServiceable(serviceable) {
      actor.send({ type: serviceable ? 'service.resumed' : 'service.stopped' })
    },
    refresh() {
      if (!parts.hasDisplay()) actor.send({ type: 'display.gone' })
      show()
    },
    view,
    displayView,
    stop: () => {
      clearInterval(clock)
      actor.stop()
    },
  }
}

function stateOf(read: PeopleRead): EventFields<'counter.list'>['state'] {
  if (!('fault' in read)) return 'read'
  const { fault } = read.fault
  if (fault === 'lines') return 'refused-lines'
  return fault === 'not-kept' ? 'not-kept' : 'refused-file'
}

/** Such as `admissions-2-20261205-084107.csv`: gate, day and time in China. */
function exportName(gate: string, now: number): string {
  const moment = writeChinaTime(new Date(now)).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  return `admissions-${gate}-${moment}.csv`
}

/** Whoever made the roster knows the session by the name that stands there. */
async function* underName(
  admissions: AsyncIterable<Admission>,
  session: PlaceName,
): AsyncGenerator<Admission> {
  for await (const admission of admissions) yield { ...admission, session }
}

function lineOf(entry: HallEntry): CounterLine {
  const { seq, kind, ticket, gate, time } = entry
  return { seq, kind, ticket, gate, time, reason: entry.kind === 'undone' ? entry.reason : null }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { fromCallback } from 'xstate'
import { counterConfig } from '../../src/main/counter/counter-fixture.ts'
import { type CounterParts, startCounter } from '../../src/main/counter/counter.ts'
import { examPeople } from '../../src/main/counter/exam-people.ts'
import { openEmbeddedHallStore } from '../../src/main/hall-store/embedded/embedded-hall-store.ts'
import { openJournal } from '../../src/main/journal/journal.ts'
import { createRecordEvent } from '../../src/main/journal/record-event.ts'
import { receiptNumberSchema } from '../../src/shared/check.ts'
import { placeNameSchema, ticketNumberSchema } from '../../src/shared/counter/admission.ts'
import type { CounterView } from '../../src/shared/counter/counter-view.ts'
import type { RecordEvent } from '../../src/shared/events.ts'
import { root } from '../../tools/lib/paths.mjs'
import { type Figure, median, percentile } from '../measure/figures.ts'

/** An hour of one person a second, and some before it that warm the machine. */
const warming = 400
const checks = 3_600
const compared = 400
const second = 1_000

/** Readers before which somebody always stands. */
const readers: CounterParts['presentation'] = fromCallback(({ input, sendBack }) => {
  const { bizSeq } = input.check
  sendBack({ type: 'presentation.reading' })
  sendBack({
    type: 'presentation.sealed',
    sealed: { kind: 'wallet-code', bizSeq, data: new Uint8Array(400) },
  })
})

const session = placeNameSchema.parse('上午')
const receipt = receiptNumberSchema.parse('0123456789abcdef0123')

function collectGarbage(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('garbage cannot be collected')
  return () => void collect()
}

/** A counter's own share of a check, from the number that is typed to the view that is green; heap and time over an hour's worth. */
export async function counterFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(root, 'out', 'bench-counter-'))
  const config = counterConfig('exam')
  const { counter } = config
  if (counter.kind !== 'exam') throw new Error('this is no exam')
  const journal = openJournal(join(folder, 'journal.db'))
  const record: RecordEvent = createRecordEvent(journal, Date.now, () => undefined)
  const store = openEmbeddedHallStore(join(folder, 'hall.db'), counter.gate)
  const sessions = [{ session, start: Date.now() + 60_000 }]
  let onView: (view: CounterView) => void = () => undefined
  const running = startCounter({
    config,
    counter,
    presentation: readers,
    verify: async ({ bizSeq }) => {
      record('check.complete', { bizSeq, evidence: 'wallet-code', verdict: 'pass', receipt, duration: 0 })
      return { verdict: 'pass', receipt }
    },
    store,
    list: examPeople(counter, {
      read: async () => ({ state: 'imported', encoding: 'utf-8', entries: checks, sessions }),
      find: (ticket) => [
        {
          ticket,
          session,
          seat: placeNameSchema.parse('07'),
          room: placeNameSchema.parse('3-201'),
          expected: 'A'.repeat(32),
          display: null,
        },
      ],
      sessions: () => sessions,
      close: () => undefined,
    }),
    answerTo: async () => null,
    lockOut: { waitUntil: () => null, attempt: () => 'noted', succeed: () => undefined },
    isPin: async () => true,
    record,
    hasDisplay: () => true,
    isTest: () => true,
    show: (view) => {
      onView(view)
    },
    showDisplay: () => undefined,
    onQuiet: () => undefined,
    now: Date.now,
  })
  /** Resolves with the first view that is awaited. */
  const until = (isIt: (view: CounterView) => boolean) =>
    new Promise<void>((resolve) => {
      onView = (view) => {
        if (isIt(view)) resolve()
      }
    })
  const times: number[] = []
  const heaps: number[] = []
  try {
    const asked = until(({ screen }) => screen.name === 'set-up' && !screen.isReading)
    running.act({ type: 'unlock', staff: 0, pin: '246810' })
    await asked
    const [notice] = counter.notices
    if (notice === undefined) throw new Error('there is no notice')
    running.act({ type: 'begin-session', session: 0, notice, place: 'display' })
    const collect = collectGarbage()
    for (let number = 1; number <= warming + checks; number++) {
      const ticket = ticketNumberSchema.parse(`T${number}`)
      const began = performance.now()
      const green = until(
        ({ screen }) =>
          screen.name === 'desk' &&
          screen.result?.kind === 'admitted' &&
          screen.result.whom.ticket === ticket &&
          screen.latest[0]?.ticket === ticket,
      )
      running.act({ type: 'number', ticket })
      await green
      if (number > warming) times.push(performance.now() - began)
      if (number === warming || number === warming + checks) {
        collect()
        heaps.push(process.memoryUsage().heapUsed)
      }
    }
  } finally {
    running.stop()
    await store.close()
    journal.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const [first, last] = [median(times.slice(0, compared)), median(times.slice(-compared))]
  const [before = 0, after = 0] = heaps
  const megabyte = 1024 * 1024
  const grown = (after - before) / megabyte
  return [
    {
      what: `a counter's own share of a check, p99 of ${checks} (ms)`,
      ours: percentile(times, 0.99).toFixed(1),
      floor: String(second),
      ratio: percentile(times, 0.99) / second,
      bar: '≤ 0.25',
    },
    {
      what: `the last ${compared} of them, median (ms)`,
      ours: last.toFixed(2),
      floor: first.toFixed(2),
      ratio: last / first,
      bar: '≤ 1.5',
    },
    {
      what: `heap after ${checks} checks more (MB)`,
      ours: (after / megabyte).toFixed(1),
      floor: (before / megabyte).toFixed(1),
      ratio: Math.max(0, grown),
      bar: '≤ 1',
    },
  ]
}

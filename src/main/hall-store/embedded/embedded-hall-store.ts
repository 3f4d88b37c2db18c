import { setTimeout as pause } from 'node:timers/promises'
import type { BizSeq } from '../../../shared/check.ts'
import {
  type Admission,
  gateSchema,
  type HallCounts,
  type HallEntryKind,
  type HallSession,
  type TicketNumber,
} from '../../../shared/counter/admission.ts'
import { cutLog, isDamage, isHeld, openDatabaseFile, sqliteCode } from '../../database/database-file.ts'
import {
  type Beginning,
  type CounterAnswer,
  type CounterCheck,
  type HallStore,
  HallStoreError,
  type HallStoreFault,
  type Settlement,
  type Undoing,
} from '../hall-store.ts'
import { hallFile } from './hall-file.ts'
import { entryColumns, readAdmission, readEntry, readPending, readTally } from './hall-rows.ts'

/** How many admissions are read at a time where all of a session's are wanted. */
const page = 200

/**
 * The hall store of one machine: an SQLite file, which several gates on it may have open. A transaction decides, so that
 * two gates that settle the same ticket at once cannot both let it in, and a process that is killed leaves all of it or nothing.
 * @param gate number of this gate
 * @param patience how long (ms) another gate's transaction is waited for; each takes a few milliseconds
 * @throws DatabaseError
 */
export function openEmbeddedHallStore(path: string, gate: string, patience = 5_000): HallStore {
  gateSchema.parse(gate)
  const connection = openDatabaseFile(path, hallFile)
  const prepare = (sql: string) => connection.prepare(sql)
  const entryColumnsOfE = entryColumns.replaceAll(/\w+/g, (name) => `e.${name}`)

  const isKnown = prepare(
    'SELECT 1 FROM pending WHERE biz_seq = ? UNION ALL SELECT 1 FROM entry WHERE biz_seq = ?',
  )
  const insertPending = prepare(
    'INSERT INTO pending (biz_seq, session, ticket, gate, time) VALUES (?, ?, ?, ?, ?)',
  )
  const pendingColumns = 'biz_seq AS bizSeq, session, ticket, time'
  const selectPending = prepare(`SELECT ${pendingColumns} FROM pending WHERE gate = ? ORDER BY time, biz_seq`)
  const selectOnePending = prepare(`SELECT ${pendingColumns} FROM pending WHERE biz_seq = ? AND gate = ?`)
  const deletePending = prepare('DELETE FROM pending WHERE biz_seq = ? AND gate = ?')
  const selectSettled = prepare(`SELECT ${entryColumns} FROM entry WHERE biz_seq = ?`)
  const selectEntry = prepare(`SELECT ${entryColumns} FROM entry WHERE seq = ?`)
  const insertEntry = prepare(
    `INSERT INTO entry (kind, session, ticket, gate, time, biz_seq, receipt, of, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${entryColumns}`,
  )
  const insertAdmitted = prepare('INSERT INTO admitted (session, ticket, entry) VALUES (?, ?, ?)')
  const deleteAdmitted = prepare('DELETE FROM admitted WHERE entry = ?')
  const countOne = prepare(
    `INSERT INTO tally (session, kind, count) VALUES (?, ?, 1)
     ON CONFLICT (session, kind) DO UPDATE SET count = count + 1`,
  )
  const selectTally = prepare('SELECT kind, count FROM tally WHERE session = ?')
  const joined = `SELECT ${entryColumnsOfE} FROM admitted a JOIN entry e ON e.seq = a.entry`
  const selectAdmission = prepare(`${joined} WHERE a.session = ? AND a.ticket = ?`)
  const selectAdmissionBySeq = prepare(`${joined} WHERE a.entry = ?`)
  const selectAdmissions = prepare(
    `${joined} WHERE a.session = ? AND a.entry > ? ORDER BY a.entry LIMIT ${page}`,
  )
  const selectLatest = prepare(
    `SELECT ${entryColumns} FROM entry WHERE session = ? ORDER BY seq DESC LIMIT ?`,
  )
  const selectOfTicket = prepare(
    `SELECT ${entryColumns} FROM entry WHERE ticket = ? ORDER BY seq DESC LIMIT 100`,
  )

  const admissionOf = (session: HallSession, ticket: TicketNumber): Admission | null => {
    const row = selectAdmission.get(session, ticket)
    return row === undefined ? null : readAdmission(row)
  }

  const keep = (
    kind: HallEntryKind,
    { session, ticket }: Pick<CounterCheck, 'session' | 'ticket'>,
    time: number,
    more: { bizSeq?: string; receipt?: string; of?: number; reason?: string },
  ): unknown => {
    const { bizSeq = null, receipt = null, of = null, reason = null } = more
    const row = insertEntry.get(kind, session, ticket, gate, time, bizSeq, receipt, of, reason)
    countOne.run(session, kind)
    return row
  }

  const begin = connection.transaction((check: CounterCheck): Beginning => {
    const { bizSeq, session, ticket, time } = check
    const admission = admissionOf(session, ticket)
    if (admission !== null) return { state: 'admitted-before', admission }
    if (isKnown.get(bizSeq, bizSeq) !== undefined) throw new TypeError('this serial number was begun before')
    insertPending.run(bizSeq, session, ticket, gate, time)
    return { state: 'begun' }
  })

  const settledBefore = (bizSeq: BizSeq): Settlement => {
    const row = selectSettled.get(bizSeq)
    if (row === undefined) throw new TypeError('this check was not begun at this gate')
    const entry = readEntry(row)
    switch (entry.kind) {
      case 'admitted':
        return { state: 'admitted', admission: entry }
      case 'repeated':
        return { state: 'admitted-before', admission: readAdmission(selectEntry.get(entry.of)) }
      case 'failed':
        return { state: 'failed' }
      case 'undone':
        throw new HallStoreError('damaged')
    }
  }

  const settle = connection.transaction((bizSeq: BizSeq, answer: CounterAnswer): Settlement => {
    const row = selectOnePending.get(bizSeq, gate)
    if (row === undefined) return settledBefore(bizSeq)
    const check = readPending(row)
    const { verdict, receipt, time } = answer
    deletePending.run(bizSeq, gate)
    if (verdict === 'fail') {
      keep('failed', check, time, { bizSeq, receipt })
      return { state: 'failed' }
    }
    const before = admissionOf(check.session, check.ticket)
    if (before !== null) {
      keep('repeated', check, time, { bizSeq, receipt, of: before.seq })
      return { state: 'admitted-before', admission: before }
    }
    const admission = readAdmission(keep('admitted', check, time, { bizSeq, receipt }))
    insertAdmitted.run(admission.session, admission.ticket, admission.seq)
    return { state: 'admitted', admission }
  })

  const undo = connection.transaction((seq: number, reason: string, time: number): Undoing => {
    const row = selectAdmissionBySeq.get(seq)
    if (row === undefined) return { state: 'not-admitted' }
    deleteAdmitted.run(seq)
    keep('undone', readAdmission(row), time, { of: seq, reason })
    return { state: 'undone' }
  })

  const attempt = <Result>(work: () => Result): Promise<Result> => patiently(work, patience)
  const countsOf = (session: HallSession): HallCounts => {
    const counted = { admitted: 0, failed: 0, repeated: 0, undone: 0 }
    for (const { kind, count } of selectTally.all(session).map(readTally)) counted[kind] = count
    return { ...counted, admitted: counted.admitted - counted.undone }
  }

  return {
    begin: (check) => attempt(() => begin.immediate(check)),
    pending: () => attempt(() => selectPending.all(gate).map(readPending)),
    settle: (bizSeq, answer) => attempt(() => settle.immediate(bizSeq, answer)),
    async abandon(bizSeq) {
      await attempt(() => deletePending.run(bizSeq, gate))
    },
    admission: (session, ticket) => attempt(() => admissionOf(session, ticket)),
    undo: (seq, reason, time) => attempt(() => undo.immediate(seq, reason, time)),
    counts: (session) => attempt(() => countsOf(session)),
    latest: (session, count) => attempt(() => selectLatest.all(session, count).map(readEntry)),
    historyOf: (ticket) => attempt(() => selectOfTicket.all(ticket).map(readEntry)),
    async *admissions(session) {
      let last = 0
      for (;;) {
        const found = await attempt(() => selectAdmissions.all(session, last).map(readAdmission))
        yield* found
        last = found.at(-1)?.seq ?? last
        if (found.length < page) return
      }
    },
    async close() {
      try {
        await attempt(() => cutLog(connection))
      } finally {
        connection.close()
      }
    },
  }
}

/** Between two attempts (ms): so that two gates that wait do not wait in step. */
const pauses = [3, 11, 7, 23, 17, 5, 29, 13]

/**
 * Does something with the file, and again while another gate holds it: the process goes on meanwhile.
 * @throws HallStoreError in place of SQLite's own errors
 */
async function patiently<Result>(work: () => Result, patience: number): Promise<Result> {
  const until = performance.now() + patience
  for (let attempt = 0; ; attempt++) {
    try {
      return work()
    } catch (error) {
      const fault = faultOf(error)
      if (fault === null) throw error
      if (fault !== 'unavailable' || performance.now() >= until) throw new HallStoreError(fault)
      await pause(pauses[attempt % pauses.length])
    }
  }
}

/** Null for an error that is not SQLite's. */
function faultOf(error: unknown): HallStoreFault | null {
  if (sqliteCode(error) === null) return null
  if (isDamage(error)) return 'damaged'
  return isHeld(error) ? 'unavailable' : 'disk'
}

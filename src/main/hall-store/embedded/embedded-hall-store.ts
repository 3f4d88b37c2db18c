import type { BizSeq } from '../../../shared/check.ts'
import {
  type Admission,
  gateSchema,
  type HallEntryKind,
  type TicketNumber,
} from '../../../shared/counter/admission.ts'
import { cutLog, isDamage, openDatabaseFile, sqliteCode } from '../../database/database-file.ts'
import {
  type Beginning,
  type CounterAnswer,
  type CounterCheck,
  type HallStore,
  HallStoreError,
  type Settlement,
  type Undoing,
} from '../hall-store.ts'
import { hallFile } from './hall-file.ts'
import { entryColumns, readAdmission, readEntry, readPending, readTally } from './hall-rows.ts'

/** How many admissions are read at a time where all of a session's are wanted. */
const page = 1_000

/**
 * The hall store of one machine: an SQLite file, which several gates on it may have open. A transaction decides, so that
 * two gates that settle the same ticket at once cannot both let it in, and a process that is killed leaves all of it or nothing.
 * @param gate number of this gate
 * @throws DatabaseError
 */
export function openEmbeddedHallStore(path: string, gate: string): HallStore {
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

  const admissionOf = (session: string, ticket: TicketNumber): Admission | null => {
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

  return {
    begin: async (check) => guarded(() => begin.immediate(check)),
    pending: async () => guarded(() => selectPending.all(gate).map(readPending)),
    settle: async (bizSeq, answer) => guarded(() => settle.immediate(bizSeq, answer)),
    async abandon(bizSeq) {
      guarded(() => deletePending.run(bizSeq, gate))
    },
    admission: async (session, ticket) => guarded(() => admissionOf(session, ticket)),
    undo: async (seq, reason, time) => guarded(() => undo.immediate(seq, reason, time)),
    counts: async (session) =>
      guarded(() => {
        const counted = { admitted: 0, failed: 0, repeated: 0, undone: 0 }
        for (const { kind, count } of selectTally.all(session).map(readTally)) counted[kind] = count
        return { ...counted, admitted: counted.admitted - counted.undone }
      }),
    latest: async (session, count) => guarded(() => selectLatest.all(session, count).map(readEntry)),
    historyOf: async (ticket) => guarded(() => selectOfTicket.all(ticket).map(readEntry)),
    async *admissions(session) {
      let last = 0
      for (;;) {
        const found = guarded(() => selectAdmissions.all(session, last).map(readAdmission))
        yield* found
        last = found.at(-1)?.seq ?? last
        if (found.length < page) return
      }
    },
    async close() {
      guarded(() => cutLog(connection))
      connection.close()
    },
  }
}

/** @throws HallStoreError in place of SQLite's own errors */
function guarded<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const code = sqliteCode(error)
    if (code === null) throw error
    if (isDamage(error)) throw new HallStoreError('damaged')
    throw new HallStoreError(/^SQLITE_(?:BUSY|LOCKED)/.test(code) ? 'unavailable' : 'disk')
  }
}

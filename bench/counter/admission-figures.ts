import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbeddedHallStore } from '../../src/main/hall-store/embedded/embedded-hall-store.ts'
import { newBizSeq, receiptNumberSchema } from '../../src/shared/check.ts'
import { placeNameSchema, ticketNumberSchema } from '../../src/shared/counter/admission.ts'
import { root } from '../../tools/lib/paths.mjs'
import { type Figure, median, percentile } from '../measure/figures.ts'

/** An hour of one person a second. */
const checks = 3_600
const compared = 400
const second = 1_000

/** What the hall store adds to a check: begun, settled, and what the counter's screen shows read again. */
export async function admissionFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(root, 'out', 'bench-admissions-'))
  const hall = openEmbeddedHallStore(join(folder, 'hall.db'), '1')
  const session = placeNameSchema.parse('上午')
  const receipt = receiptNumberSchema.parse('0123456789abcdef0123')
  const times: number[] = []
  try {
    for (let number = 1; number <= checks; number++) {
      const [bizSeq, ticket, time] = [newBizSeq(), ticketNumberSchema.parse(String(number)), Date.now()]
      const began = performance.now()
      await hall.begin({ bizSeq, session, ticket, time })
      const { state } = await hall.settle(bizSeq, { verdict: 'pass', receipt, time })
      await hall.counts(session)
      await hall.latest(session, 10)
      times.push(performance.now() - began)
      if (state !== 'admitted') throw new Error('a new ticket was not let in')
    }
  } finally {
    await hall.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const [first, last] = [median(times.slice(0, compared)), median(times.slice(-compared))]
  return [
    {
      what: `the hall store in a check, p99 of ${checks} (ms)`,
      ours: percentile(times, 0.99).toFixed(1),
      floor: String(second),
      ratio: percentile(times, 0.99) / second,
      bar: '≤ 0.1',
    },
    {
      what: `the last ${compared} of them, median (ms)`,
      ours: last.toFixed(2),
      floor: first.toFixed(2),
      ratio: last / first,
      bar: '≤ 1.5',
    },
  ]
}

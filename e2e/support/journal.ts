import Database from 'libsql'
import { z } from 'zod'

const rowSchema = z.object({
  seq: z.int(),
  event: z.string(),
  fields: z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text))),
})

/** One event as it was recorded. */
export type JournalRow = z.infer<typeof rowSchema>

/** What to read of a journal. */
interface Wanted {
  /** Records after the one with this number. */
  readonly after?: number
  /** Records with this event id alone. */
  readonly event?: string
}

/** What stands in a terminal's journal, in order. It may be read while the terminal writes. */
export function readJournal(path: string, { after = 0, event }: Wanted = {}): JournalRow[] {
  const database = new Database(path)
  try {
    const rows = database
      .prepare(
        'SELECT seq, event, fields FROM record WHERE seq > ? AND event = coalesce(?, event) ORDER BY seq',
      )
      .all(after, event ?? null)
    return rowSchema.array().parse(rows)
  } finally {
    database.close()
  }
}

/** Why: of records that have a reason. */
export function reasonsOf(rows: readonly JournalRow[]): unknown[] {
  return rows.map(({ fields }) => fields['reason'])
}

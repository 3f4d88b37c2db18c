import Database from 'libsql'
import { z } from 'zod'

const rowSchema = z.object({
  seq: z.int(),
  event: z.string(),
  fields: z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text))),
})

/** One event as it was recorded. */
export type JournalRow = z.infer<typeof rowSchema>

/** What stands in a terminal's journal, in order. It may be read while the terminal writes. */
export function readJournal(path: string): JournalRow[] {
  const database = new Database(path)
  try {
    return rowSchema
      .array()
      .parse(database.prepare('SELECT seq, event, fields FROM record ORDER BY seq').all())
  } finally {
    database.close()
  }
}

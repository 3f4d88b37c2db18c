import Database from 'libsql'
import { z } from 'zod'

const fieldsSchema = z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)))
const rowSchema = z.object({ event: z.string(), fields: fieldsSchema })

/** One event as it was recorded. */
export type JournalRow = z.infer<typeof rowSchema>

/** A terminal's journal, open while the terminal writes: asked often, so no more is read than is asked for. */
export interface OpenJournal {
  /** Everything, in order. */
  rows(): JournalRow[]
  /** Events with this id, in order. */
  events(id: string): JournalRow[]
}

export function openJournal(path: string): OpenJournal {
  const database = new Database(path)
  const all = database.prepare('SELECT event, fields FROM record ORDER BY seq')
  const some = database.prepare('SELECT event, fields FROM record WHERE event = ? ORDER BY seq')
  return {
    rows: () => rowSchema.array().parse(all.all()),
    events: (id) => rowSchema.array().parse(some.all(id)),
  }
}

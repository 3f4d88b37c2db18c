import Database from 'libsql'
import { z } from 'zod'
import { octets } from '../platform/store/octets.ts'
import type { StoredRow, StoredValue } from './api.ts'

const nameSchema = z.object({ name: z.string() })

/**
 * Every row of every table in which one column holds exactly this value: what a database keeps of a check, whoever made
 * its tables. The file is opened for reading alone, and may be written to meanwhile.
 */
export function rowsWith(file: string, value: string): StoredRow[] {
  const database = new Database(file, { readonly: true })
  try {
    const tables = nameSchema
      .array()
      .parse(database.prepare("select name from sqlite_master where type = 'table' order by rowid").all())
    return tables.flatMap(({ name: table }) => {
      const columns = nameSchema
        .array()
        .parse(database.prepare('select name from pragma_table_info(?) order by cid').all(table))
        .map(({ name }) => name)
      const holds = columns.map((column) => `${quoted(column)} = ?1`).join(' or ')
      const rows = z
        .array(z.record(z.string(), z.unknown()))
        .parse(database.prepare(`select * from ${quoted(table)} where ${holds}`).all(value))
      return rows.map((row) => ({
        table,
        columns: columns.map((name) => ({ name, value: storedValue(row[name]) })),
      }))
    })
  } finally {
    database.close()
  }
}

/** An identifier of SQL. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function storedValue(value: unknown): StoredValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  return { octets: Buffer.from(octets.parse(value)).toString('hex') }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { events } from '../../../src/shared/events.ts'
import { runPlatform } from '../../platform/platform.fake.ts'
import { retainableFields } from '../../platform/citizens/policy-terms.ts'
import { openDatabase } from '../../relying-party/store/database.ts'
import { isOfVisit } from '../terminal-journal.ts'
import { entryOfRow } from './meaning.ts'
import { storedEn, storedZhCN } from './stored-words.ts'

const languages = { 'zh-CN': storedZhCN, en: storedEn }

/** Tables of a database that can have a row of a check, with their columns. */
function tablesOfChecks(file: string) {
  const database = new Database(file, { readonly: true })
  try {
    const rows = z.array(z.object({ table: z.string(), column: z.string() })).parse(
      database
        .prepare(
          `select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c
             where m.type = 'table' order by m.rowid, c.cid`,
        )
        .all(),
    )
    const names = new Set(
      rows.filter(({ column }) => ['biz_seq', 'used_by'].includes(column)).map(({ table }) => table),
    )
    return [...names].map((table) => ({
      table,
      columns: rows.filter((one) => one.table === table).map(({ column }) => column),
    }))
  } finally {
    database.close()
  }
}

async function stores() {
  const folder = mkdtempSync(join(tmpdir(), 'stored-words-'))
  const running = await runPlatform()
  try {
    const file = join(folder, 'party.db')
    openDatabase(file).close()
    return { platform: tablesOfChecks(running.platform.databaseFile), party: tablesOfChecks(file) }
  } finally {
    await running.end()
    rmSync(folder, { recursive: true })
  }
}

describe.each(Object.entries(languages))('in %s', (_, words) => {
  test('every event that can stand in the citizen’s column has words', () => {
    const ids = Object.keys(events).filter(isOfVisit)
    expect(ids).toContain('journey.guardian-consent')
    expect(ids.filter((id) => !Object.hasOwn(words.steps, id))).toEqual([])
  })

  test('every event that the journal keeps of a check has words, and every field of it', () => {
    const ofCheck = Object.entries(events).filter(([, { fields }]) => 'bizSeq' in fields)
    expect(ofCheck.length).toBeGreaterThan(3)
    expect(ofCheck.map(([id]) => id).filter((id) => !Object.hasOwn(words.records, id))).toEqual([])
    const fields = ofCheck.flatMap(([, { fields }]) => Object.keys(fields))
    expect(fields.filter((name) => !Object.hasOwn(words.columns, name))).toEqual([])
  })

  test('every table of the stores that can have a row of a check has words, and every column of it', async () => {
    const { platform, party } = await stores()
    expect(platform.length).toBeGreaterThan(5)
    expect(
      platform.map(({ table }) => table).filter((table) => !Object.hasOwn(words.platformTables, table)),
    ).toEqual([])
    expect(
      party.map(({ table }) => table).filter((table) => !Object.hasOwn(words.relyingPartyTables, table)),
    ).toEqual([])
    const columns = [...platform, ...party].flatMap((one) => one.columns)
    expect(columns.filter((name) => !Object.hasOwn(words.columns, name))).toEqual([])
    expect(retainableFields.filter((name) => !Object.hasOwn(words.columns, name))).toEqual([])
  })
})

test('a column that nobody knows keeps its name, and nothing is claimed of it', () => {
  const row = { table: 'toString', columns: [{ name: 'constructor', value: 'x' }] }
  expect(entryOfRow(row, 'none').cells).toEqual([{ name: 'constructor', value: 'x', tells: 'unknown' }])
})

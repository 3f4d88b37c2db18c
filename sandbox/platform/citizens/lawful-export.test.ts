import path from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isAuditWhole, readAuditHead, writeAuditHead } from './export-audit.ts'
import { exportLawfully } from './lawful-export.ts'
import { documentOf, logCheck, type OpenOffice, openTestOffice, passwordOf, register } from './office.fake.ts'

let open: OpenOffice
let citizen: string

beforeEach(async () => {
  open = openTestOffice()
  citizen = await register(open, 'test-10')
})
afterEach(() => open.end())

const headFile = () => path.join(open.folder, 'export-audit-head')
const networkNumber = () => open.store.citizens.find(citizen)?.networkNumber ?? ''

function ask(change: Record<string, unknown> = {}, enabled = true) {
  const { store, authority, clock } = open
  const readHead = () => readAuditHead(headFile())
  const context = {
    store,
    authority,
    clock,
    enabled,
    readHead,
    writeHead: (head: Parameters<typeof writeAuditHead>[1]) => writeAuditHead(headFile(), head),
  }
  const request = {
    authority: '990000',
    instrument: 'TEST-2026-1',
    networkNumber: networkNumber(),
    ...change,
  }
  return exportLawfully(context, request)
}

const isWhole = () =>
  isAuditWhole(open.store.exportAudit.all(), readAuditHead(headFile()), open.authority.root, open.clock.now())

/** Does to the file what nobody may, past the database's own refusal. */
function tamper(sql: string): void {
  const connection = new Database(path.join(open.folder, 'platform.db'))
  connection.exec(`drop trigger export_audit_stays; drop trigger export_audit_is_not_changed; ${sql}`)
  connection.close()
}

describe('the lawful export', () => {
  test('is off unless it was turned on, and then leaves no trace to ask by', () => {
    expect(ask({}, false)).toEqual({ refused: 'off' })
    expect(open.store.exportAudit.all()).toEqual([])
  })

  test('gives the identity behind a network number and its checks, and nothing more', () => {
    logCheck(open, citizen)
    logCheck(open, citizen, 'fail', 'code-used')
    logCheck(open, 'test-1')
    const at = open.clock.now()
    const { name, kind, number } = documentOf('test-10')
    expect(ask()).toEqual({
      name,
      documentKind: kind,
      documentNumber: number,
      checks: [
        { at, relyingParty: '示例政务服务机构', verdict: 'pass', cause: null },
        { at, relyingParty: '示例政务服务机构', verdict: 'fail', cause: 'code-used' },
      ],
    })
  })

  test('wants an authority and its instrument, and has no place for more', () => {
    for (const change of [
      { authority: 'somebody' },
      { instrument: '' },
      { reason: 'because' },
      { networkNumber: '*' },
    ]) {
      expect(ask(change)).toEqual({ refused: 'malformed' })
    }
  })

  test('each use leaves a record, one that found nobody too', () => {
    ask()
    expect(ask({ networkNumber: '0'.repeat(20) })).toEqual({ refused: 'unknown' })
    const records = open.store.exportAudit.all()
    expect(records.map(({ sequence, authority, instrument }) => [sequence, authority, instrument])).toEqual([
      [1, '990000', 'TEST-2026-1'],
      [2, '990000', 'TEST-2026-1'],
    ])
    expect(isWhole()).toBe(true)
  })

  test('after a deletion gives nothing, and the record of what was given stays', async () => {
    const before = networkNumber()
    ask()
    await open.office.delete({ citizen, by: citizen, presentations: [passwordOf()] })
    expect(ask({ networkNumber: before })).toEqual({ refused: 'unknown' })
    expect(open.store.exportAudit.all()).toHaveLength(2)
    expect(isWhole()).toBe(true)
  })
})

describe('the audit', () => {
  test('cannot be changed or shortened in the database', () => {
    ask()
    const connection = new Database(path.join(open.folder, 'platform.db'))
    expect(() => connection.exec('delete from export_audit')).toThrow(/stays/)
    expect(() => connection.exec(`update export_audit set authority = '1'`)).toThrow(/stays/)
    connection.close()
    expect(isWhole()).toBe(true)
  })

  test.each([
    ['the only record removed', 1, 'delete from export_audit'],
    ['the first removed', 3, 'delete from export_audit where sequence = 1'],
    ['one between removed', 3, 'delete from export_audit where sequence = 2'],
    ['the last removed', 3, 'delete from export_audit where sequence = 3'],
    [
      'one removed and the others counted anew',
      3,
      'delete from export_audit where sequence = 2; update export_audit set sequence = 2 where sequence = 3',
    ],
    ['another authority named', 3, `update export_audit set authority = '110000' where sequence = 2`],
    ['a signature exchanged', 3, `update export_audit set signature = x'3000' where sequence = 2`],
  ])('shows it: %s, and gives nothing from then on', (_what, uses, sql) => {
    for (let use = 0; use < uses; use++) ask()
    expect(isWhole()).toBe(true)
    tamper(sql)
    expect(isWhole()).toBe(false)
    expect(ask()).toEqual({ refused: 'audit-broken' })
  })
})

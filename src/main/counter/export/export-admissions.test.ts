import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newBizSeq, receiptNumberSchema } from '../../../shared/check.ts'
import { type Admission, placeNameSchema, ticketNumberSchema } from '../../../shared/counter/admission.ts'
import { openEmbeddedHallStore } from '../../hall-store/embedded/embedded-hall-store.ts'
import { type HallStore, HallStoreError } from '../../hall-store/hall-store.ts'
import { linesOf, readCsvLine } from '../roster/csv-line.ts'
import { exportAdmissions } from './export-admissions.ts'
import { writeCsvLine } from './write-csv-line.ts'

const session = placeNameSchema.parse('上午')
const time = Date.UTC(2026, 11, 5, 0, 41, 7)

describe('a line of CSV', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠1', "'＠1"],
    ['  =1', "'  =1"],
    ['\u200b=1', "'\u200b=1"],
    ['\ufeff=1', "'\ufeff=1"],
    ["'=1", "''=1"],
  ])('keeps %j from being computed', (field, written) => {
    expect(writeCsvLine([field])).toBe(`${written}\r\n`)
  })

  test('keeps what begins with a tab or an end of line from it too', () => {
    for (const field of ['\t=1', '\r=1', '\n=1']) expect(writeCsvLine([field])).toBe(`"'${field}"\r\n`)
  })

  test('leaves alone what is no formula', () => {
    expect(writeCsvLine(['0042', '上午', 'A-1', '2026-12-05T08:41:07+08:00', ''])).toBe(
      '0042,上午,A-1,2026-12-05T08:41:07+08:00,\r\n',
    )
  })

  test('gives back every field when it is read, and none that begins as a formula does', () => {
    const sign = fc.constantFrom('=', '+', '-', '@', '＝', '－', '"', ',', "'", '\t', ' ', '\u200b', '考')
    const field = fc.string({
      unit: fc.oneof(sign, fc.string({ minLength: 1, maxLength: 1 })),
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
        const line = writeCsvLine(fields)
        const read = readCsvLine(line.slice(0, -2))
        for (const [index, text] of (read ?? []).entries()) {
          expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
          expect(text.startsWith("'") ? text.slice(1) : text).toBe(fields[index])
        }
        expect(read).toHaveLength(fields.length)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the export of admissions', () => {
  let folder: string
  let path: string
  let hall: HallStore
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'export-'))
    path = join(folder, 'admissions.csv')
    hall = openEmbeddedHallStore(join(folder, 'hall.db'), '3')
  })
  afterEach(async () => {
    await hall.close()
    rmSync(folder, { recursive: true })
  })

  const receipt = (number: number) => receiptNumberSchema.parse(String(number).padStart(20, '0'))
  const letIn = async (number: number) => {
    const bizSeq = newBizSeq()
    const ticket = ticketNumberSchema.parse(String(number).padStart(4, '0'))
    await hall.begin({ bizSeq, session, ticket, time })
    await hall.settle(bizSeq, { verdict: 'pass', receipt: receipt(number), time })
  }

  test('has a mark, columns with names, a line for each admission that holds, and reads as it was kept', async () => {
    for (const number of [42, 43, 44]) await letIn(number)
    await hall.undo(2, 'wrong-ticket', time)
    expect(await exportAdmissions(path, hall.admissions(session), 'zh-CN')).toBe(true)
    const text = readFileSync(path, 'utf8')
    expect(text).toBe(
      [
        '\ufeff准考证号,场次,入口,放行时间,回执编号',
        `0042,上午,3,2026-12-05T08:41:07+08:00,${receipt(42)}`,
        `0044,上午,3,2026-12-05T08:41:07+08:00,${receipt(44)}`,
        '',
      ].join('\r\n'),
    )
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).not.toContain('admissions.csv.part')
  })

  test('is whole for more than a portion of it, in every language', async () => {
    async function* many(): AsyncGenerator<Admission> {
      for (let seq = 1; seq <= 3_000; seq++) {
        const ticket = ticketNumberSchema.parse(String(seq))
        yield {
          seq,
          kind: 'admitted',
          verdict: 'pass',
          session,
          ticket,
          gate: '3',
          time,
          receipt: receipt(seq),
        }
      }
    }
    for (const language of ['zh-Hant', 'en'] as const) {
      await exportAdmissions(path, many(), language)
      const [header = '', ...lines] = Array.from(linesOf(readFileSync(path, 'utf8')))
      expect(readCsvLine(header)).toHaveLength(5)
      const tickets = lines.map((line) => Number(readCsvLine(line)?.[0]))
      expect(tickets).toEqual(Array.from({ length: 3_000 }, (_, index) => index + 1))
    }
  })

  test('says where it cannot be written, and leaves nothing that is not whole', async () => {
    await letIn(1)
    expect(await exportAdmissions(join(folder, 'no', 'place.csv'), hall.admissions(session), 'en')).toBe(
      false,
    )
    mkdirSync(path)
    expect(await exportAdmissions(path, hall.admissions(session), 'en')).toBe(false)
    async function* breaking() {
      yield* hall.admissions(session)
      throw new HallStoreError('unavailable')
    }
    await expect(exportAdmissions(join(folder, 'b.csv'), breaking(), 'en')).rejects.toThrow(HallStoreError)
    expect(readdirSync(folder).filter((name) => /part|b\.csv/.test(name))).toEqual([])
  })
})

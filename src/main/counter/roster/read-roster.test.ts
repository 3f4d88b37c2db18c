import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { examTermsSchema } from '../../../shared/counter/exam-terms.ts'
import type { RosterEntry, RosterLineFault } from '../../../shared/counter/roster.ts'
import { readRoster } from './read-roster.ts'
import { gbkOf, pseudonymOf, rosterHeaderLine, rosterLine, rosterText } from './roster-fixture.ts'

const nine = Date.UTC(2026, 11, 5, 1)
/** As a configuration has them. */
type Terms = Pick<z.input<typeof examTermsSchema>, 'sessions' | 'rooms'>
const none: Terms = {}

const read = async (text: string | Uint8Array, terms = none) =>
  readRoster(
    typeof text === 'string' ? new TextEncoder().encode(text) : text,
    examTermsSchema.parse({ opensBefore: 45, lateness: 15, ...terms }),
  )

/** What is wrong with a roster that is text. */
async function faultsOf(text: string, terms = none): Promise<readonly RosterLineFault[]> {
  const reading = await read(text, terms)
  return reading.state === 'refused-lines' ? reading.faults : []
}

const under = (...lines: string[]) => [rosterHeaderLine, ...lines].join('\n')

/** A line that is in order but for one field, counted from 0. */
function lineWith(field: number, text: string, number = 1): string {
  return rosterLine(number).split(',').with(field, text).join(',')
}

describe('a roster', () => {
  test('is read with everything in it', async () => {
    expect(await read(under(rosterLine(42)))).toEqual({
      state: 'read',
      encoding: 'utf-8',
      roster: {
        entries: [
          {
            ticket: '202600000042',
            session: '上午',
            seat: '13',
            room: '3-201',
            expected: pseudonymOf(42),
            display: '第 42 位',
          },
        ],
        sessions: [{ session: '上午', start: nine }],
      },
    })
  })

  test('may have its columns in English or traditional Chinese, in any order, and lack what it may lack', async () => {
    const first = await read(
      `Pseudonym,Seat No,Ticket-Number,Session,Start Time\n${pseudonymOf(1)},7,A1,am,2026/12/5 9:00`,
    )
    expect(first).toMatchObject({
      roster: { entries: [{ ticket: 'A1', seat: '7', session: 'am', room: null, display: null }] },
    })
    const second = await read(`准考證號,座位號,應用標識\nA1,7,${pseudonymOf(1)}`, {
      sessions: [{ session: '上午', start: '2026-12-05 09:00' }],
    })
    expect(second).toMatchObject({
      roster: { entries: [{ ticket: 'A1', session: '上午' }], sessions: [{ start: nine }] },
    })
  })

  test('is read the same with full-width digits, tabs and spaces around values, quotes, and any ends of lines', async () => {
    const plain = await read(under(rosterLine(1), rosterLine(2)))
    const fields = rosterLine(1).split(',')
    const wide = [
      '２０２６０００００００１',
      '\u3000２ ',
      '３－２００',
      '上午\t',
      '２０２６年１２月５日　９：００',
      `"${fields[5]}"`,
      `" 第 1 位"`,
    ].join(',')
    const quoted = rosterLine(2)
      .split(',')
      .map((field) => `"${field}"`)
      .join(',')
    expect(await read(`${rosterHeaderLine}\r${wide}\r\n\n,,,,,,\n${quoted}\r\n`)).toEqual(plain)
  })

  test('may have a ticket in several sessions', async () => {
    const other = lineWith(3, '下午').replace('09:00', '14:00')
    expect(await read(under(rosterLine(1), other))).toMatchObject({
      state: 'read',
      roster: { sessions: [{ session: '上午' }, { session: '下午' }] },
    })
  })

  test('of 200,000 lines is read, and one more is too many', async () => {
    const terms = { sessions: [{ session: '上午', start: '2026-12-05 09:00' }] }
    const line = (number: number) => `${number},7,${pseudonymOf(number)}`
    const lines = Array.from({ length: 200_000 }, (_, index) => line(index + 1))
    const text = ['ticket,seat,expected', ...lines, ''].join('\n')
    const reading = await read(text, terms)
    expect(reading.state === 'read' ? reading.roster.entries.length : reading).toBe(200_000)
    expect(await faultsOf(`${text}${line(200_001)}\n${line(200_002)}`, terms)).toEqual([
      { line: 200_002, column: null, field: null, reason: 'too-many-lines', other: null },
    ])
  }, 60_000)
})

describe('the encoding', () => {
  const text = under(rosterLine(42))

  test.each([
    ['utf-8', new TextEncoder().encode(text)],
    ['utf-8-bom', new TextEncoder().encode(`\ufeff${text}`)],
    ['gb18030', gbkOf(text)],
  ])('%s is told and read', async (encoding, bytes) => {
    const plain = await read(text)
    expect(await read(bytes)).toEqual({ ...plain, encoding })
  })

  test('GB18030 beyond GBK is read', async () => {
    // 㐁, of four octets.
    const display = Uint8Array.of(...gbkOf(under(lineWith(6, ''))), 0x81, 0x39, 0xef, 0x30)
    expect(await read(display)).toMatchObject({
      encoding: 'gb18030',
      roster: { entries: [{ display: '㐁' }] },
    })
  })

  test.each([
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['utf-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
    ['utf-16', Buffer.from('ticket,seat,expected\r\n', 'utf16le')],
    ['spreadsheet', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)])],
    ['spreadsheet', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(64)])],
    ['broken-utf-8', Buffer.from(text).subarray(0, -1)],
    ['broken-utf-8', Buffer.concat([Buffer.from(`\ufeff${text}`), Buffer.from([0xff])])],
    ['unknown-encoding', Buffer.concat([gbkOf(text), Buffer.from([0xff])])],
    ['unknown-encoding', gbkOf(text).subarray(0, -1)],
  ])('%s is named and refused', async (fault, bytes) => {
    expect(await read(bytes)).toEqual({ state: 'refused-file', fault })
  })
})

describe('the first line', () => {
  test('that lacks columns says which', async () => {
    expect(await faultsOf('准考证号,座位号\nA1,7')).toEqual(
      ['expected', 'session'].map((column) => ({
        line: 1,
        column,
        field: null,
        reason: 'missing-column',
        other: null,
      })),
    )
    const terms = { sessions: [{ session: '上午', start: '2026-12-05 09:00' }], rooms: ['3-201'] }
    expect(await faultsOf('准考证号,座位号,应用标识\nA1,7,x', terms)).toMatchObject([
      { column: 'room', reason: 'missing-column' },
    ])
  })

  test('with columns of people’s data, or one twice, is refused: the report says where, and repeats nothing', async () => {
    const text = `准考证号,姓名,座位号,场次,应用标识,座位,身份证号\nA1,张三,7,上午,x,7,11010519491231002X`
    const reading = await read(text)
    expect(reading).toMatchObject({
      faults: [
        { line: 1, field: 2, column: null, reason: 'unknown-column' },
        { line: 1, field: 6, column: 'seat', reason: 'column-twice' },
        { line: 1, field: 7, column: null, reason: 'unknown-column' },
      ],
    })
    expect(JSON.stringify(reading)).not.toMatch(/姓名|张三|11010519491231002X/)
  })

  test('that is broken, or alone, or nothing at all', async () => {
    expect(await faultsOf('准考证号,"座位号\nA1,7')).toMatchObject([{ line: 1, reason: 'quote' }])
    expect(await faultsOf(`${rosterHeaderLine}\n\n,,,,,,\n`)).toMatchObject([{ reason: 'no-entries' }])
    expect(await faultsOf('')).toMatchObject([{ reason: 'no-entries' }])
    const onlyLineEnds = await faultsOf('\n'.repeat(5))
    expect(new Set(onlyLineEnds.map(({ line }) => line))).toEqual(new Set([1]))
  })
})

describe('a bad line', () => {
  test.each([
    ['ticket', 0, '', 'empty'],
    ['ticket', 0, '2.02612E+11', 'rounded'],
    ['ticket', 0, '考生42', 'form'],
    ['ticket', 0, '-42', 'form'],
    ['ticket', 0, '1'.repeat(33), 'form'],
    ['ticket', 0, '11010519491231002x', 'identity-number'],
    ['ticket', 0, 'A11010519491231002X', 'identity-number'],
    ['ticket', 0, '110105-19491231-002X', 'identity-number'],
    ['seat', 1, '110105-19491231-002X', 'identity-number'],
    ['seat', 1, ' ', 'empty'],
    ['seat', 1, '=1+1', 'form'],
    ['seat', 1, '座'.repeat(21), 'too-wide'],
    ['room', 2, '', 'empty'],
    ['room', 2, '11010519491231002X', 'identity-number'],
    ['session', 3, '上午\ufffe', 'undrawable'],
    ['session', 3, '+上午', 'form'],
    ['start', 4, '', 'empty'],
    ['start', 4, '09:00', 'form'],
    ['start', 4, '2026-02-30 09:00', 'form'],
    ['expected', 5, '', 'empty'],
    ['expected', 5, 'p'.repeat(31), 'form'],
    ['expected', 5, 'p'.repeat(33), 'form'],
    ['display', 6, '字'.repeat(21), 'too-wide'],
    ['display', 6, 'a\u202eb', 'undrawable'],
    ['display', 6, '张三 11010519491231002X', 'identity-number'],
    ['display', 6, '张三 110105 19491231 002X', 'identity-number'],
    ['display', 6, '张三 １１０１０５１９４９１２３１００２Ｘ', 'identity-number'],
  ])('says that its %s (%i: %j) is %s', async (column, field, text, reason) => {
    expect(await faultsOf(under(rosterLine(1), lineWith(field, text, 2)))).toEqual([
      { line: 3, column, field: field + 1, reason, other: null },
    ])
  })

  test.each([
    ['fields', `${rosterLine(2)},`],
    ['fields', '202600000002,7'],
    ['quote', rosterLine(2).replace('上午', '"上午')],
    ['quote', rosterLine(2).replace('上午', '上"午')],
    ['quote', rosterLine(2).replace('上午', '"上"午')],
    ['quote', `="202600000002"${rosterLine(2).slice(12)}`],
    ['control-character', rosterLine(2).replace('上午', '上\u0000午')],
    ['control-character', rosterLine(2).replace('上午', '上\u001b午')],
    ['too-long', lineWith(6, '字'.repeat(2_048), 2)],
  ])('is named as a whole: %s', async (reason, line) => {
    expect(await faultsOf(under(rosterLine(1), line, rosterLine(3)))).toEqual([
      { line: 3, column: null, field: null, reason, other: null },
    ])
  })

  test('does not hide those that follow, nor what else is wrong with it', async () => {
    const text = under(
      rosterLine(1).replace('上午', '"上午'),
      lineWith(0, '', 2).replace(pseudonymOf(2), 'short'),
      rosterLine(3),
      '',
      lineWith(1, '', 4),
    )
    expect(await faultsOf(text)).toMatchObject([
      { line: 2, reason: 'quote' },
      { line: 3, column: 'ticket', reason: 'empty' },
      { line: 3, column: 'expected', reason: 'form' },
      { line: 6, column: 'seat', reason: 'empty' },
    ])
  })

  test('with a ticket that another line has names both, also where it was written otherwise', async () => {
    const text = under(
      rosterLine(1),
      rosterLine(2),
      lineWith(0, '２０２６00000001', 3),
      lineWith(0, '202600000002', 4),
    )
    expect(await faultsOf(text)).toEqual([
      { line: 4, column: 'ticket', field: 1, reason: 'ticket-twice', other: 2 },
      { line: 5, column: 'ticket', field: 1, reason: 'ticket-twice', other: 3 },
    ])
  })

  test('with another beginning of its session names both, or the configuration', async () => {
    const text = under(rosterLine(1), lineWith(4, '2026-12-05 09:30', 2))
    expect(await faultsOf(text)).toEqual([
      { line: 3, column: 'start', field: 5, reason: 'start-differs', other: 2 },
    ])
    const terms = { sessions: [{ session: '上午', start: '2026-12-05 09:30' }] }
    expect(await faultsOf(text, terms)).toEqual([
      { line: 2, column: 'start', field: 5, reason: 'start-differs', other: null },
    ])
  })

  test('of a session that nobody configured, or that nobody says the time of', async () => {
    const sessions = [{ session: '下午', start: '2026-12-05 14:00' }]
    expect(await faultsOf(under(rosterLine(1)), { sessions })).toMatchObject([
      { column: 'session', field: 4, reason: 'unknown-session' },
    ])
    const text = `准考证号,座位号,场次,应用标识\nA1,7,上午,${pseudonymOf(1)}`
    expect(await faultsOf(text)).toMatchObject([{ column: 'session', field: 3, reason: 'no-start' }])
  })

  test('is one of a hundred in the report; the others are counted', async () => {
    const lines = Array.from({ length: 250 }, (_, index) => lineWith(1, '', index + 1))
    const reading = await read(under(...lines))
    expect(reading).toMatchObject({ state: 'refused-lines', further: 150 })
    expect(reading.state === 'refused-lines' ? reading.faults.length : 0).toBe(100)
  })
})

describe('whatever stands in a file', () => {
  test('a field of ten million characters is one bad line', async () => {
    for (const field of ['字'.repeat(3_000_000), `"${'a'.repeat(10_000_000)}`, '"'.repeat(10_000_000)]) {
      expect(await faultsOf(under(field, rosterLine(1)))).toMatchObject([{ line: 2, reason: 'too-long' }])
    }
  })

  test('a hundred thousand bad lines are counted in one go, and let others work between', async () => {
    let turns = 0
    const turn = setInterval(() => (turns += 1), 1)
    const reading = await read(under(...Array.from({ length: 100_000 }, () => '"')))
    clearInterval(turn)
    expect(reading).toMatchObject({ further: 99_900 })
    expect(turns).toBeGreaterThan(5)
  })

  test('a roster that was cut off anywhere is refused or a roster with fewer people, never one with others', async () => {
    const bytes = gbkOf(rosterText(3))
    const whole = await read(bytes)
    const withoutDisplay = (entries: readonly RosterEntry[]) =>
      entries.map((entry) => ({ ...entry, display: null }))
    const all = whole.state === 'read' ? whole.roster.entries : []
    for (let length = 0; length < bytes.length; length++) {
      const reading = await read(bytes.subarray(0, length))
      if (reading.state !== 'read') continue
      // What a cut can shorten unseen is the text beside a person; the last line's alone.
      const count = reading.roster.entries.length
      expect(withoutDisplay(reading.roster.entries)).toEqual(withoutDisplay(all.slice(0, count)))
    }
  })

  test('octets at random end in a closed answer', async () => {
    const piece = fc.oneof(
      fc.constantFrom('准考证号,', '"', '\r', '\n', ',', '\u0000', '１', 'ticket,seat,expected,session\n'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => new TextEncoder().encode(pieces.join('')))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), text), async (bytes) => {
        const reading = await read(bytes)
        expect(['refused-file', 'refused-lines']).toContain(reading.state)
      }),
      { numRuns: 500 },
    )
  })
})

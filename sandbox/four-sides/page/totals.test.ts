import { describe, expect, test } from 'vitest'
import type { JournalEntry, Sides, StoredRow, StoredValue } from '../api.ts'
import { en } from './locale-en.ts'
import { zhCN } from './locale-zh-cn.ts'
import { citizenTotal, entriesOf, platformTotal, relyingPartyTotal, terminalTotal } from './totals.ts'

const bizSeq = 'abcdefghijklmnopqrstuvwxyz012345'
const consent = 'A'.repeat(32)
const pseudonym = 'B'.repeat(32)
const digest = 'ab'.repeat(32)
const at = Date.UTC(2026, 10, 30)

const row = (table: string, columns: Readonly<Record<string, StoredValue>>): StoredRow => ({
  table,
  columns: Object.entries({ biz_seq: bizSeq, ...columns }).map(([name, value]) => ({ name, value })),
})
const record = (event: string, fields: object): JournalEntry => ({
  seq: 1,
  at,
  event,
  fields: JSON.stringify({ bizSeq, ...fields }),
})

const complete = { evidence: 'wallet-code', verdict: 'pass', receipt: 'ab'.repeat(10), duration: 90 }
const check = row('checks', {
  terminal: '12345678',
  custom_number: '10000001',
  verdict: 'pass',
  cause: null,
  citizen: 'test-1',
  decided_at: at,
  reply: { octets: 'abcd' },
})
const approval = row('approvals', {
  terminal: '12345678',
  custom_number: '10000001',
  policy: 'hall-r01',
  subject: 'self',
  purpose: digest,
  received_at: at,
  stage: 'waiting',
  citizen: null,
})
const delivery = row('deliveries', { pseudonym, age_mark: null, consent: null, received_at: at })
const given = row('consents', { number: consent, citizen: 'test-1', fields: '["name"]', given_at: at })
const retained = row('retained', {
  consent,
  pseudonym,
  fields: '{"name":"测试一","document-number":"990000198405120015"}',
  ends_at: at,
})

interface Stores {
  readonly visit?: JournalEntry[]
  readonly records?: JournalEntry[]
  readonly relyingParties?: StoredRow[][]
  readonly platform?: StoredRow[]
  readonly phones?: Sides['citizen']['phones']
}

const sidesOf = ({ visit = [], records = [], relyingParties = [], platform = [], phones = [] }: Stores) =>
  ({
    bizSeq,
    outcome: 'pass',
    citizen: { screens: visit, phones },
    terminal: { heldFrom: at, goneAt: at, records },
    relyingParties: relyingParties.map((rows, index) => ({ name: `party ${index}`, rows })),
    platform,
  }) satisfies Sides

const terminal = (stores: Stores) => zhCN.terminal.total(terminalTotal(entriesOf(sidesOf(stores))))
const party = (stores: Stores) => zhCN.relyingParty.total(relyingPartyTotal(entriesOf(sidesOf(stores))))
const platform = (stores: Stores) => zhCN.platform.total(platformTotal(entriesOf(sidesOf(stores))))

describe('the terminal’s total', () => {
  test('counts what its journal keeps, in which there is no room for anybody', () => {
    const records = [record('check.init', { authMode: 'R01' }), record('check.complete', complete)]
    expect(terminal({ records })).toBe('留下 7 项，没有一项能认出人')
  })

  test.each([
    ['a field that the table of events does not know', record('check.complete', { ...complete, who: 1 })],
    ['an event that it does not know', record('check.noted', { who: 'pass' })],
    ['a word of no list', record('check.complete', { ...complete, who: '测试一' })],
    ['a name in a known field', record('check.init', { authMode: '测试一' })],
    ['a name where a number belongs', record('check.complete', { ...complete, duration: '测试一' })],
  ])('does not say so of %s', (_, planted) => {
    expect(terminal({ records: [planted] })).toMatch(/^有 1 项说不准会不会认出人：/)
    expect(terminal({ visit: [planted] })).toMatch(/^有 1 项/)
  })
})

describe('the relying party’s total', () => {
  test('is a pseudonym that stands nowhere else', () => {
    expect(party({ relyingParties: [[delivery], []], platform: [check] })).toBe('一个只在这里使用的代号')
  })

  test('does not say so of one that another store has, too', () => {
    expect(party({ relyingParties: [[delivery], [delivery]] })).toBe('一个别处也有的代号')
    const elsewhere = row('checks', { citizen: pseudonym })
    expect(party({ relyingParties: [[delivery]], platform: [elsewhere] })).toBe('一个别处也有的代号')
  })

  test('names what it keeps by law, and the consent that the platform has to it', () => {
    const relyingParties = [[delivery, retained]]
    expect(party({ relyingParties, platform: [given] })).toBe(
      '一个只在这里使用的代号；姓名、证件号码（本人单独同意）',
    )
    expect(party({ relyingParties, platform: [check] })).toMatch(/（没有查到本人同意）$/)
  })

  test('is nothing where nothing stands, and says of a column that nobody knows that it may tell more', () => {
    expect(party({ relyingParties: [[], []] })).toBe('没有任何内容')
    expect(party({ relyingParties: [[row('deliveries', { received_at: at })]] })).toBe('没有一项能认出人')
    expect(party({ relyingParties: [[row('deliveries', { nickname: '小明' })]] })).toBe(
      '说不准的 1 项：nickname',
    )
    expect(party({ relyingParties: [[row('deliveries', { citizen: 'test-1', age_mark: 'minor' })]] })).toBe(
      '平台对本人的编号；年龄段',
    )
  })
})

describe('the platform’s total', () => {
  test('is who, when and for whom, and not where or what for', () => {
    expect(platform({ platform: [check, approval] })).toBe(
      '知道是谁、什么时候、哪个单位；不知道在哪里、为了什么',
    )
  })

  test('is not who, where nobody was shown to it', () => {
    expect(platform({ platform: [approval] })).toBe('知道什么时候、哪个单位；不知道是谁、在哪里、为了什么')
  })

  test('is what for, once a purpose stands there in words, and where, once a hall does', () => {
    const told = row('approvals', { purpose: '社会保障卡补办', hall: '示例政务大厅' })
    expect(platform({ platform: [check, told] })).toBe('知道是谁、什么时候、哪个单位、在哪里、为了什么')
  })

  test('claims no ignorance beside a value that it cannot place', () => {
    for (const planted of [row('checks', { note: '三楼' }), row('checks', { terminal: '三楼' })]) {
      expect(platform({ platform: [check, planted] })).not.toContain('不知道')
      expect(platform({ platform: [check, planted] })).toMatch(/说不准的 1 项：(note|terminal)$/)
    }
  })

  test('has the guardian beside a child', () => {
    expect(platform({ platform: [check, row('guardian_checks', { guardian: 'test-1' })] })).toMatch(
      /^知道是哪个孩子、哪位监护人/,
    )
    expect(platform({})).toBe('没有任何内容')
  })
})

test('the citizen’s total counts steps and records, and says whether one has the reason', () => {
  const phone = { at, relyingParty: '示例', verdict: 'fail', cause: 'code-used' } as const
  const total = (phones: Sides['citizen']['phones']) =>
    zhCN.citizen.total(citizenTotal(sidesOf({ visit: [record('journey.start', {})], phones })))
  expect(total([phone])).toBe('走过的 1 步，手机上 1 条记录，写明原因')
  expect(total([{ ...phone, verdict: 'pass', cause: null }])).toBe('走过的 1 步，手机上 1 条记录')
  expect(total([])).toBe('走过的 1 步，手机上没有记录')
})

test('English totals follow the rows as well', () => {
  const entries = entriesOf(sidesOf({ relyingParties: [[delivery]], platform: [approval] }))
  expect([
    en.terminal.total(terminalTotal(entries)),
    en.relyingParty.total(relyingPartyTotal(entries)),
    en.platform.total(platformTotal(entries)),
  ]).toEqual([
    '0 values, none of which tells who it was',
    'a pseudonym that is used here alone',
    'knows when, for whom; not who, where, what for',
  ])
})

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { EventRefused, isEventId, isFieldValue, writeEventFields } from './event-fields.ts'
import { type EventDefinition, events, type FieldKind } from './events.ts'

const definitions: [string, EventDefinition][] = Object.entries(events)
const fields: { field: string; kind: FieldKind }[] = definitions.flatMap(([id, definition]) =>
  Object.entries(definition.fields).map(([name, kind]) => ({ field: `${id}.${name}`, kind })),
)

/** What somebody might try to put into a record about a person. */
const identities = [
  '测试一',
  '990000199001011234',
  'CESHI<<YI',
  'WZ1:AAAAAAAAAAAA',
  '1990-01-01',
  '+86 138 0000 0000',
  '90 00 01',
  '',
  ' ',
]

describe('the table of events', () => {
  test('has ids and field names of plain words', () => {
    for (const [id, { fields }] of definitions) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$/)
      for (const name of Object.keys(fields)) expect(name).toMatch(/^[a-z][A-Za-z]*$/)
    }
  })

  test('has a sentence for every event', () => {
    for (const [, { meaning }] of definitions) expect(meaning).toMatch(/^[A-Z].*\.$/)
  })

  test('lists words that are short, plain and different', () => {
    const lists = fields.flatMap(({ kind }) => (typeof kind === 'string' ? [] : [kind]))
    for (const words of lists) {
      expect(new Set(words).size).toBe(words.length)
      for (const word of words) expect(word).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,30}$/)
    }
  })

  test.each(fields)('$field holds no free text', ({ kind }) => {
    for (const text of identities) {
      expect({ text, taken: isFieldValue(kind, text) }).toEqual({ text, taken: false })
    }
    for (const value of [
      null,
      undefined,
      {},
      [],
      true,
      1.5,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 60,
    ]) {
      expect({ value, taken: isFieldValue(kind, value) }).toEqual({ value, taken: false })
    }
  })

  test('a field that is a word takes its words and no other form of them', () => {
    const kind: FieldKind = ['pass', 'fail']
    expect(['pass', 'fail'].every((word) => isFieldValue(kind, word))).toBe(true)
    for (const word of ['PASS', 'pass ', 'pas', 'passfail', ['pass']])
      expect(isFieldValue(kind, word)).toBe(false)
  })

  test('is what docs/events.md says', () => {
    const tool = fileURLToPath(new URL('../../tools/events-doc.mjs', import.meta.url))
    const check = () => execFileSync(process.execPath, [tool, '--check'], { stdio: 'pipe' })
    expect(check).not.toThrow()
  })
})

describe('the fields of an event', () => {
  const bizSeq = '0123456789abcdefghijKLMNOPQRSTUV'
  const receipt = '0123456789abcdef0123'

  test('are written in the order of the table, whatever order they come in', () => {
    const written =
      '{"bizSeq":"0123456789abcdefghijKLMNOPQRSTUV","evidence":"wallet-code","verdict":"pass","receipt":"0123456789abcdef0123","duration":21}'
    expect(
      writeEventFields('check.complete', {
        bizSeq,
        evidence: 'wallet-code',
        verdict: 'pass',
        receipt,
        duration: 21,
      }),
    ).toBe(written)
    expect(
      writeEventFields('check.complete', {
        duration: 21,
        receipt,
        verdict: 'pass',
        evidence: 'wallet-code',
        bizSeq,
      }),
    ).toBe(written)
  })

  test.each<[string, string, object]>([
    ['an event there is not', 'check.note', {}],
    ['a field too many', 'terminal.stop', { note: 'x' }],
    ['a field too few', 'check.init', { bizSeq }],
    [
      'a field that was inherited',
      'check.init',
      Object.assign(Object.create({ bizSeq }), { authMode: 'R01' }),
    ],
    ['a value of another kind', 'check.init', { bizSeq: 5, authMode: 'R01' }],
  ])('are refused with %s', (_what, id, given) => {
    expect(() => writeEventFields(id, given)).toThrow(EventRefused)
  })

  test('names that every object has are not events', () => {
    for (const id of ['toString', 'constructor', '__proto__', 'hasOwnProperty'])
      expect(isEventId(id)).toBe(false)
  })

  test('a refusal names the field and never the value', () => {
    for (const text of identities.filter((text) => text.trim() !== '')) {
      const refused = () => writeEventFields('check.init', { bizSeq: text, authMode: 'R01' })
      expect(refused).toThrow('check.init: field bizSeq missing or not of its kind')
    }
  })
})

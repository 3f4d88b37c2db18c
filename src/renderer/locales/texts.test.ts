import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EvidenceKind } from '../../shared/check.ts'
import { type Language, languages } from '../../shared/journey-view.ts'
import { dateText } from './date-text.ts'
import { textsOf } from './texts.ts'

/** Every text by its path, functions called with words in place of their parameters. */
function paths(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('甲', '乙'))]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => paths(inner, `${path}.${key}`))
}

describe('texts', () => {
  it.each(languages)('%s has every text, none of it empty or with loose spaces', (language) => {
    const expected = paths(textsOf('zh-CN')).map(([path]) => path)
    const found = paths(textsOf(language))
    expect(found.map(([path]) => path).toSorted()).toEqual(expected.toSorted())
    expect(found.filter(([, text]) => text === '' || text.trim() !== text)).toEqual([])
  })

  it.each(languages)('%s closes every emphasis it opens', (language) => {
    const open = paths(textsOf(language)).filter(([, text]) => text.split('*').length % 2 === 0)
    expect(open).toEqual([])
  })

  it('English holds no Chinese but the name that people look for', () => {
    const chinese = paths(textsOf('en')).filter(([, text]) =>
      /\p{Script=Han}/u.test(text.replaceAll(/[甲乙]/g, '')),
    )
    expect(chinese.map(([path]) => path)).toEqual(['.method.names.network-identity'])
  })

  it('traditional and simplified texts do not borrow each other’s characters', () => {
    const traditional = paths(textsOf('zh-Hant'))
      .map(([, text]) => text)
      .join('')
    const simplified = paths(textsOf('zh-CN'))
      .map(([, text]) => text)
      .join('')
    expect(traditional).not.toMatch(/[验证码网络号办选择请开刚监护读还时间过]/)
    expect(simplified).not.toMatch(/[驗證碼網絡號辦選擇請開剛監護讀還時間過]/)
  })
})

/** How a notice calls what the platform knows by these names. */
const named: Readonly<Record<Language, Readonly<Record<EvidenceKind | ToldField, string>>>> = {
  'zh-CN': {
    'wallet-code': '身份码',
    'dynamic-code': '8 位动态码',
    'phone-approval': '两位数字',
    'resident-card': '证件',
    'travel-document': '证件',
    pseudonym: '代号',
    ageMark: '年龄段',
  },
  'zh-Hant': {
    'wallet-code': '身份碼',
    'dynamic-code': '8 位動態碼',
    'phone-approval': '兩位數字',
    'resident-card': '證件',
    'travel-document': '證件',
    pseudonym: '代號',
    ageMark: '年齡段',
  },
  en: {
    'wallet-code': 'identity code',
    'dynamic-code': '8-digit code',
    'phone-approval': 'two digits',
    'resident-card': 'document',
    'travel-document': 'document',
    pseudonym: 'pseudonym',
    ageMark: 'age group',
  },
}
/** What the relying party's server is told of somebody who passed. */
type ToldField = 'pseudonym' | 'ageMark'

describe.each(languages)('the notices in %s', (language) => {
  const { notice, guardianConsent, documentNotice, travelDocumentNotice } = textsOf(language)
  const missing = (text: string) => Object.entries(named[language]).filter(([, name]) => !text.includes(name))
  const records = {
    'zh-CN': ['语言', '为谁办理', '方式和凭证种类', '结果', '未成的原因', '在哪一步求助', '告知版本', '编号'],
    'zh-Hant': [
      '語言',
      '為誰辦理',
      '方式和憑證種類',
      '結果',
      '未成的原因',
      '在哪一步求助',
      '告知版本',
      '編號',
    ],
    en: [
      'language',
      'whom the check was for',
      'method and kind of evidence',
      'result',
      'could not be read or checked',
      'on which screen help was asked for',
      'version of this notice',
      'number of the check',
    ],
  }[language]

  it('name every kind of evidence, and what the handler is told', () => {
    expect(missing(notice.points.way.text)).toEqual([])
    expect(missing(notice.points.kinds.text)).toEqual([])
    expect(missing(guardianConsent.points.kinds.text)).toEqual([])
  })

  it('say of a document too what the handler is told', () => {
    for (const { points } of [documentNotice, travelDocumentNotice]) {
      expect(points.way.text).toContain(named[language].pseudonym)
      expect(points.way.text).toContain(named[language].ageMark)
    }
  })

  it('say what the journal keeps', () => {
    for (const { points } of [notice, documentNotice, travelDocumentNotice]) {
      expect(records.filter((kept) => !points.retention.text.includes(kept))).toEqual([])
    }
  })
})

it.each([
  ['zh-CN', '数字输错'],
  ['zh-Hant', '數字輸入有誤'],
  ['en', 'a digit may have been wrong'],
] as const)('a fail in %s says also what no phone can show', (language, words) => {
  const { fail } = textsOf(language)
  expect(fail.phone).toContain(words)
  expect(fail.phoneRetry).toContain(words)
})

describe('the date in the top band', () => {
  const at = new Date('2026-11-22T01:41:00Z')

  // A terminal that was set up with another zone.
  beforeAll(() => {
    vi.stubEnv('TZ', 'America/New_York')
  })
  afterAll(() => {
    vi.unstubAllEnvs()
  })

  it.each([
    ['zh-CN', '11月22日 星期日 09:41'],
    ['zh-Hant', '11月22日 星期日 09:41'],
    ['en', 'Sun 22 Nov 09:41'],
  ] as const)('in %s is %s', (language, text) => {
    expect(dateText(language, at)).toBe(text)
  })

  it('writes midnight as 00:00', () => {
    expect(dateText('zh-CN', new Date('2026-11-21T16:00:00Z'))).toContain('00:00')
  })
})

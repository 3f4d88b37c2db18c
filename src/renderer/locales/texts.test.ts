import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { languages } from '../../shared/journey-view.ts'
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

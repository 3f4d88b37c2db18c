import { describe, expect, test } from 'vitest'
import { walletLanguages } from '../languages.ts'
import { texts } from './texts.ts'

/** Every text with the path to it; what is made of a value is made of 7, or of a word. */
function spoken(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(Reflect.apply(value, null, [7, 7]))]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => spoken(inner, `${path}.${key}`))
}

describe.each(walletLanguages)('the texts in %s', (language) => {
  const said = spoken(texts[language])

  test('are the same in number as in every other language, and none is empty', () => {
    expect(said.map(([path]) => path)).toEqual(spoken(texts['zh-CN']).map(([path]) => path))
    expect(said.filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('speak to a person: nothing of machines, and the polite 您', () => {
    expect(said.filter(([, text]) => /系统|系統|错误|錯誤|异常|異常|你|error|invalid/iu.test(text))).toEqual(
      [],
    )
  })
})

test('traditional Chinese has no characters of the simplified kind that the other writes differently', () => {
  const simplifiedOnly = /[国网证码时间说请个开关给这为过对发认识页图选择择机构语话应该确]/u
  const found = spoken(texts['zh-Hant']).filter(([, text]) => simplifiedOnly.test(text))
  expect(found).toEqual([])
})

test('English has no Chinese in it', () => {
  expect(spoken(texts.en).filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
})

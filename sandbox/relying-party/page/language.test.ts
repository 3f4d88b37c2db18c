import { describe, expect, test } from 'vitest'
import { partyKinds, relyingParties } from '../../platform/relying-parties.ts'
import { siteLanguages } from '../api.ts'
import { siteTexts } from './language.ts'

/** Every text with where it stands; what is made of something is made of that here. */
function textsIn(value: unknown, at = ''): [at: string, text: string][] {
  if (typeof value === 'string') return [[at, value]]
  if (typeof value === 'function') return textsIn(Reflect.apply(value, null, [3, '3']), at)
  if (typeof value !== 'object' || value === null) throw new TypeError(`no text at ${at}`)
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, `${at}.${name}`))
}

describe('the texts of a site', () => {
  test.each(partyKinds)('call the %s as the platform has it', (kind) => {
    expect(siteTexts['zh-CN'].kinds[kind].name).toBe(relyingParties[kind].name)
  })

  test.each(siteLanguages)('in %s are all there, without loose spaces', (language) => {
    const { register, ...texts } = siteTexts[language]
    const notices = Object.values(texts.kinds).flatMap((kind) => register.notice(kind))
    // Nothing is to be added to "you are signed in"; the sign between two names has its own space.
    const free = new Set(['.outcomes.signed-in.1', '.account.between'])
    const faulty = textsIn({ ...texts, notices }).filter(([, text]) => text === '' || text !== text.trim())
    expect(faulty.map(([at]) => at).filter((at) => !free.has(at))).toEqual([])
  })

  test('in English hold no Chinese, and the two Chinese ones none of the other’s characters', () => {
    const written = (language: (typeof siteLanguages)[number]) =>
      textsIn({ ...siteTexts[language], register: '' })
        .map(([, text]) => text)
        .join('')
    expect(written('en')).not.toMatch(/\p{Script=Han}/u)
    expect(written('zh-Hant')).not.toMatch(/[验证码网络号办选择请开刚监护读还时间过账录注]/)
    expect(written('zh-CN')).not.toMatch(/[驗證碼網絡號辦選擇請開剛監護讀還時間過帳錄註]/)
  })
})

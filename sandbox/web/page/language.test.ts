import { expect, test } from 'vitest'
import { chooseLanguage, choosePageLanguage } from './language.ts'

test('the address decides, then the browser, then Chinese', () => {
  expect(choosePageLanguage('?lang=en', ['zh-CN'])).toBe('en')
  expect(choosePageLanguage('?lang=zh-CN', ['en-GB'])).toBe('zh-CN')
  expect(choosePageLanguage('', ['en-GB', 'zh-CN'])).toBe('en')
  expect(choosePageLanguage('', ['zh-TW'])).toBe('zh-CN')
  expect(choosePageLanguage('?lang=xx', ['fr', 'de'])).toBe('zh-CN')
})

const choose = (search: string, preferred: readonly string[]) =>
  chooseLanguage(['zh-CN', 'zh-Hant', 'en'], search, preferred)

test('where there is traditional Chinese, the address decides, then the browser, then simplified Chinese', () => {
  expect(choose('?lang=zh-Hant', ['en'])).toBe('zh-Hant')
  expect(choose('?lang=en', ['zh-CN'])).toBe('en')
  expect(choose('?lang=xx', ['fr', 'en-GB'])).toBe('en')
  expect(choose('', ['zh-TW', 'en'])).toBe('zh-Hant')
  expect(choose('', ['fr'])).toBe('zh-CN')
})

test.each(['zh-TW', 'zh-HK', 'zh-Hant-MO'])('%s reads traditional characters', (language) => {
  expect(choose('', [language])).toBe('zh-Hant')
})

test.each(['zh', 'zh-SG', 'zh-Hans-CN'])('%s reads simplified characters', (language) => {
  expect(choose('', [language])).toBe('zh-CN')
})

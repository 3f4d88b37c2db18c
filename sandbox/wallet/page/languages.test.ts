import { expect, test } from 'vitest'
import { chooseWalletLanguage } from './languages.ts'

test('the address decides, then the browser, then simplified Chinese', () => {
  expect(chooseWalletLanguage('?lang=zh-Hant', ['en'])).toBe('zh-Hant')
  expect(chooseWalletLanguage('?lang=en', ['zh-CN'])).toBe('en')
  expect(chooseWalletLanguage('?lang=xx', ['fr', 'en-GB'])).toBe('en')
  expect(chooseWalletLanguage('', ['fr'])).toBe('zh-CN')
})

test.each(['zh-TW', 'zh-HK', 'zh-Hant-MO'])('%s reads traditional characters', (language) => {
  expect(chooseWalletLanguage('', [language])).toBe('zh-Hant')
})

test.each(['zh', 'zh-SG', 'zh-Hans-CN'])('%s reads simplified characters', (language) => {
  expect(chooseWalletLanguage('', [language])).toBe('zh-CN')
})

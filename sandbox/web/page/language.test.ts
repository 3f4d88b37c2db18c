import { expect, test } from 'vitest'
import { chooseLanguage } from './language.ts'

test('the address decides, then the browser, then Chinese', () => {
  expect(chooseLanguage('?lang=en', ['zh-CN'])).toBe('en')
  expect(chooseLanguage('?lang=zh-CN', ['en-GB'])).toBe('zh-CN')
  expect(chooseLanguage('', ['en-GB', 'zh-CN'])).toBe('en')
  expect(chooseLanguage('', ['zh-TW'])).toBe('zh-CN')
  expect(chooseLanguage('?lang=xx', ['fr', 'de'])).toBe('zh-CN')
})

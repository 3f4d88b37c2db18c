import { expect, test } from 'vitest'
import { demoConfig } from './demo-config.ts'
import { relyingParties } from './platform/relying-parties.ts'

test('the demo terminal asks under policies that its relying party registered', () => {
  const { platform } = demoConfig('http://127.0.0.1:41001')
  const { customNumber, policies } = relyingParties.hall
  expect(customNumber).toBe(platform.customNumber)
  expect(policies[platform.policy]?.leastMode).toBe(platform.authMode)
  expect(policies[platform.cardPolicy ?? '']?.leastMode).toBe('D01')
})

test('whoever stands in the demo’s notice is marked as a test in every language', () => {
  const { notice } = demoConfig('http://127.0.0.1:41001')
  for (const text of [notice.handler, notice.contact]) {
    expect(text['zh-CN']).toContain('测试')
    expect(text['zh-Hant']).toContain('測試')
    expect(text.en).toContain('test')
  }
})

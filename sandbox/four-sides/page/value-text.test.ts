import { describe, expect, test } from 'vitest'
import type { StoredValue } from '../api.ts'
import { zhCN } from './locale-zh-cn.ts'
import { storedZhCN } from './stored-words.ts'
import { labelOf, momentText, valueText } from './value-text.ts'

const words = { texts: zhCN, stored: storedZhCN, causes: { 'code-used': '用过' }, documents: {} }
const check = Date.UTC(2026, 10, 30, 4)
const text = (name: string, value: StoredValue, isWhole = false) =>
  valueText({ name, value }, words, { isWhole, check })

describe('a stored value', () => {
  test('is a time of day, with its day where that is another one', () => {
    expect(text('decided_at', check + 5)).toEqual({ text: '12:00:00.005', whole: String(check + 5) })
    expect(momentText(check + 86_400_000, check)).toBe('2026-12-01 12:00')
    expect(text('attempts', 3)).toEqual({ text: '3' })
  })

  test('is told by its two ends where it is long, never where it is about a person', () => {
    const digest = `${'0'.repeat(60)}beef`
    expect(text('digest', digest)).toEqual({ text: '000000…beef', length: '64 位', whole: digest })
    expect(text('reply', { octets: 'abcdef0123456789' })).toEqual({ text: 'abcdef…6789', length: '8 字节' })
    expect(text('pseudonym', digest, true)).toEqual({ text: digest })
  })

  test('is a word of the page’s language where its list is closed, and itself otherwise', () => {
    expect(text('verdict', 'pass').text).toBe('通过')
    expect(text('cause', 'code-used').text).toBe('用过')
    expect(text('proven', '[]').text).toBe('没有')
    expect(text('proven', '["password","face"]').text).toBe('口令、人脸')
    expect(text('fields', '["name","document-number"]').text).toBe('姓名、证件号码')
    expect(text('stage', 'toString')).toEqual({ text: 'toString' })
    expect(text('note', '三楼')).toEqual({ text: '三楼' })
  })
})

test('a column is named by its table where that makes a difference, and by itself where it has no words', () => {
  expect(labelOf('consents', 'ends_at', storedZhCN)).toBe('同意到期')
  expect(labelOf('retained', 'ends_at', storedZhCN)).toBe('保留到')
  expect(labelOf('retained', 'toString', storedZhCN)).toBe('toString')
})

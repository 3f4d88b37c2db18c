import { expect, test } from 'vitest'
import { en } from './locale-en.ts'
import { zhCN } from './locale-zh-cn.ts'
import { describeOffset } from './offset.ts'

test('the clock’s distance is told in minutes and seconds, ahead or behind', () => {
  expect(describeOffset(0, zhCN)).toBe('与本机一致')
  expect(describeOffset(61_000, zhCN)).toBe('快 1 分 1 秒')
  expect(describeOffset(600_000, en)).toBe('10 min ahead')
  expect(describeOffset(-30_000, en)).toBe('30 s behind')
})

import { expect, it } from 'vitest'
import { clipName, clipPath, fnv1a64 } from './clip.ts'

it('hashes as FNV-1a of 64 bits does', () => {
  const hash = (text: string) => fnv1a64(new TextEncoder().encode(text))
  expect(hash('')).toBe(0xcbf29ce484222325n)
  expect(hash('a')).toBe(0xaf63dc4c8601ec8cn)
  expect(hash('foobar')).toBe(0x85944171f73967e8n)
})

it('names a clip by 16 hexadecimal digits of its language and its words', () => {
  const name = clipName({ language: 'zh-CN', text: '返回' })
  expect(name).toMatch(/^[0-9a-f]{16}$/)
  expect(clipName({ language: 'zh-Hant', text: '返回' })).not.toBe(name)
  expect(clipName({ language: 'zh-CN', text: '退出' })).not.toBe(name)
  expect(clipPath({ language: 'zh-CN', text: '返回' })).toBe(`zh-CN/${name}.opus`)
})

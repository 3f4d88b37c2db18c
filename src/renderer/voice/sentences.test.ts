import { expect, it } from 'vitest'
import { plainWords, sentencesOf } from './sentences.ts'

it('puts words on one line, as they are spoken', () => {
  expect(plainWords('本机只会收到“*通过*”，\n看不到姓名。')).toBe('本机只会收到“通过”，看不到姓名。')
  expect(plainWords('It only hears *pass*\nor *fail*.')).toBe('It only hears pass or fail.')
})

it('parts words into sentences, each with its end', () => {
  expect(sentencesOf('只用于这一次办理。不作别的用途！好吗？')).toEqual([
    '只用于这一次办理。',
    '不作别的用途！',
    '好吗？',
  ])
  expect(sentencesOf('Used once. Not kept! Why? “Pass.” Then go.')).toEqual([
    'Used once.',
    'Not kept!',
    'Why?',
    '“Pass.”',
    'Then go.',
  ])
})

it('keeps a quotation with the sentence that it ends', () => {
  expect(sentencesOf('点“返回。”再来。')).toEqual(['点“返回。”', '再来。'])
})

it('leaves out what has nothing to speak', () => {
  expect(sentencesOf('…”。')).toEqual([])
  expect(sentencesOf('')).toEqual([])
})

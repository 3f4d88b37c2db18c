import { expect, test } from 'vitest'
import { counterViewsIn } from '../preview/counter-specimens.ts'
import { counterSoundOf } from './counter-sound.ts'

const views = counterViewsIn('zh-CN')
const view = (name: string) => {
  const found = views[name]
  if (!found) throw new Error(`there is no ${name}`)
  return found
}
const waiting = view('exam-number')

test.each([
  ['exam-result-1-admitted', 'pass'],
  ['exam-result-3-failed', 'fail'],
  ['exam-result-4-admitted-before', 'attention'],
  ['exam-result-10-unavailable', 'attention'],
  ['exam-not-a-code', 'attention'],
  ['hotel-consent', 'attention'],
  ['exam-present', null],
  ['exam-reading', null],
])('%s sounds: %s', (name, sound) => {
  expect(counterSoundOf(waiting, view(name))).toBe(sound)
})

test('a result that stands is silent, and another one is heard', () => {
  const admitted = view('exam-result-1-admitted')
  expect(counterSoundOf(admitted, structuredClone(admitted))).toBeNull()
  expect(counterSoundOf(admitted, view('exam-result-3-failed'))).toBe('fail')
})

test('whoever logs in hears nothing', () => {
  expect(counterSoundOf(null, view('locked'))).toBeNull()
  expect(counterSoundOf(view('locked'), view('set-up'))).toBeNull()
})

import { expect, it } from 'vitest'
import type { ApprovalView, JourneyScreen, PresentHint } from '../../shared/journey-view.ts'
import { viewWith } from '../preview/specimens.ts'
import { soundOf } from './screen-sound.ts'

const present = (hint: PresentHint, approval: ApprovalView | null = null): JourneyScreen => ({
  name: 'present',
  method: approval ? 'network-identity' : 'identity-card',
  turn: 'own',
  reader: 'ready',
  hint,
  typing: 'not-offered',
  approval,
  documentKey: false,
  terminal: null,
})
const pass: JourneyScreen = { name: 'pass', service: '测试', handsOver: false }
const sound = (before: JourneyScreen, after: JourneyScreen) => soundOf(viewWith(before), viewWith(after))

it('gives pass, fail and cannot-now three different sounds', () => {
  const verifying: JourneyScreen = { name: 'verifying' }
  expect(sound(verifying, pass)).toBe('pass')
  expect(sound(verifying, { name: 'fail', canRetry: true })).toBe('fail')
  expect(sound(verifying, { name: 'unavailable', cause: 'network', canRetry: true })).toBe('attention')
})

it('does not repeat a verdict’s sound when the language changes on it', () => {
  const before = viewWith(pass, 'zh-CN')
  const after = viewWith(pass, 'en')
  expect(soundOf(before, after)).toBeNull()
})

it('asks for attention once per hint that wants something of the citizen', () => {
  expect(sound(present('reading'), present('not-a-code'))).toBe('attention')
  expect(sound(present('not-a-code'), present('not-a-code'))).toBeNull()
  for (const hint of [
    'read-again',
    'shown-before',
    'take-away-first',
    'card-unusable',
    'not-a-document-key',
    'document-key-wrong',
    'lay-back',
    'document-unusable',
  ] as const) {
    expect(sound(present('reading'), present(hint))).toBe('attention')
    expect(sound(present(hint), present(hint))).toBeNull()
  }
  expect(sound(present('none'), present('reading'))).toBeNull()
})

it('asks for attention once when a phone approved, or will not', () => {
  const waiting = present('none', { state: 'waiting', code: 'WZA1.0' })
  for (const state of ['approved', 'ended'] as const) {
    expect(sound(waiting, present('none', { state }))).toBe('attention')
    expect(sound(present('none', { state }), present('none', { state }))).toBeNull()
  }
  const next = present('none', { state: 'waiting', code: 'WZA1.1' })
  expect(sound(waiting, next)).toBeNull()
  expect(sound(waiting, present('none', { state: 'opened' }))).toBeNull()
  expect(sound(present('none', { state: 'ended' }), present('none', { state: 'offering' }))).toBeNull()
})

it('is silent on every other way through the journey', () => {
  const quiet: readonly JourneyScreen[] = [
    { name: 'attract', services: [], hasMore: false },
    { name: 'service', services: [] },
    { name: 'method', service: '测试', methods: ['window'], subject: 'self' },
    {
      name: 'document-notice',
      service: '测试',
      notice: { version: '1', handler: '测试', contact: '测试', points: [] },
      method: 'travel-document',
    },
    present('none'),
    { name: 'verifying' },
    { name: 'hand-over', service: '测试' },
    { name: 'window' },
    { name: 'help', askedFrom: 'pass' },
    { name: 'out-of-service', rest: { cause: 'fault' } },
  ]
  for (const screen of quiet) expect(soundOf(null, viewWith(screen))).toBeNull()
})

it('asks for attention once when the visit is about to end', () => {
  const notice = viewWith({ name: 'verifying' })
  const warned = { ...notice, warning: { seconds: 20, canStay: true } }
  expect(soundOf(notice, warned)).toBe('attention')
  expect(soundOf(warned, warned)).toBeNull()
  expect(soundOf(warned, notice)).toBeNull()
})

it('does not give a verdict’s sound again to somebody who comes back to it from help', () => {
  expect(sound({ name: 'help', askedFrom: 'pass' }, pass)).toBeNull()
  expect(
    sound(
      { name: 'help', askedFrom: 'unavailable' },
      {
        name: 'unavailable',
        cause: 'network',
        canRetry: true,
      },
    ),
  ).toBeNull()
})

import { describe, expect, test } from 'vitest'
import type { Subject } from '../../src/shared/check.ts'
import type { Decision } from './decision.ts'
import { judge, type Standing } from './subjects.ts'

const standings: Readonly<Record<string, Standing>> = {
  parent: { state: 'active', age: '18-and-over', guardians: [] },
  stranger: { state: 'active', age: '18-and-over', guardians: [] },
  resting: { state: 'suspended', age: '18-and-over', guardians: [] },
  child: { state: 'active', age: 'under-14', guardians: ['parent', 'resting', 'youth'] },
  infant: { state: 'active', age: 'under-8', guardians: ['parent'] },
  youth: { state: 'active', age: '14-17', guardians: ['parent'] },
  gone: { state: 'deleted', age: '18-and-over', guardians: [] },
}

const of = (citizen: string | null): Decision => ({ verdict: 'pass', citizen })
const outcome = (subject: Subject, citizens: readonly (string | null)[], mode: 'R01' | 'D01' = 'R01') => {
  const judgement = judge(subject, mode, citizens.map(of), (citizen) => standings[citizen])
  return judgement.verdict === 'pass' ? 'pass' : judgement.cause
}

describe('a check with the 网证', () => {
  test.each<[string, Subject, readonly string[], string]>([
    ['an adult for themselves', 'self', ['parent'], 'pass'],
    ['an adult who is called supervised: no age is told', 'supervised', ['parent'], 'pass'],
    ['14 to 17 under supervision', 'supervised', ['youth'], 'pass'],
    ['14 to 17 alone', 'self', ['youth'], 'supervision-missing'],
    ['14 to 17 with the guardian’s own', 'child', ['parent', 'youth'], 'pass'],
    ['a child alone', 'self', ['child'], 'guardian-missing'],
    ['a child under supervision alone', 'supervised', ['child'], 'guardian-missing'],
    ['a child with the guardian', 'child', ['parent', 'child'], 'pass'],
    ['a child with an adult who is not the guardian', 'child', ['stranger', 'child'], 'guardian-missing'],
    ['a child with a guardian of 14 to 17', 'child', ['youth', 'child'], 'guardian-missing'],
    ['guardian and child the wrong way round', 'child', ['child', 'parent'], 'guardian-missing'],
    ['a child as its own guardian', 'child', ['child', 'child'], 'guardian-missing'],
    ['two adults', 'child', ['parent', 'stranger'], 'guardian-missing'],
    ['a child whose guardian’s 网证 is suspended', 'child', ['resting', 'child'], 'suspended'],
    ['a suspended 网证', 'self', ['resting'], 'suspended'],
    ['a deleted one', 'self', ['gone'], 'suspended'],
    ['one of nobody', 'self', ['nobody'], 'suspended'],
  ])('%s', (_what, subject, citizens, expected) => {
    expect(outcome(subject, citizens)).toBe(expected)
  })

  test('fails when either half of a child’s check fails, and both histories learn of it', () => {
    const bad: Decision = { verdict: 'fail', cause: 'code-expired', citizen: 'parent' }
    const find = (citizen: string) => standings[citizen]
    const failed = { verdict: 'fail', cause: 'code-expired', citizen: 'child', guardian: 'parent' }
    expect(judge('child', 'R01', [bad, of('child')], find)).toEqual(failed)
    const badChild: Decision = { verdict: 'fail', cause: 'code-used', citizen: 'child' }
    expect(judge('child', 'R01', [of('parent'), badChild], find)).toEqual({ ...failed, cause: 'code-used' })
  })

  test('needs both halves', () => {
    expect(() => outcome('child', ['parent'])).toThrow(TypeError)
    expect(() => outcome('self', [])).toThrow(TypeError)
  })
})

describe('a check with documents', () => {
  test.each<[string, Subject, readonly (string | null)[], string]>([
    ['a child’s own card', 'self', ['child'], 'pass'],
    ['a card whose holder’s 网证 is suspended', 'self', ['resting'], 'pass'],
    ['a holder without 网证', 'self', [null], 'pass'],
    ['a child and the guardian', 'child', ['parent', 'child'], 'pass'],
    ['a child and a stranger', 'child', ['stranger', 'child'], 'guardian-missing'],
    ['two holders whom nobody here knows', 'child', [null, null], 'pass'],
  ])('%s', (_what, subject, citizens, expected) => {
    expect(outcome(subject, citizens, 'D01')).toBe(expected)
  })
})

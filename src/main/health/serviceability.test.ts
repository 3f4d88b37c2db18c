import { expect, it } from 'vitest'
import { createServiceability } from './serviceability.ts'

it('one impediment stops the terminal, and only the last one gone brings it back', () => {
  const serviceability = createServiceability()
  const said: boolean[] = []
  serviceability.watch((serviceable) => said.push(serviceable))
  serviceability.note('journal', true)
  serviceability.note('platform', true)
  serviceability.note('platform', false)
  serviceability.note('journal', true)
  serviceability.note('journal', false)
  expect(said).toEqual([true, false, true])
})

it('who begins to watch late hears how it stands', () => {
  const serviceability = createServiceability()
  serviceability.note('root', true)
  const said: boolean[] = []
  serviceability.watch((serviceable) => said.push(serviceable))
  expect(said).toEqual([false])
})

it('tells a hall that is closed from a terminal that is at fault', () => {
  const serviceability = createServiceability()
  const said: boolean[] = []
  serviceability.watch((serviceable) => said.push(serviceable))
  serviceability.note('hours', true)
  expect(serviceability.has('hours')).toBe(true)
  serviceability.note('platform', true)
  serviceability.note('hours', false)
  expect(serviceability.has('hours')).toBe(false)
  expect(said).toEqual([true, false])
})

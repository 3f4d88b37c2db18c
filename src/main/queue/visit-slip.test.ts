import { expect, it } from 'vitest'
import { terminalConfigSchema } from '../../shared/config.ts'
import { fixtureConfig } from '../journey/journey-fixture.ts'
import { visitSlip } from './visit-slip.ts'

const [card, proof] = fixtureConfig.services
const config = terminalConfigSchema.parse({
  ...fixtureConfig,
  hall: {
    ...fixtureConfig.hall,
    windows: [{ number: '3', slips: 'A' }, { number: '5' }, { number: '7', slips: 'B' }],
  },
  services: [
    { ...card, window: '7', handOver: { to: 'slip' } },
    { ...proof, window: '5' },
  ],
})

function visits() {
  const taken: string[] = []
  const slipOf = visitSlip(config, (letter) => {
    taken.push(letter)
    return `${letter}00${taken.length}`
  })
  return { taken, slipOf }
}

it('whoever is sent to a window gets a number of that window', () => {
  const { slipOf } = visits()
  expect(slipOf('method', 'card')).toBeNull()
  expect(slipOf('window', 'card')).toBe('B001')
  expect(slipOf('attract', null)).toBeNull()
  expect(slipOf('window', null)).toBe('A002')
})

it('a window that gives no numbers gives none, nor does a pass that leads to no window', () => {
  const { slipOf, taken } = visits()
  expect(slipOf('window', 'proof')).toBeNull()
  expect(slipOf('attract', null)).toBeNull()
  expect(slipOf('pass', 'proof')).toBeNull()
  expect(taken).toEqual([])
})

it('a pass that leads to a window gives a number to wait with there', () => {
  expect(visits().slipOf('pass', 'card')).toBe('B001')
})

it('a visit has one number however often its screen comes, and the next visit another', () => {
  const { slipOf, taken } = visits()
  expect([slipOf('pass', 'card'), slipOf('pass', 'card'), slipOf('window', 'card')]).toEqual([
    'B001',
    'B001',
    'B001',
  ])
  expect(taken).toEqual(['B'])
  slipOf('attract', null)
  expect(slipOf('window', 'card')).toBe('B002')
})

it('a number that could not be kept is not asked for again on the same visit', () => {
  let asked = 0
  const slipOf = visitSlip(config, () => {
    asked++
    return null
  })
  expect([slipOf('window', null), slipOf('window', null)]).toEqual([null, null])
  expect(asked).toBe(1)
})

import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { documentFaultsSchema, faultsSchema, scannerFaultsSchema } from '../api.ts'
import { documentSwitches, type FaultSwitches, samSwitches, scannerSwitches } from './fault-switches.ts'

function behave<Faults extends object, Id extends keyof Faults & string>(
  { none, ids, turned, isOn }: FaultSwitches<Faults, Id>,
  schema: z.ZodType,
) {
  test.each(ids)('has %s switched on and off by itself, and the bench’s server takes it', (id) => {
    const faults = turned(none, id, true)
    expect(ids.filter((other) => isOn(faults, other))).toEqual([id])
    expect(schema.parse(faults)).toEqual(faults)
    expect(turned(faults, id, false)).toEqual(none)
  })

  test('has several faults at once, and none that is not named', () => {
    const all = ids.reduce((faults, id) => turned(faults, id, true), none)
    expect(ids.filter((id) => isOn(all, id))).toEqual(ids)
    expect(schema.parse({})).toEqual(none)
  })
}

describe('the scanner', () => {
  behave(scannerSwitches, scannerFaultsSchema)
})
describe('the card reader', () => {
  behave(samSwitches, faultsSchema)
})
describe('the document reader', () => {
  behave(documentSwitches, documentFaultsSchema)
})

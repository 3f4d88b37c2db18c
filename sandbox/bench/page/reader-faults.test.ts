import { expect, test } from 'vitest'
import { faultsSchema } from '../api.ts'
import { noFaults } from '../sam/faults.ts'
import { hasFault, switchableFaultIds, withFault } from './reader-faults.ts'

test.each(switchableFaultIds)(
  '%s is switched on and off by itself, and the bench’s server takes it',
  (id) => {
    const faults = withFault(noFaults, id, true)
    expect(switchableFaultIds.filter((other) => hasFault(faults, other))).toEqual([id])
    expect(faultsSchema.parse(faults)).toEqual(faults)
    expect(withFault(faults, id, false)).toEqual(noFaults)
  },
)

test('several faults are on at once', () => {
  const faults = withFault(withFault(noFaults, 'damaged', true), 'slowness', true)
  expect(switchableFaultIds.filter((id) => hasFault(faults, id))).toEqual(['damaged', 'slowness'])
  expect(faultsSchema.parse({})).toEqual(noFaults)
})

import { expect, test } from 'vitest'
import { documentFaultsSchema } from '../api.ts'
import { noDocumentFaults } from '../document-faults.ts'
import { hasDocumentFault, switchableDocumentFaultIds, withDocumentFault } from './document-fault-switches.ts'

test.each(switchableDocumentFaultIds)(
  '%s is switched on and off by itself, and the bench’s server takes it',
  (id) => {
    const faults = withDocumentFault(noDocumentFaults, id, true)
    expect(switchableDocumentFaultIds.filter((other) => hasDocumentFault(faults, other))).toEqual([id])
    expect(documentFaultsSchema.parse(faults)).toEqual(faults)
    expect(withDocumentFault(faults, id, false)).toEqual(noDocumentFaults)
  },
)

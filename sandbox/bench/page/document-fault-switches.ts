import { type DocumentFaults, noDocumentFaults } from '../document-faults.ts'

/** What the page has a switch for, and what each switches on. */
export const switchableDocumentFaults = {
  /** When the document is open and is being read. */
  liftedAt: 8,
  /** More than a reading as a whole may take. */
  slowness: 700,
} as const satisfies DocumentFaults

export type SwitchableDocumentFault = keyof DocumentFaults

export const switchableDocumentFaultIds = [
  'liftedAt',
  'slowness',
] as const satisfies readonly SwitchableDocumentFault[]

/** The faults with this one switched on or off; the other stays as it is. */
export function withDocumentFault(
  faults: DocumentFaults,
  id: SwitchableDocumentFault,
  on: boolean,
): DocumentFaults {
  return { ...faults, [id]: on ? switchableDocumentFaults[id] : noDocumentFaults[id] }
}

export function hasDocumentFault(faults: DocumentFaults, id: SwitchableDocumentFault): boolean {
  return faults[id] !== noDocumentFaults[id]
}

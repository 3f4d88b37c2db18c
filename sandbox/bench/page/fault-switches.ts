import { type DocumentFaults, noDocumentFaults } from '../document-faults.ts'
import { noFaults, type SamFaults } from '../sam/faults.ts'
import { noScannerFaults, type ScannerFaults } from '../scanner-faults.ts'

/** What the page has switches for of one device. Any mix of them can be on. */
export interface FaultSwitches<Faults, Id extends keyof Faults> {
  /** As a device is that has nothing. */
  readonly none: Faults
  readonly ids: readonly Id[]
  /** The faults with this one switched on or off; the others stay as they are. */
  readonly turned: (faults: Faults, id: Id, on: boolean) => Faults
  readonly isOn: (faults: Faults, id: Id) => boolean
}

/** @param on what each switch switches on, in the order in which they stand there */
function switches<Faults extends object, Id extends keyof Faults>(
  none: Faults,
  on: readonly (readonly [Id, Faults[Id]])[],
): FaultSwitches<Faults, Id> {
  const values = new Map(on)
  return {
    none,
    ids: [...values.keys()],
    turned: (faults, id, isOn) => ({ ...faults, [id]: (isOn ? values.get(id) : undefined) ?? none[id] }),
    isOn: (faults, id) => faults[id] !== none[id],
  }
}

export const scannerSwitches = switches<ScannerFaults, keyof ScannerFaults>(noScannerFaults, [
  // Under the second after which no more reports of a code are waited for.
  ['slowness', 400],
  ['noise', 0.4],
])

export type SwitchableSamFault = Exclude<keyof SamFaults, 'pieces'>

export const samSwitches = switches<SamFaults, SwitchableSamFault>(noFaults, [
  ['selfTestFailed', true],
  ['notAuthorised', true],
  ['unreadable', true],
  ['liftedWhileRead', true],
  ['silent', true],
  ['damaged', true],
  ['garbage', true],
  // Of the 1,295 octets of a card.
  ['cutAfter', 600],
  ['noise', 48],
  ['slowness', 4],
])

export const documentSwitches = switches<DocumentFaults, keyof DocumentFaults>(noDocumentFaults, [
  // When the document is open and is being read.
  ['liftedAt', 8],
  // Some answers of a reading, and not so many that it comes to no end.
  ['noise', 0.03],
  // More than a reading as a whole may take.
  ['slowness', 700],
])

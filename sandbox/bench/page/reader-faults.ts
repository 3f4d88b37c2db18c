import { type SamFaults, noFaults } from '../sam/faults.ts'

/** The faults that the page has a switch for, and what each switches on. Any mix of them can be on. */
export const switchableFaults = {
  selfTestFailed: true,
  notAuthorised: true,
  unreadable: true,
  liftedWhileRead: true,
  silent: true,
  damaged: true,
  garbage: true,
  /** Of the 1,295 octets of a card. */
  cutAfter: 600,
  slowness: 4,
} as const satisfies Partial<SamFaults>

export type SwitchableFault = keyof typeof switchableFaults

export const switchableFaultIds = [
  'selfTestFailed',
  'notAuthorised',
  'unreadable',
  'liftedWhileRead',
  'silent',
  'damaged',
  'garbage',
  'cutAfter',
  'slowness',
] as const satisfies readonly SwitchableFault[]

/** The reader's faults with this one switched on or off; the others stay as they are. */
export function withFault(faults: SamFaults, id: SwitchableFault, on: boolean): SamFaults {
  return { ...faults, [id]: on ? switchableFaults[id] : noFaults[id] }
}

export function hasFault(faults: SamFaults, id: SwitchableFault): boolean {
  return faults[id] !== noFaults[id]
}

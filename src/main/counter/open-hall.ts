import { DatabaseError, type DatabaseFault } from '../database/database-file.ts'
import { openEmbeddedHallStore } from '../hall-store/embedded/embedded-hall-store.ts'
import { type HallStore, HallStoreError, type HallStoreFault } from '../hall-store/hall-store.ts'

export interface OpenedHall {
  readonly store: HallStore
  /** Why nobody can be let in; null where the store can be used. */
  readonly fault: HallStoreFault | null
}

/**
 * Opens the hall's store. A file that cannot be used stays as it is, for whoever can mend it; what stands in its place
 * refuses everything.
 */
export function openHall(path: string, gate: string): OpenedHall {
  try {
    return { store: openEmbeddedHallStore(path, gate), fault: null }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const fault = faultOf(error.fault)
    return { store: closedHall(fault), fault }
  }
}

function faultOf(fault: DatabaseFault): HallStoreFault {
  switch (fault) {
    case 'unreadable':
      return 'disk'
    case 'held':
      return 'unavailable'
    case 'damaged':
    case 'other-file':
    case 'newer':
      return 'damaged'
  }
}

function closedHall(fault: HallStoreFault): HallStore {
  const refuse = () => Promise.reject(new HallStoreError(fault))
  return {
    begin: refuse,
    pending: refuse,
    settle: refuse,
    abandon: refuse,
    admission: refuse,
    undo: refuse,
    counts: refuse,
    latest: refuse,
    historyOf: refuse,
    admissions: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    close: async () => undefined,
  }
}

/** What can keep the terminal from checking anybody; `hours` is no fault: the hall is closed. `hall`: a counter's store. */
export type Impediment = 'journal' | 'platform' | 'root' | 'hours' | 'hall'

export interface Serviceability {
  /** Notes that an impediment came up, or that it is gone. */
  note(impediment: Impediment, present: boolean): void
  /** Calls back now and at each change with whether the terminal can serve. */
  watch(callback: (serviceable: boolean) => void): void
  /** Whether this one is there. */
  has(impediment: Impediment): boolean
}

/** One impediment is enough to be out of service; the last one gone is what it takes to be back. */
export function createServiceability(): Serviceability {
  const present = new Set<Impediment>()
  const callbacks: ((serviceable: boolean) => void)[] = []
  return {
    note(impediment, isPresent) {
      const before = present.size === 0
      if (isPresent) present.add(impediment)
      else present.delete(impediment)
      const after = present.size === 0
      if (before !== after) for (const callback of callbacks) callback(after)
    },
    watch(callback) {
      callbacks.push(callback)
      callback(present.size === 0)
    },
    has: (impediment) => present.has(impediment),
  }
}

/** Something that takes octets from outside. */
export interface FuzzTarget {
  readonly name: string
  /** What it is meant to read; what it gets is made from these. */
  readonly samples: readonly Uint8Array[]
  /** No input is longer (octets); 4096 unless it says otherwise. */
  readonly longest?: number
  /** So many times fewer inputs are fed than to the others, 1 unless it says otherwise: each takes sums of its own. */
  readonly costs?: number
  /** Takes one input, which it owns. Whatever it throws is a finding. */
  take(input: Uint8Array): void | Promise<void>
}

/** How many inputs a target gets of a run. */
export function shareOf({ costs = 1 }: FuzzTarget, inputs: number): number {
  return Math.ceil(inputs / costs)
}

/** Runs it and lets errors of this type pass: they are how it refuses. */
export function orRefuse<T>(
  refusal: abstract new (...parameters: never[]) => Error,
  read: () => T,
): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof refusal) return null
    throw error
  }
}

/** A property that must hold whatever comes in. */
export function mustHold(holds: boolean, what: string): void {
  if (!holds) throw new TypeError(`does not hold: ${what}`)
}

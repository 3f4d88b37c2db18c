/** Where to go next: the way to the nearest transition that has not occurred yet. */
import { afterStep, keyOf, type Reached, type Step, stepName, stepsFrom } from './steps.ts'
import type { SilentSnapshot } from './silent-journey.ts'

/** Where so many states are nearer, what is wanted lies deep, and only what leads on is tried. */
const nearStates = 2_500

const asides = new Set([
  'help',
  'back',
  'cancel',
  'set-language',
  'set-access',
  'type-in',
  'start',
  'start-easy',
])

/** What leads deeper into a visit: no aside, nothing at a device. */
function leadsOn({ by, event }: Step): boolean {
  return by === 'phone' || by === 'time' || (by === 'screen' && !asides.has(event.type))
}

interface Edge {
  readonly step: Step
  readonly key: string
  readonly transitions: readonly string[]
}

/** What has been found out of the statechart so far. */
export class KnownGround {
  readonly #snapshots = new Map<string, SilentSnapshot>()
  readonly #edges = new Map<string, readonly Edge[]>()

  #edgesFrom(key: string): readonly Edge[] {
    const known = this.#edges.get(key)
    if (known) return known
    const snapshot = this.#snapshots.get(key)
    if (!snapshot) throw new Error('nothing is known of that state')
    const edges = stepsFrom(snapshot).map((step) => {
      const reached: Reached = afterStep(snapshot, step)
      const next = keyOf(reached.snapshot)
      if (!this.#snapshots.has(next)) this.#snapshots.set(next, reached.snapshot)
      return { step, key: next, transitions: reached.transitions }
    })
    this.#edges.set(key, edges)
    return edges
  }

  /**
   * The names of the steps that lead to the nearest wanted transition, that one's among them.
   * @returns null when none can be reached
   */
  wayToNearest(from: SilentSnapshot, wanted: ReadonlySet<string>): readonly string[] | null {
    return (
      this.#way(from, wanted, () => true, nearStates) ??
      this.#way(from, wanted, leadsOn, Number.POSITIVE_INFINITY)
    )
  }

  #way(
    from: SilentSnapshot,
    wanted: ReadonlySet<string>,
    mayTake: (step: Step) => boolean,
    mostStates: number,
  ): readonly string[] | null {
    const start = keyOf(from)
    if (!this.#snapshots.has(start)) this.#snapshots.set(start, from)
    const ways = new Map<string, readonly string[]>([[start, []]])
    for (const [key, way] of ways) {
      for (const edge of this.#edgesFrom(key).filter(({ step }) => mayTake(step))) {
        const longer = [...way, stepName(edge.step)]
        if (edge.transitions.some((name) => wanted.has(name))) return longer
        if (!ways.has(edge.key)) ways.set(edge.key, longer)
      }
      if (ways.size > mostStates) return null
    }
    return null
  }
}

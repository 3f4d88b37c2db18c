import type { JourneyAction } from '../../shared/ipc.ts'
import type { JourneyScreen } from '../../shared/journey-view.ts'

/** Two taps closer together than this are one touch of an unsteady hand. */
export const doubleTapMs = 500
const activityEveryMs = 1_000

/**
 * Lets one action through per touch: while a screen stands, a second action within `doubleTapMs` is dropped. That a
 * second tap does not press the *next* screen is the style sheet's work: a new screen takes no touch for as long.
 * @param now monotonic milliseconds
 */
export function oneActionPerTouch(
  act: (action: JourneyAction) => void,
  now: () => number,
): (screen: JourneyScreen['name'], action: JourneyAction) => void {
  let last: { readonly screen: JourneyScreen['name']; readonly at: number } | null = null
  return (screen, action) => {
    const at = now()
    if (last && last.screen === screen && at - last.at < doubleTapMs) return
    last = { screen, at }
    act(action)
  }
}

/** Reports that somebody is there, at most once in a second. */
export function quietActivity(report: () => void, now: () => number): () => void {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    const at = now()
    if (at - last < activityEveryMs) return
    last = at
    report()
  }
}

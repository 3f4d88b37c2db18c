import type { CounterResult, CounterView } from '../../shared/counter/counter-view.ts'
import type { Sound } from '../ui/sound.ts'

/** The sound of a change of view: one with each result, one where something has to be done. */
export function counterSoundOf(before: CounterView | null, after: CounterView): Sound | null {
  if (after.screen.name !== 'desk') return null
  const deskBefore = before?.screen.name === 'desk' ? before.screen : null
  const { result, step } = after.screen
  if (result && !isSame(deskBefore?.result ?? null, result)) return soundOf(result)
  const hint = step.name === 'present' ? step.hint : 'none'
  const hintBefore = deskBefore?.step.name === 'present' ? deskBefore.step.hint : 'none'
  const isNew = hint !== hintBefore && hint !== 'none' && hint !== 'reading'
  const isAsked = step.name === 'consent' && deskBefore?.step.name !== 'consent'
  return isNew || isAsked ? 'attention' : null
}

/** A result comes again with every view while it stands. */
function isSame(before: CounterResult | null, after: CounterResult): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

function soundOf({ kind }: CounterResult): Sound {
  switch (kind) {
    case 'admitted':
    case 'checked':
      return 'pass'
    case 'failed':
      return 'fail'
    case 'unavailable':
    case 'unknown-ticket':
    case 'wrong-session':
    case 'wrong-room':
    case 'too-early':
    case 'too-late':
    case 'admitted-before':
      return 'attention'
  }
}

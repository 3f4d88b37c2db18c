import type { JourneyView, PresentHint } from '../../shared/journey-view.ts'
import type { Sound } from '../ui/sound.ts'

/** The sound that a change of view makes: one on coming to an end of the journey, one on a hint that asks for an act. */
export function soundOf(before: JourneyView | null, after: JourneyView): Sound | null {
  const { screen } = after
  const isNew = before?.screen.name !== screen.name
  switch (screen.name) {
    case 'pass':
    case 'fail':
      return isNew ? screen.name : null
    case 'unavailable':
      return isNew ? 'attention' : null
    case 'present': {
      const hintBefore = before?.screen.name === 'present' ? before.screen.hint : 'none'
      return asksForAnAct(screen.hint) && screen.hint !== hintBefore ? 'attention' : null
    }
    case 'attract':
    case 'service':
    case 'notice':
    case 'method':
    case 'document-notice':
    case 'verifying':
    case 'window':
    case 'out-of-service':
      return null
  }
}

function asksForAnAct(hint: PresentHint): boolean {
  return hint !== 'none' && hint !== 'reading'
}

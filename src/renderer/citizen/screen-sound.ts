import type { ApprovalView, JourneyView, PresentHint } from '../../shared/journey-view.ts'
import type { Sound } from '../ui/sound.ts'

/** The sound that a change of view makes: one on coming to an end of the journey, one on a hint that asks for an act. */
export function soundOf(before: JourneyView | null, after: JourneyView): Sound | null {
  const { screen } = after
  if (after.warning && !before?.warning) return 'attention'
  // Whoever comes back from help has heard it.
  const isNew = before?.screen.name !== screen.name && before?.screen.name !== 'help'
  switch (screen.name) {
    case 'pass':
    case 'fail':
      return isNew ? screen.name : null
    case 'unavailable':
      return isNew ? 'attention' : null
    case 'present': {
      const presentBefore = before?.screen.name === 'present' ? before.screen : null
      const isHint = asksForAnAct(screen.hint) && screen.hint !== (presentBefore?.hint ?? 'none')
      const { approval } = screen
      const isNews = hasNews(approval) && approval?.state !== presentBefore?.approval?.state
      return isHint || isNews ? 'attention' : null
    }
    case 'attract':
    case 'service':
    case 'notice':
    case 'subject':
    case 'guardian-consent':
    case 'method':
    case 'document-notice':
    case 'verifying':
    case 'hand-over':
    case 'help':
    case 'window':
    case 'out-of-service':
      return null
  }
}

/** The phone shows what is to be tapped here, or will show nothing. */
function hasNews(approval: ApprovalView | null): boolean {
  return approval?.state === 'approved' || approval?.state === 'ended'
}

function asksForAnAct(hint: PresentHint): boolean {
  return hint !== 'none' && hint !== 'reading'
}

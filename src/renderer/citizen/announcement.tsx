import type { ApprovalView, JourneyScreen } from '../../shared/journey-view.ts'
import type { Texts } from '../locales/texts.ts'
import { askedFor, hintWords, presentWords } from './screens/present-words.ts'

/**
 * What a screen reader says unasked: the hint of the last presentation and the verdict. It stands outside the screens,
 * as a live region must be there before its words are.
 */
export function Announcement({ screen, texts }: { readonly screen: JourneyScreen; readonly texts: Texts }) {
  return (
    <p className="announcement" role="status">
      {spoken(screen, texts)}
    </p>
  )
}

/** That a phone went on with the code on the screen, or did not; that there is one is not worth a word. */
function isSpoken(
  approval: ApprovalView,
): approval is ApprovalView & { readonly state: 'opened' | 'approved' | 'ended' } {
  return approval.state === 'opened' || approval.state === 'approved' || approval.state === 'ended'
}

function spoken(screen: JourneyScreen, texts: Texts): string {
  switch (screen.name) {
    case 'present': {
      const { reader, hint, approval } = screen
      const asked = askedFor(screen)
      if (hint === 'none' && approval && isSpoken(approval)) {
        const { title, text } = texts.present.scan.states[approval.state]
        return `${title} ${text}`
      }
      if (hint === 'none') return presentWords(texts, asked).reader[reader]
      const { title, text } = hintWords(texts, asked, hint, screen.turn)
      return `${title} ${text}`
    }
    case 'verifying':
      return texts.verifying.title
    case 'pass':
      return texts.pass.title
    case 'fail':
      return texts.fail.title
    case 'unavailable':
      return texts.unavailable.title
    case 'attract':
    case 'service':
    case 'notice':
    case 'subject':
    case 'guardian-consent':
    case 'method':
    case 'document-notice':
    case 'hand-over':
    case 'help':
    case 'window':
    case 'out-of-service':
      return ''
  }
}

import type { JourneyScreen } from '../../shared/journey-view.ts'
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

function spoken(screen: JourneyScreen, texts: Texts): string {
  switch (screen.name) {
    case 'present': {
      const { reader, hint } = screen
      const asked = askedFor(screen)
      if (hint === 'none') return presentWords(texts, asked).reader[reader]
      const { title, text } = hintWords(texts, asked, hint)
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
    case 'method':
    case 'document-notice':
    case 'window':
    case 'out-of-service':
      return ''
  }
}

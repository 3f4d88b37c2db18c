import type { JourneyScreen } from '../../shared/journey-view.ts'
import type { Texts } from '../locales/texts.ts'

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
      if (screen.hint === 'none') return texts.present.scanner[screen.scanner]
      const { title, text } = texts.present.hints[screen.hint]
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
    case 'window':
    case 'out-of-service':
      return ''
  }
}

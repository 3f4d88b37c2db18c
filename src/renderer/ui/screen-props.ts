import type { JourneyAction } from '../../shared/ipc.ts'
import type { JourneyScreen, JourneyView } from '../../shared/journey-view.ts'
import type { Texts } from '../locales/texts.ts'

export type Act = (action: JourneyAction) => void

/** What every screen is given: the view, its language's texts, the time for the top band, and the way to act. */
export interface ViewProps {
  readonly view: JourneyView
  readonly texts: Texts
  readonly now: Date
  readonly act: Act
}

/** A screen's own part of the view, beside what every screen is given. */
export interface ScreenProps<Name extends JourneyScreen['name']> extends ViewProps {
  readonly screen: Extract<JourneyScreen, { readonly name: Name }>
}

import type { JourneyScreen, JourneyView } from '../../../shared/journey-view.ts'

/** One area's specimens, each by a name for its picture. */
export interface AreaSpecimens {
  readonly screens: Readonly<Record<string, JourneyScreen>>
  /** Where something else than the screen is special: a screen, and what of the view around it is. */
  readonly views: Readonly<Record<string, Pick<JourneyView, 'screen'> & Partial<JourneyView>>>
}

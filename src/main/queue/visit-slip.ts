import type { TerminalConfig } from '../../shared/config.ts'
import { slipLetterOf, waitsAfterPass, windowOf } from '../config/service-terms.ts'
import type { JourneyState } from '../journey/view-of.ts'

/** The number of the visit that is going on, once it has come to where one waits; null until then. */
export type VisitSlip = (state: JourneyState, service: string | null) => string | null

/**
 * Gives each visit one number at most, however often its screen comes.
 * @param take the next number of a window, by its letter
 */
export function visitSlip(config: TerminalConfig, take: (letter: string) => string | null): VisitSlip {
  let slip: string | null = null
  let isDrawn = false
  return (state, service) => {
    if (state === 'attract' || state === 'outOfService') {
      slip = null
      isDrawn = false
    }
    const isWaitedFor = state === 'window' || (state === 'pass' && waitsAfterPass(config, service))
    const letter = slipLetterOf(config, windowOf(config, service))
    if (isWaitedFor && !isDrawn && letter !== null) {
      slip = take(letter)
      isDrawn = true
    }
    return slip
  }
}

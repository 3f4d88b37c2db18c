import type { BizSeq } from '../../shared/check.ts'
import { type JourneySnapshot, type JourneyState, journeyState } from './view-of.ts'

/** How a visit that the hall's software asked for stands. Not where the citizen is, nor what was chosen. */
export interface HallVisit {
  /** The asking. */
  readonly id: string
  readonly at: 'underway' | 'pass' | 'fail' | 'unavailable'
  /** Whether nothing more can come of it. */
  readonly isOver: boolean
  /** The check that was made last. */
  readonly bizSeq: BizSeq | null
}

/** All that the hall's software could learn of the terminal. */
export interface HallStands {
  /** Whether a visit may begin: `free`, somebody is at it, or it serves nobody. */
  readonly terminal: 'free' | 'visited' | 'stopped'
  /** Null where the visit, if there is one, was not asked for. */
  readonly visit: HallVisit | null
}

/** The closed mapping from the journey's states to what is told outside. */
export function hallStandsOf(snapshot: JourneySnapshot): HallStands {
  const state = journeyState(snapshot)
  const { hallAsk, check, retriesLeft } = snapshot.context
  const visit = hallAsk && {
    id: hallAsk.id,
    bizSeq: check?.bizSeq ?? null,
    ...standing(state, retriesLeft === 0),
  }
  return { terminal: terminalIn(state), visit }
}

function terminalIn(state: JourneyState): HallStands['terminal'] {
  if (state === 'attract') return 'free'
  return state === 'outOfService' ? 'stopped' : 'visited'
}

function standing(state: JourneyState, isLastTry: boolean): Pick<HallVisit, 'at' | 'isOver'> {
  switch (state) {
    case 'pass':
    case 'handOver':
      return { at: 'pass', isOver: true }
    case 'fail':
    case 'unavailable':
      return { at: state, isOver: isLastTry }
    case 'window':
    case 'attract':
    case 'outOfService':
      return { at: 'underway', isOver: true }
    case 'service':
    case 'notice':
    case 'subject':
    case 'guardianConsent':
    case 'method':
    case 'documentNotice':
    case 'present':
    case 'verifying':
    case 'help':
      return { at: 'underway', isOver: false }
  }
}

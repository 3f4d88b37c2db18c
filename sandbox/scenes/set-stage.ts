import type { Platform } from '../platform/platform.ts'
import { examCustomNumber, hotelCustomNumber, hotelPolicy } from '../platform/relying-parties.ts'
import type { Awaits } from './scene-config.ts'
import type { SceneId } from './scene-ids.ts'

/** The candidate whom the exam's roster has, and the guest who booked the room. */
export const candidate = 'test-3'
export const guest = 'test-1'

/**
 * Does before a scene what happened before the citizen came: the exam office has the candidate's pseudonym on its
 * roster since the registration; the guest has consented, on the phone and separately, to what the law makes the hotel keep.
 * @returns what the scene's terminal awaits
 */
export function setStage(platform: Pick<Platform, 'store' | 'citizens'>, scene: SceneId): Awaits | null {
  switch (scene) {
    case 'exam':
    case 'exam-stand-in':
      return { expected: platform.store.pseudonyms.of(examCustomNumber, candidate) }
    case 'hotel': {
      const { fields } = platform.store.policyTerms.of(hotelCustomNumber, hotelPolicy)
      const given = platform.citizens.consent({
        citizen: guest,
        by: guest,
        customNumber: hotelCustomNumber,
        policy: hotelPolicy,
        fields,
      })
      if ('refused' in given) throw new Error(`the guest cannot consent: ${given.refused}`)
      return { retention: given.consent }
    }
    case 'hall':
    case 'used-code':
    case 'network-down':
    case 'elder':
    case 'child-6':
    case 'child-10':
    case 'child-15':
    case 'foreigner':
    case 'passport':
    case 'museum':
    case 'insurance':
      return null
  }
}

import type { Platform } from '../platform/platform.ts'
import { hotelCustomNumber, hotelPolicy } from '../platform/relying-parties.ts'
import type { RelyingParty } from '../relying-party/relying-party.ts'
import { type ApprovingPhone, knownAtSite } from './known-at-site.ts'
import type { Awaits } from './scene-config.ts'
import type { SceneId } from './scene-ids.ts'
import type { StageFault } from './stage-faults.ts'

/** The candidate whom the exam's roster has, and the guest who booked the room. */
export const candidate = 'test-3'
export const guest = 'test-1'

export interface StageSetters {
  readonly platform: ApprovingPhone & Pick<Platform, 'citizens'>
  readonly examOffice: Pick<RelyingParty, 'reception' | 'visitors' | 'store'>
  readonly hotel: Pick<RelyingParty, 'site'>
}

/**
 * Does before a scene what happened before the citizen came: the candidate has an account at the exam office's site, so
 * that the office has a pseudonym for its roster; the guest has consented, on the phone and separately, to what the law
 * makes the hotel keep.
 * @returns what the scene's terminal awaits
 */
export async function setStage(
  { platform, examOffice, hotel }: StageSetters,
  scene: SceneId,
): Promise<{ readonly awaits: Awaits | null } | { readonly fault: StageFault }> {
  switch (scene) {
    case 'exam':
    case 'exam-stand-in': {
      const known = await knownAtSite(examOffice, platform, candidate)
      return 'fault' in known ? known : { awaits: { expected: known.pseudonym } }
    }
    case 'hotel': {
      const given = platform.citizens.consent({
        citizen: guest,
        by: guest,
        customNumber: hotelCustomNumber,
        policy: hotelPolicy,
        fields: hotel.site.keeps.fields,
      })
      return 'refused' in given ? { fault: 'phone' } : { awaits: { retention: given.consent } }
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
      return { awaits: null }
  }
}

import type { Factor } from './factor.ts'
import { challengeLiveness, judgeLiveness, type LivenessContext } from './liveness.ts'

/** The 人脸, played: the virtual phone's camera sees an invented person do what was asked. */
export function faceFactor(context: LivenessContext): Factor {
  const { store, clock } = context
  return {
    name: 'face',
    challenge: (citizen) => {
      const who = store.citizens.identity(citizen)
      return who ? challengeLiveness(context, who.person) : null
    },
    verify: async (citizen, answer) => {
      const who = store.citizens.identity(citizen)
      if (!who) return 'not-enrolled'
      const verdict = judgeLiveness(context, who.person, answer)
      if (verdict === 'wrong') store.securityEvents.add(citizen, 'face-wrong', clock.now())
      return verdict
    },
  }
}

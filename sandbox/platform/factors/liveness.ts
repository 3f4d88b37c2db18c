import { z } from 'zod'
import { toHex } from '../../../src/shared/gm/bytes.ts'
import { drawBytes, type RandomSource } from '../../../src/shared/gm/random.ts'
import type { Clock } from '../clock.ts'
import { type LivenessAct, livenessActs, type LivenessChallenge } from '../store/liveness.ts'
import type { Store } from '../store/store.ts'
import type { FactorVerdict } from './factor.ts'

/** A challenge has to be answered within this time (ms). */
export const livenessLifetime = 60_000
const actsAsked = 3

/**
 * What a virtual phone says that its camera saw. It is an invented person of the register or something that is no
 * person; no picture, no measure of a face, and nothing of the sort would be read.
 */
const answerSchema = z.strictObject({
  challenge: z.string().max(64),
  sees: z.strictObject({ what: z.enum(['person', 'photograph', 'screen']), person: z.string().max(64) }),
  acts: z.array(z.enum(livenessActs)).max(8),
})
export type LivenessAnswer = z.infer<typeof answerSchema>

/** The part of a challenge that goes to the phone. */
export interface ShownChallenge {
  readonly challenge: string
  readonly acts: readonly LivenessAct[]
  readonly expiresAt: number
}

export interface LivenessContext {
  readonly store: Store
  readonly clock: Clock
  readonly random: RandomSource
}

/** Asks for three acts, drawn anew, of one person. */
export function challengeLiveness({ store, clock, random }: LivenessContext, person: string): ShownChallenge {
  const acts = Array.from(
    drawBytes(random, actsAsked),
    (byte) => livenessActs[byte % livenessActs.length] ?? 'nod',
  )
  const challenge: LivenessChallenge = {
    id: toHex(drawBytes(random, 16)),
    person,
    acts,
    expiresAt: clock.now() + livenessLifetime,
  }
  store.liveness.put(challenge)
  return { challenge: challenge.id, acts, expiresAt: challenge.expiresAt }
}

/** Judges an answer; right or wrong, its challenge is gone. @param person who has to be seen */
export function judgeLiveness(
  { store, clock }: LivenessContext,
  person: string,
  answer: unknown,
): FactorVerdict {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return 'malformed'
  const { challenge, sees, acts } = parsed.data
  const asked = store.liveness.take(challenge)
  if (!asked || asked.person !== person || clock.now() >= asked.expiresAt) return 'expired'
  const done = acts.length === asked.acts.length && asked.acts.every((act, index) => acts[index] === act)
  return done && sees.what === 'person' && sees.person === person ? 'proven' : 'wrong'
}

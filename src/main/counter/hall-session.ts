import { chinaDay } from '../../shared/china-time.ts'
import { type HallSession, hallSessionSchema } from '../../shared/counter/admission.ts'
import type { SessionChoice } from '../../shared/counter/counter-view.ts'

/** How the hall store names a session: a beginning that is corrected on the same day does not make it another one. */
export function hallSessionOf({ name, starts }: Pick<SessionChoice, 'name' | 'starts'>): HallSession {
  return starts === null ? name : hallSessionSchema.parse(`${chinaDay(new Date(starts))} ${name}`)
}

import { z } from 'zod'
import { subjects } from './check.ts'
import { languages, methodIds, type JourneyView } from './journey-view.ts'

/** What a citizen can do on the screen. Anything that is not an action of the present screen is ignored. */
export const journeyActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start') }),
  /** Somebody touched the screen; nothing more. Keeps a screen that is being read from timing out. */
  z.strictObject({ type: z.literal('activity') }),
  z.strictObject({ type: z.literal('choose-service'), service: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  z.strictObject({ type: z.literal('agree') }),
  z.strictObject({ type: z.literal('choose-subject'), subject: z.enum(subjects) }),
  z.strictObject({ type: z.literal('choose-method'), method: z.enum(methodIds) }),
  /** Types what could not be shown or scanned, and stops typing. */
  z.strictObject({ type: z.literal('type-in') }),
  z.strictObject({ type: z.literal('stop-typing') }),
  z.strictObject({ type: z.literal('retry') }),
  z.strictObject({ type: z.literal('back') }),
  z.strictObject({ type: z.literal('cancel') }),
  z.strictObject({ type: z.literal('go-to-window') }),
  z.strictObject({ type: z.literal('set-language'), language: z.enum(languages) }),
])
export type JourneyAction = z.infer<typeof journeyActionSchema>

/** What the citizen's preload puts on `window.passonly`. */
export interface CitizenBridge {
  /** Calls back with the present view and with each later one. Returns the way to stop. */
  onView(callback: (view: JourneyView) => void): () => void
  act(action: JourneyAction): void
  painted(): void
}

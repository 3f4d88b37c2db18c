import { z } from 'zod'
import { languages, methodIds, type JourneyView } from './journey-view.ts'

/** What a citizen can do on the screen. Anything that is not an action of the present screen is ignored. */
export const journeyActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start') }),
  /** Somebody touched the screen; nothing more. Keeps a screen that is being read from timing out. */
  z.strictObject({ type: z.literal('activity') }),
  z.strictObject({ type: z.literal('choose-service'), service: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  z.strictObject({ type: z.literal('agree') }),
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

/** Channels between the citizen's screen and main. */
export const citizenChannels = {
  /** main → screen: the view after each change. */
  view: 'citizen:view',
  /** screen → main: one action; no answer. */
  act: 'citizen:act',
  /** screen → main: loaded, and ready for the first view; no answer. */
  ready: 'citizen:ready',
  /** screen → main: a view was taken; a screen that says nothing is frozen, and is replaced. */
  shown: 'citizen:shown',
  /** screen → main: the first view has been painted; no answer. */
  painted: 'citizen:painted',
} as const

/** What the citizen's preload puts on `window.passonly`. */
export interface CitizenBridge {
  /** Calls back with the present view and with each later one. Returns the way to stop. */
  onView(callback: (view: JourneyView) => void): () => void
  act(action: JourneyAction): void
  painted(): void
}

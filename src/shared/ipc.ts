import { z } from 'zod'
import { accessModes } from './access.ts'
import { subjects } from './check.ts'
import { languages, methodIds, type JourneyView } from './journey-view.ts'

/** What somebody agrees to: the notice, as a guardian the check of a child, the reading of a document. */
export const consents = ['notice', 'guardian', 'document'] as const
export type Consent = (typeof consents)[number]

/** What a citizen can do on the screen. Anything that is not an action of the present screen is ignored. */
export const journeyActionSchema = z.discriminatedUnion('type', [
  /** Begins with the whole list of services; in a language, where a button that speaks it was touched. */
  z.strictObject({ type: z.literal('start'), language: z.enum(languages).optional() }),
  /** Begins with large text, more time and everything read out. */
  z.strictObject({ type: z.literal('start-easy') }),
  /** Somebody touched the screen; nothing more. Keeps a screen that is being read from timing out. */
  z.strictObject({ type: z.literal('activity') }),
  /** Answers the question whether somebody is still there. */
  z.strictObject({ type: z.literal('stay') }),
  /** Asks for a person, and goes back to where that was asked. */
  z.strictObject({ type: z.literal('help') }),
  z.strictObject({ type: z.literal('help-over') }),
  z.strictObject({ type: z.literal('choose-service'), service: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  /** Names what is agreed to: a touch that comes late must be no consent to what stands there then. */
  z.strictObject({ type: z.literal('agree'), to: z.enum(consents) }),
  z.strictObject({ type: z.literal('choose-subject'), subject: z.enum(subjects) }),
  z.strictObject({ type: z.literal('choose-method'), method: z.enum(methodIds) }),
  /** Types what could not be shown or scanned, and stops typing. */
  z.strictObject({ type: z.literal('type-in') }),
  z.strictObject({ type: z.literal('stop-typing') }),
  z.strictObject({ type: z.literal('retry') }),
  /** After a pass: on to the hall's own page. */
  z.strictObject({ type: z.literal('go-on') }),
  z.strictObject({ type: z.literal('back') }),
  z.strictObject({ type: z.literal('cancel') }),
  z.strictObject({ type: z.literal('go-to-window') }),
  z.strictObject({ type: z.literal('set-language'), language: z.enum(languages) }),
  z.strictObject({ type: z.literal('set-access'), mode: z.enum(accessModes), on: z.boolean() }),
])
export type JourneyAction = z.infer<typeof journeyActionSchema>

/** What the citizen's preload puts on `window.passonly`. */
export interface CitizenBridge {
  /** Calls back with the present view and with each later one. Returns the way to stop. */
  onView(callback: (view: JourneyView) => void): () => void
  act(action: JourneyAction): void
  painted(): void
}

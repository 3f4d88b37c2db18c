import { z } from 'zod'
import { languages } from '../journey-view.ts'
import { noticeVersionSchema } from '../service-config.ts'
import { ticketNumberSchema, undoReasons } from './admission.ts'
import { type CounterDisplayView, type CounterView, noticePlaces } from './counter-view.ts'

const place = z.int().min(0).max(99)

/** What staff can do. Anything that is not an act of the present screen is ignored. */
export const counterActionSchema = z.discriminatedUnion('type', [
  /** @see CounterView: staff by their place in the list */
  z.strictObject({ type: z.literal('unlock'), staff: place, pin: z.string().regex(/^[0-9]{4,12}$/) }),
  z.strictObject({ type: z.literal('lock') }),
  z.strictObject({
    type: z.literal('begin-session'),
    session: place,
    notice: noticeVersionSchema,
    place: z.enum(noticePlaces),
  }),
  z.strictObject({ type: z.literal('end-session') }),
  /** The number of the person who stands there. */
  z.strictObject({ type: z.literal('number'), ticket: ticketNumberSchema }),
  /** Not this person after all. */
  z.strictObject({ type: z.literal('clear') }),
  /** What the guest said, or showed by signing the printed sheet. */
  z.strictObject({ type: z.literal('consent'), given: z.boolean() }),
  z.strictObject({ type: z.literal('search'), ticket: ticketNumberSchema }),
  z.strictObject({ type: z.literal('close-search') }),
  z.strictObject({ type: z.literal('undo'), seq: z.int().min(1), reason: z.enum(undoReasons) }),
  /** The session's admissions, to the folder that is configured. */
  z.strictObject({ type: z.literal('export') }),
  z.strictObject({ type: z.literal('set-language'), language: z.enum(languages) }),
  /** A key or a touch; nothing more. */
  z.strictObject({ type: z.literal('activity') }),
])
export type CounterAction = z.infer<typeof counterActionSchema>

/** What a citizen can do at the display beside the counter. */
export const counterDisplayActionSchema = z.discriminatedUnion('type', [
  /** @see CounterDisplayScreen: the question that was answered */
  z.strictObject({ type: z.literal('consent'), question: z.int().min(1), given: z.boolean() }),
  z.strictObject({ type: z.literal('set-language'), language: z.enum(languages) }),
])
export type CounterDisplayAction = z.infer<typeof counterDisplayActionSchema>

/** What a counter's preloads put on `window`. */
export interface ScreenBridge<View, Action> {
  /** Calls back with the present view and with each later one. Returns the way to stop. */
  onView(callback: (view: View) => void): () => void
  act(action: Action): void
  painted(): void
}
export type CounterBridge = ScreenBridge<CounterView, CounterAction>
export type CounterDisplayBridge = ScreenBridge<CounterDisplayView, CounterDisplayAction>

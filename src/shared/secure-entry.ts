import { z } from 'zod'
import { entryForms } from './entry-form.ts'

/**
 * What the secure-entry view and the device host say to each other, on a message port that main makes for one entry
 * and hands to both without keeping it. Both sides parse. The view sends each key as it is tapped and keeps none: the
 * device host alone knows what has been typed, and tells the view no more than how much.
 */

export * from './entry-form.ts'

const fieldIndex = z.int().min(0).max(2)

/** From the view to the device host. What does not fit the field is ignored. */
export const entryKeySchema = z.discriminatedUnion('type', [
  /** A key in ASCII: a digit, or a capital letter. */
  z.strictObject({
    type: z.literal('key'),
    octet: z.union([z.int().min(0x30).max(0x39), z.int().min(0x41).max(0x5a)]),
  }),
  /** Takes the last character of the present field away. */
  z.strictObject({ type: z.literal('erase') }),
  /** Empties the present field. */
  z.strictObject({ type: z.literal('clear') }),
  /** Goes to another field. */
  z.strictObject({ type: z.literal('field'), at: fieldIndex }),
  /** All fields are filled: take them. */
  z.strictObject({ type: z.literal('submit') }),
])
export type EntryKey = z.infer<typeof entryKeySchema>

/** From the device host to the view, at first and after each change. The view is a pure function of it. */
export const entryStateSchema = z.strictObject({
  form: z.enum(entryForms),
  /** Characters typed so far in each field of the form. */
  counts: z.array(z.int().min(0).max(22)).min(1).max(3),
  /** The present field. */
  at: fieldIndex,
  /** Whether every field has as many characters as it needs. */
  complete: z.boolean(),
  /** The field in which something is wrong, as far as its form or its meaning tells; cleared by the next key. */
  wrong: fieldIndex.nullable(),
})
export type EntryState = z.infer<typeof entryStateSchema>

import { z } from 'zod'

/** When the hall serves. All of it in China's time, wherever the machine thinks it stands. */

/** From when to when on one day, as in `09:00-12:00`; `24:00` ends a day. */
const spanSchema = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/)
  .refine((span) => span.slice(0, 5) < span.slice(6), 'must end later than it begins')

const daySchema = z
  .array(spanSchema)
  .max(4)
  .refine(
    (spans) =>
      spans.every((span, index) => index === 0 || (spans[index - 1] ?? '').slice(6) < span.slice(0, 5)),
    'must stand in order, with time between them',
  )

const weekSchema = z
  .strictObject({
    sunday: daySchema,
    monday: daySchema,
    tuesday: daySchema,
    wednesday: daySchema,
    thursday: daySchema,
    friday: daySchema,
    saturday: daySchema,
  })
  .partial()

/** A day of the calendar, as in `2026-10-01`. */
const dateSchema = z.iso.date()

export const openingHoursSchema = z
  .strictObject({
    /** The usual week; a day that is left out is closed. */
    weekly: weekSchema,
    /** Days on which the hall is closed whatever the week says. */
    closed: z.array(dateSchema).max(200).default([]),
    /** Days with hours of their own, such as a Saturday that is worked in place of a holiday. */
    special: z
      .array(z.strictObject({ date: dateSchema, open: daySchema.min(1) }))
      .max(200)
      .default([]),
  })
  .superRefine(({ weekly, closed, special }, context) => {
    if (!Object.values(weekly).some((day) => day !== undefined && day.length > 0)) {
      context.addIssue({
        code: 'custom',
        path: ['weekly'],
        message: 'must have one day on which the hall is open',
      })
    }
    const seen = new Set<string>(closed)
    for (const [index, { date }] of special.entries()) {
      const path = ['special', index, 'date']
      if (seen.has(date)) context.addIssue({ code: 'custom', path, message: 'stands here a second time' })
      seen.add(date)
    }
  })
export type OpeningHours = z.infer<typeof openingHoursSchema>

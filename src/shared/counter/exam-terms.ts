import { z } from 'zod'
import { placeNameSchema } from './admission.ts'
import { readChinaTime } from './read-china-time.ts'
import { narrow } from './narrow.ts'

/** A name as a roster has it once it was read. */
const nameSchema = placeNameSchema.refine(
  (name) => narrow(name) === name,
  'must be written in ordinary characters, without space around it',
)

const minutesSchema = z.int().min(0).max(600)

/** When and where an exam's gate lets in. */
export const examTermsSchema = z.strictObject({
  /** The sessions of the exam, where the roster does not say itself when each begins. */
  sessions: z
    .array(
      z.strictObject({
        session: nameSchema,
        /** As in `2026-12-05 09:00`, China's time. */
        start: z.string().refine((text) => readChinaTime(text) !== null, 'must be as in 2026-12-05 09:00'),
      }),
    )
    .max(100)
    .refine(
      (sessions) => new Set(sessions.map(({ session }) => session)).size === sessions.length,
      'no session is named twice',
    )
    .default([]),
  /** The rooms to which this gate leads; all where it is left out. */
  rooms: z.array(nameSchema).min(1).max(200).optional(),
  /** So many minutes before a session begins its gate opens. */
  opensBefore: minutesSchema,
  /** So many minutes after it began somebody who is late is let in still. */
  lateness: minutesSchema,
})
export type ExamTerms = z.infer<typeof examTermsSchema>

import { z } from 'zod'
import type { FactorFault, FactorPresentation } from '../factors/factor.ts'
import { type DocumentFault, type DocumentReading, documentKinds, otherPapers } from './documents.ts'

/** Versions of the words that an applicant consents to; what is done with the face has words and a consent of its own. */
export const currentConsents = { serviceConsent: 'service-1', faceConsent: 'face-1' }

const day = z.string().regex(/^[0-9]{8}$/)

const readingSchema = z.strictObject({
  kind: z.enum([...documentKinds, ...otherPapers]),
  number: z.string().min(1).max(32),
  name: z.string().min(1).max(64),
  birth: day,
  from: day,
  to: z.union([day, z.literal('长期')]),
}) satisfies z.ZodType<DocumentReading>

/** What an application begins with. There is no place in it for a picture of anybody. */
export const applicationFormSchema = z.strictObject({
  document: readingSchema,
  phone: z.string().regex(/^1[0-9]{10}$/),
  serviceConsent: z.string().max(32),
  faceConsent: z.string().max(32),
})
export type ApplicationForm = z.infer<typeof applicationFormSchema>

/** A guardian's part in a child's application: who, and what the guardian's own phone presents. */
export interface GuardianAct {
  readonly citizen: string
  readonly presentations: readonly FactorPresentation[]
}

/** Why an application goes no further. The applicant reads it; the list is closed. */
export type ApplicationFault =
  | DocumentFault
  | 'malformed'
  | 'consent-missing'
  | 'too-young'
  | 'guardian-missing'
  | 'not-the-guardian'
  | 'guardian-factor'
  | 'already-registered'
  | 'application-unknown'
  | 'stage'
  | 'liveness'
  | 'password-unfit'

export interface ApplicationRefusal {
  readonly refused: ApplicationFault
  /** Why the guardian's or the camera's part did not count. */
  readonly fault?: FactorFault
}

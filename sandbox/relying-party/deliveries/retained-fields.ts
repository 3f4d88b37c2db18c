import { z } from 'zod'
import { retainableFields } from '../../platform/citizens/policy-terms.ts'

/** What this relying party was given to keep: fields that a citizen consented to, and no other. */
export const retainedFieldsSchema = z.partialRecord(z.enum(retainableFields), z.string().min(1).max(200))
export type RetainedFields = z.infer<typeof retainedFieldsSchema>

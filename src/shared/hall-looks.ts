import { z } from 'zod'
import { contrastOnPaper, leastContrast } from './accent.ts'
import { markSchema } from './hall-text.ts'

/** What a hall's screens have of its own look, beside its name. */
export const looksSchema = z.strictObject({
  /** The hall's own colour, for the band at the top and for what can be done. */
  accent: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/)
    .superRefine((accent, context) => {
      const contrast = contrastOnPaper(accent)
      if (contrast >= leastContrast) return
      // Not rounded: what falls short must not look as if it did not.
      const figure = (Math.floor(contrast * 100) / 100).toFixed(2)
      const message = `is too pale: its contrast with the paper is ${figure}:1, and words need ${leastContrast}:1`
      context.addIssue({ code: 'custom', message })
    })
    .optional(),
  /** One or two characters before the hall's name. */
  mark: markSchema.optional(),
})

import { z } from 'zod'
import { isDrawn } from './drawn-characters.ts'
import { widthOf } from './text-width.ts'

/** A text of the hall's own in one language, so wide at most, in characters that the screens can draw. */
function textUpTo(width: number) {
  return z
    .string()
    .trim()
    .min(1)
    .superRefine((text, context) => {
      const strange = Array.from(text).find((character) => !isDrawn(character))
      if (strange !== undefined) {
        const code = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
        context.addIssue({
          code: 'custom',
          message: `has a character that the screens cannot draw, U+${code}`,
        })
      }
      if (widthOf(text) > width) {
        context.addIssue({
          code: 'custom',
          message: `is too long: ${width / 2} ideographs or ${width} letters fit at most`,
        })
      }
    })
}

function localised(width: number) {
  const text = textUpTo(width)
  return z.strictObject({ 'zh-CN': text, 'zh-Hant': text, en: text })
}

/** The hall's name, which stands on every screen. */
export const hallNameSchema = localised(40)
/** What something that is chosen is called. */
export const titleSchema = localised(40)
/** One line beneath it. */
export const noteSchema = localised(60)
/** Some sentences, which can be scrolled. */
export const sentencesSchema = localised(400)
export type LocalisedText = z.infer<typeof titleSchema>

/** A word by which something is looked for, in one language. */
export const keywordSchema = textUpTo(24)

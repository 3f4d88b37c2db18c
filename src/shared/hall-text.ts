import { z } from 'zod'
import { isDrawn } from './drawn-characters.ts'
import { widthOf } from './text-width.ts'

/** A text of the hall's own in one language, in characters that the screens can draw. */
const drawnText = z
  .string()
  .trim()
  .min(1)
  .superRefine((text, context) => {
    const strange = Array.from(text).find((character) => !isDrawn(character))
    if (strange === undefined) return
    const code = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const message = `has a character that the screens cannot draw, U+${code}`
    context.addIssue({ code: 'custom', message })
  })

/** The same, so wide at most. */
function textUpTo(width: number) {
  return drawnText.superRefine((text, context) => {
    if (widthOf(text) <= width) return
    const message = `is too long: ${width / 2} ideographs or ${width} letters fit at most`
    context.addIssue({ code: 'custom', message })
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

/** What stands before the hall's name, in the place of an emblem. A sign (✓ ×) would look like a verdict. */
export const markSchema = drawnText.refine(
  (text) => /^[\p{L}\p{N}]{1,2}$/u.test(text),
  'must be one or two letters, digits or Chinese characters',
)

import { type EntryField, fieldRules } from '../../shared/entry-form.ts'
import type { Texts } from '../locales/texts.ts'

/** How much of a field is typed, in words. Of how much, where that is certain. */
export function enteredText(texts: Texts['secureEntry'], field: EntryField, count: number): string {
  const { least, most } = fieldRules[field]
  return least === most ? texts.enteredOf(count, most) : texts.entered(count)
}

import type { EntryForm } from '../../shared/entry-form.ts'
import type { Texts } from '../locales/texts.ts'

/**
 * What is said to somebody who listens while the view for typing is open, beside what the screen above it shows. All of
 * it is said when the view opens, field after field: the citizen's screen is told neither which field a hand is in nor
 * how much stands there, for with the times of touches that would tell how long a number is.
 */
export function typingInstructions(
  { secureEntry: { fields }, voice: { typing } }: Texts,
  form: EntryForm,
): readonly string[] {
  const shuffled = fields['dynamic-code'].help
  switch (form) {
    case 'dynamic-code':
      return [shuffled, typing.keys, typing.confirm, typing.keypad]
    case 'phone-approval':
      return [shuffled, typing.keys, typing.confirm]
    case 'document-key':
      return [
        fields['document-number'].title,
        typing.number,
        fields.birth.title,
        fields.birth.help,
        fields.expiry.title,
        fields.expiry.help,
        typing.keys,
        typing.next,
      ]
  }
}

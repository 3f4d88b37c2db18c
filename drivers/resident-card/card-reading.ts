import { textLength, writeCardContent } from '../../src/shared/resident-card-content.ts'
import { checkCardText } from './card-text.ts'
import type { SamAnswer } from './frame.ts'
import { type CardRefused, type ReaderFaulty, refused, statusRefused } from './outcome.ts'

/** `content` is what is to be sealed (src/shared/resident-card-content.ts); whoever takes it zeroes it. */
export interface CardRead {
  readonly type: 'read'
  readonly content: Uint8Array
}

/** Length of the text and length of the photo, two octets each, big endian. */
const lengthsLength = 4
const longestPhoto = 1024

/**
 * Makes of the answer to `read` what is to be sealed. Text, then photo; the photo is not looked at, and the answer is
 * zeroed by whoever holds it.
 */
export function cardReading(
  { status, data }: SamAnswer,
  samNumber: Uint8Array,
): CardRead | CardRefused | ReaderFaulty {
  if (status !== 'ok') return statusRefused(status)
  const [textHigh = 0, textLow = 0, photoHigh = 0, photoLow = 0] = data.subarray(0, lengthsLength)
  const photoLength = (photoHigh << 8) | photoLow
  const whole =
    ((textHigh << 8) | textLow) === textLength &&
    photoLength <= longestPhoto &&
    data.length === lengthsLength + textLength + photoLength
  if (!whole) return refused('read-interrupted')
  const text = data.subarray(lengthsLength, lengthsLength + textLength)
  const check = checkCardText(text)
  if (check.type === 'invalid') return refused('text-invalid')
  return { type: 'read', content: writeCardContent({ kind: check.kind, text, samNumber }) }
}

// @ts-check
/** How a text is put to espeak-ng, whose own reading of hanzi errs where one has several (重庆, 长者). */
import { pinyin } from 'pinyin-pro'
import { simplify } from './simplified.mjs'

/** From this many digits on, a number is read digit by digit: a year, what is typed, a telephone's. */
const spelledFrom = /\d{4,}/g

const mandarin = { voice: 'cmn-latn-pinyin', speed: 165 }

/** @typedef {{ voice: string, speed: number, words: string }} Spoken */

/**
 * What espeak-ng is told to say for a clip: Mandarin in numbered pinyin, traditional texts in Mandarin too; English as it
 * is written.
 * @param {{ language: string, text: string }} clip
 * @returns {Spoken}
 */
export function spokenAs({ language, text }) {
  const words = text
    .replaceAll(spelledFrom, (digits) => digits.split('').join(' '))
    .replaceAll(/[“”「」…]/g, ' ')
  if (language === 'en') return { voice: 'en-gb', speed: 155, words: words.trim() }
  // By itself it would be read as in 了解; here it ends a sentence that began in another clip.
  if (words.trim() === '了') return { ...mandarin, words: 'le5' }
  const syllables = pinyin(simplify(words), { toneType: 'num', v: true, nonZh: 'consecutive' })
  // The neutral tone is 0 there, and 5 to espeak-ng.
  const numbered = syllables.replaceAll(/(?<=[a-z])0/g, '5')
  return { ...mandarin, words: numbered.replaceAll(/\s+/g, ' ').trim() }
}

/** Whether a clip is followed by another one of the same sentence. @param {{ text: string }} clip */
export function goesOn({ text }) {
  return text.endsWith('…')
}

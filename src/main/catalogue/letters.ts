import type { LocalisedText } from '../../shared/hall-text.ts'
import type { Language } from '../../shared/journey-view.ts'

/** First letter of each syllable of a Chinese text; what is no ideograph as it stands. */
export type PinyinInitials = (text: string) => readonly string[]

/** What of a service is looked up. */
export interface LookedUp {
  readonly title: LocalisedText
  readonly keywords: readonly string[]
}

/**
 * What a service is found by, in letters from a to z: whoever types a part of one of these words finds it. In Chinese
 * the pinyin initials of title and keywords, both scripts by those of the simplified title, for readings are of words
 * and the other script has none; in English the words themselves, and their initials.
 * @returns words parted by spaces
 */
export function lettersOf(service: LookedUp, language: Language, initials: PinyinInitials): string {
  const said = language === 'en' ? [service.title.en] : [service.title['zh-CN']]
  const texts = [...said, ...service.keywords]
  return [...new Set(texts.flatMap((text) => wordsOf(text, initials)))].join(' ')
}

const han = /\p{Script=Han}/u

function wordsOf(text: string, initials: PinyinInitials): readonly string[] {
  if (han.test(text)) return nonEmpty([lettersIn(initials(text).join(''))])
  const words = text.split(/[^A-Za-z0-9]+/).map(lettersIn)
  const firsts = words.map((word) => word.slice(0, 1)).join('')
  return nonEmpty([...words, ...(words.length > 1 ? [firsts] : [])])
}

function lettersIn(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '')
}

function nonEmpty(words: readonly string[]): readonly string[] {
  return words.filter((word) => word !== '')
}

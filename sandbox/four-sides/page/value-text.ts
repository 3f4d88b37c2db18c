import { dayOf, preciseTime } from '../../web/page/china-time.ts'
import type { StoredValue } from '../api.ts'
import type { FourSidesTexts } from './locale-zh-cn.ts'
import type { StoredWords } from './stored-words.ts'

/** How a stored value stands on the page. */
export interface ValueText {
  readonly text: string
  /** Behind the text, smaller: how long the whole is. */
  readonly length?: string
  /** The value as it is stored, where the text is not it. */
  readonly whole?: string
}

export interface ValueWords {
  readonly texts: FourSidesTexts
  readonly stored: StoredWords
  /** Of failed checks, as phones say them. */
  readonly causes: Readonly<Record<string, string>>
  /** Kinds of documents. */
  readonly documents: Readonly<Record<string, string>>
}

const longest = 18
const [head, tail] = [6, 4]

/** Own words alone: what an object inherits is none. */
export function wordFor(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}

/** What stands in a column, in plain words. @param table the column’s, or the event of a field */
export function labelOf(table: string, name: string, { columns }: StoredWords): string {
  return wordFor(columns, `${table}.${name}`) ?? wordFor(columns, name) ?? name
}

const isMoment = (name: string) => name.endsWith('_at') || name === 'time' || name === 'valid_until'

/** A time of day, with its day where that is not the check’s. @param check when that was (ms) */
export function momentText(moment: number, check: number): string {
  const time = preciseTime(moment)
  return dayOf(moment) === dayOf(check) ? time : `${dayOf(moment)} ${time.slice(0, 5)}`
}

const shortened = (text: string) => `${text.slice(0, head)}…${text.slice(-tail)}`

/** A list of names as JSON, and what each is called; undefined for any other text. */
function listText(value: string, words: Readonly<Record<string, string>>, none: string, separator: string) {
  if (!/^\[("[a-z-]+"(,"[a-z-]+")*)?\]$/.test(value)) return undefined
  const names = [...value.matchAll(/"([a-z-]+)"/g)].map(([, name = '']) => wordFor(words, name) ?? name)
  return names.length === 0 ? none : names.join(separator)
}

/** The plain words of a value of a closed list, by its column or field; undefined where there are none. */
export function wordsOf(name: string, value: string, words: ValueWords): string | undefined {
  const { texts, stored, causes, documents } = words
  switch (name) {
    case 'proven':
      return listText(value, stored.factors, stored.noFactor, texts.separator)
    case 'fields':
      return listText(value, stored.columns, stored.noFactor, texts.separator)
  }
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    verdict: texts.outcomes,
    evidence: texts.evidence,
    cause: causes,
    mode: stored.modes,
    authMode: stored.modes,
    subject: stored.subjects,
    method: stored.methods,
    end: stored.ends,
    stage: stored.stages,
    reason: stored.reasons,
    age_mark: stored.ageMarks,
    purpose: stored.purposes,
    'document-kind': documents,
  }
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined
  return list && wordFor(list, value)
}

/** What stands there, as it is stored. */
export function storedText(value: StoredValue): string {
  if (value === null) return '—'
  return typeof value === 'object' ? value.octets : String(value)
}

/**
 * What stands in a column, to be read: a moment as a time of day, a word of a closed list in the page's language, digests
 * and octets by their two ends.
 * @param isWhole never shortened: it is about a person
 * @param check when the check was (ms)
 */
export function valueText(
  { name, value }: { readonly name: string; readonly value: StoredValue },
  words: ValueWords,
  { isWhole, check }: { readonly isWhole: boolean; readonly check: number },
): ValueText {
  const { texts } = words
  const whole = storedText(value)
  if (value !== null && typeof value === 'object') {
    return { text: shortened(whole), length: texts.octets(whole.length / 2) }
  }
  if (typeof value === 'number') {
    if (isMoment(name)) return { text: momentText(value, check), whole }
    return name === 'duration' ? { text: texts.milliseconds(value), whole } : { text: whole }
  }
  const inWords = wordsOf(name, whole, words)
  if (inWords !== undefined) return { text: inWords, whole }
  if (isWhole || whole.length <= longest) return { text: whole }
  return { text: shortened(whole), length: texts.characters(whole.length), whole }
}

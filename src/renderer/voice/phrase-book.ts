import { entryForms } from '../../shared/entry-form.ts'
import { languages, type Language } from '../../shared/journey-view.ts'
import { languageNames, textsOf } from '../locales/texts.ts'
import type { Clip } from './clip.ts'
import { plainWords, sentencesOf } from './sentences.ts'
import { typingInstructions } from './typing-instructions.ts'

/** What a text has in the place of what is filled in. */
const hole = '\u0000'
/** Where a sentence goes on in another clip. */
const goesOn = '…'
/** What is spelled out, such as the number of a window, or a time of day. */
const spelled = /^[0-9A-Z][0-9A-Z :-]*$/
const characters: ReadonlySet<string> = new Set('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')

/** A clip that words on a screen are spoken with. */
export interface SpokenPart extends Clip {
  /** The hall's own words, of which there may be no recording. */
  readonly isHalls: boolean
}

/** A text with holes: what its words look like on a screen, and what is said around that which is filled in. */
interface Pattern {
  readonly shape: RegExp
  readonly around: readonly (readonly string[])[]
}

/** Every text of a language that a screen may show in one piece. */
interface PhraseBook {
  readonly fixed: ReadonlySet<string>
  readonly patterns: readonly Pattern[]
}

const books = new Map<Language, PhraseBook>()

function phraseBook(language: Language): PhraseBook {
  const known = books.get(language)
  if (known) return known
  const whole = textsOf(language)
  // What is typed stands in a view of its own, which never speaks: how to type is said from the screen above it.
  const { secureEntry: _silent, ...texts } = whole
  const all = [
    ...allTexts(texts),
    ...entryForms.flatMap((form) => typingInstructions(whole, form)),
    languageNames[language],
  ]
    .map(plainWords)
    .filter(isIn(language))
  const withHoles = new Set(all.filter((text) => text.includes(hole)))
  const book = {
    fixed: new Set(all.filter((text) => !withHoles.has(text))),
    // The longest first: a shorter one may be found inside it.
    patterns: [...withHoles].sort((a, b) => b.length - a.length).map(patternOf),
  }
  books.set(language, book)
  return book
}

/** Whether a text is spoken in a language. The name that people look for is Chinese on the English screens too. */
function isIn(language: Language): (text: string) => boolean {
  const isTag = (text: string): boolean => languages.some((name) => name === text)
  return (text) => !isTag(text) && (language !== 'en' || !/\p{Script=Han}/u.test(text))
}

/** Every text; a function of what is filled in becomes its text with holes. */
function allTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String(value(hole, hole))]
  return Object.values(value ?? {}).flatMap(allTexts)
}

function patternOf(text: string): Pattern {
  const pieces = text.split(hole)
  const last = pieces.length - 1
  const quoted = pieces.map((piece) => piece.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  return {
    shape: new RegExp(`^${quoted.join('(.+?)')}$`),
    around: pieces.map((piece, index) =>
      sentencesOf(`${index > 0 ? goesOn : ''}${piece}${index < last ? goesOn : ''}`),
    ),
  }
}

/**
 * The clips of words that stand on a screen in one piece.
 * @param words on one line
 * @param filledIn every word that the view brings: the hall's names and numbers, whatever they look like
 */
export function spokenParts(
  words: string,
  language: Language,
  filledIn: ReadonlySet<string>,
): readonly SpokenPart[] {
  const { fixed, patterns } = phraseBook(language)
  const part = (text: string): SpokenPart => ({ language, text, isHalls: false })
  const filled = (text: string): readonly SpokenPart[] =>
    spelled.test(text)
      ? text
          .split('')
          .filter((character) => characters.has(character))
          .map(part)
      : [{ language, text, isHalls: true }]
  if (fixed.has(words)) return sentencesOf(words).map(part)
  if (filledIn.has(words)) return filled(words)
  for (const { shape, around } of patterns) {
    const found = shape.exec(words)?.slice(1)
    if (!found) continue
    return around.flatMap((sentences, index) =>
      sentences.map(part).concat(index < found.length ? filled(found[index] ?? '') : []),
    )
  }
  return filled(words)
}

/** What is said in the place of a hall's words that nobody recorded. */
export function unrecorded(language: Language): Clip {
  return { language, text: textsOf(language).voice.unrecorded }
}

/** Every clip that the build renders for a language. */
export function everyClip(language: Language): readonly Clip[] {
  const { fixed, patterns } = phraseBook(language)
  const sentences = [
    ...[...fixed].flatMap(sentencesOf),
    ...patterns.flatMap(({ around }) => around.flat()),
    ...characters,
  ]
  return [...new Set(sentences)].map((text) => ({ language, text }))
}

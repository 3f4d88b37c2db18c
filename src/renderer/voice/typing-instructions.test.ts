import { describe, expect, it } from 'vitest'
import { plainAccess } from '../../shared/access.ts'
import { entryForms, fieldsOf } from '../../shared/entry-form.ts'
import { languages } from '../../shared/journey-view.ts'
import { textsOf } from '../locales/texts.ts'
import { markupOf, wordsOf } from '../preview/markup.tsx'
import { viewsIn } from '../preview/specimens.ts'
import { everyClip, spokenParts } from './phrase-book.ts'
import { plainWords } from './sentences.ts'
import { typingInstructions } from './typing-instructions.ts'

/** The specimen of each form's screen. */
const specimens = {
  'dynamic-code': 'present-typing',
  'phone-approval': 'present-approval-typing',
  'document-key': 'document-key-typing',
} as const

describe.each(languages)('what is said of typing in %s', (language) => {
  const texts = textsOf(language)
  const { confirm, erase, next } = texts.secureEntry

  it.each(entryForms)('%s names the keys as they are called in the view', (form) => {
    const said = typingInstructions(texts, form).join('\n')
    for (const key of form === 'document-key' ? [confirm, erase, next] : [confirm, erase]) {
      expect(said).toMatch(new RegExp(`[“「]${key}[”」]`))
    }
  })

  it.each(entryForms)('%s is said by clips that the build renders', (form) => {
    const rendered = new Set(everyClip(language).map(({ text }) => text))
    for (const sentence of typingInstructions(texts, form)) {
      const parts = spokenParts(plainWords(sentence), language, new Set())
      expect(parts.filter(({ text, isHalls }) => isHalls || !rendered.has(text))).toEqual([])
    }
  })

  it('goes through the fields of a document in the order in which they are typed', () => {
    const said = typingInstructions(texts, 'document-key')
    const places = fieldsOf['document-key'].map((field) =>
      said.indexOf(texts.secureEntry.fields[field].title),
    )
    expect(places[0]).toBe(0)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    // Whoever listens sees no picture.
    expect(said).not.toContain(texts.secureEntry.fields['document-number'].help)
  })

  it.each(entryForms)('stands on the screen above %s where the voice is on, and nowhere else', (form) => {
    const view = viewsIn(language)[specimens[form]]
    if (!view) throw new Error('no specimen')
    const listening = { ...view, access: { ...plainAccess, voice: true } }
    const words = wordsOf(markupOf(listening))
    for (const sentence of typingInstructions(texts, form)) {
      expect(words).toContain(sentence)
      expect(wordsOf(markupOf(view))).not.toContain(sentence)
    }
  })
})

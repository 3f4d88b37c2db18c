import { describe, expect, it } from 'vitest'
import { languages, type JourneyView, type Language } from '../../shared/journey-view.ts'
import { textsOf } from '../locales/texts.ts'
import { markupOf, withPlainLineEnds, wordsOf } from '../preview/markup.tsx'
import { viewsIn } from '../preview/specimens.ts'
import { clipName } from './clip.ts'
import { everyClip, spokenParts, unrecorded } from './phrase-book.ts'
import { plainWords } from './sentences.ts'
import { wordsOfView } from './words-of-view.ts'

interface SpokenPiece {
  readonly words: string
  readonly language: Language
}

/** The pieces of a screen in which words stand, without the band above it and what only a screen reader is told. */
function piecesOf(view: JourneyView): readonly SpokenPiece[] {
  const markup = withPlainLineEnds(markupOf(view))
    .replace(/<header.*?<\/header>/s, '')
    .replace(/<p class="announcement".*$/s, '')
    .replaceAll(/<\/?(?:strong|b|em)>/g, '')
  return [...markup.matchAll(/<([^>]*)>([^<]+)/g)].flatMap(([, tag = '', text = '']) => {
    const own = languages.find((language) => tag.includes(`lang="${language}"`))
    return wordsOf(text).map((words) => ({ words: plainWords(words), language: own ?? view.language }))
  })
}

const everyView = languages.flatMap((language) =>
  Object.entries(viewsIn(language)).map(([name, view]) => {
    const pieces = piecesOf(view)
    const parts = pieces.map(({ words, language }) =>
      spokenParts(words, language, new Set(wordsOfView(view).map(plainWords))),
    )
    return { language, name, view, pieces, parts }
  }),
)
const names = new Map(
  languages.map((language) => [language, new Set(everyClip(language).map((clip) => clip.text))]),
)

describe('every screen', () => {
  it.each(everyView)('$name in $language has a clip for each of its sentences', ({ view, pieces, parts }) => {
    expect(pieces.length).toBeGreaterThan(0)
    const own = parts.flat().filter(({ isHalls }) => !isHalls)
    expect(own.filter(({ language, text }) => !names.get(language)?.has(text))).toEqual([])
    // What nobody could record beforehand is the hall's, word for word.
    const ofView = new Set(wordsOfView(view).map(plainWords))
    expect(parts.flat().filter(({ text, isHalls }) => isHalls && !ofView.has(text))).toEqual([])
  })

  it.each(everyView)(
    '$name in $language is spoken as it stands there, and with no other word',
    ({ pieces, parts }) => {
      const compact = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '')
      const spoken = parts.map((ofPiece) => ofPiece.map(({ text }) => compact(text)).join(''))
      expect(spoken).toEqual(pieces.map(({ words }) => compact(words)))
    },
  )
})

describe('the clips', () => {
  it('have names of their own in all languages together', () => {
    const clips = languages.flatMap(everyClip)
    expect(new Set(clips.map(clipName)).size).toBe(clips.length)
  })

  it.each(languages)(
    'in %s hold every digit and letter, and what stands for words without a recording',
    (language) => {
      for (const character of '0123456789AZ') expect(names.get(language)).toContain(character)
      expect(names.get(language)).toContain(unrecorded(language).text)
    },
  )

  it('in English hold nothing Chinese: the name that people look for is spoken as Chinese', () => {
    expect(everyClip('en').filter(({ text }) => /\p{Script=Han}/u.test(text))).toEqual([])
    expect(names.get('zh-CN')).toContain(textsOf('en').method.names['network-identity'])
  })

  it('hold nothing that the view in which is typed says of what is typed', () => {
    const { clear, erase, entered, enteredOf, fields } = textsOf('zh-CN').secureEntry
    const wrong = Object.values(fields).map((field) => field.wrong)
    for (const text of [clear, erase, entered(3), enteredOf(3, 8), ...wrong]) {
      expect(names.get('zh-CN')).not.toContain(text)
    }
  })
})

describe('words on a screen', () => {
  const texts = textsOf('zh-CN')
  const said = (words: string, ...filledIn: readonly string[]) =>
    spokenParts(words, 'zh-CN', new Set(filledIn)).map(({ text, isHalls }) => (isHalls ? `[${text}]` : text))

  it('are one clip for each sentence', () => {
    expect(said(plainWords(texts.cardPromise))).toEqual([
      '证件信息读出后立即加密，只有平台能解开。',
      '本机只会收到“通过”或“不通过”。',
    ])
  })

  it('have a clip before and after what is filled in', () => {
    expect(said(texts.dock.goToWindow('3'), '3')).toEqual(['去 …', '3', '… 号窗口'])
    expect(said(texts.pass.next('公积金查询'), '公积金查询')).toEqual(['可以办理“…', '[公积金查询]', '…”了'])
  })

  it('spell a number by its digits and letters', () => {
    expect(said('A-12')).toEqual(['A', '1', '2'])
  })

  it('keep a hall’s words whole, whatever punctuation is in them', () => {
    const contact = '一楼。电话：000。请问？'
    expect(said(texts.notice.points.handler.text('某局', contact), '某局', contact)).toEqual([
      '处理者：…',
      '[某局]',
      '联系方式：…',
      `[${contact}]`,
    ])
  })

  it('of a hall are not taken for a text that they only resemble', () => {
    expect(said('去 综合 号窗口', '去 综合 号窗口')).toEqual(['[去 综合 号窗口]'])
    expect(said('去 综合 号窗口')).toEqual(['去 …', '[综合]', '… 号窗口'])
  })

  it('are spelled where they are a time of day', () => {
    expect(said('09:30')).toEqual(['0', '9', '3', '0'])
  })
})

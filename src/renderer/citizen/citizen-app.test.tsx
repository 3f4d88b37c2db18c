import { describe, expect, it } from 'vitest'
import { languages, type JourneyScreen, type JourneyView, type Language } from '../../shared/journey-view.ts'
import { dateText } from '../locales/date-text.ts'
import { languageNames, textsOf } from '../locales/texts.ts'
import { markupOf, someMorning, wordsOf } from '../preview/markup.tsx'
import { screensIn, viewWith } from '../preview/specimens.ts'
import { documentNoticePoints, noticePoints } from './screens/notice-points.ts'

const everyScreen = languages.flatMap((language) =>
  Object.entries(screensIn(language)).map(([name, screen]) => ({
    language,
    name,
    screen,
    markup: markupOf(viewWith(screen, language)),
  })),
)

/** The view in which is typed covers the dock. */
function isTypedBeside(screen: JourneyScreen): boolean {
  return screen.name === 'present' && screen.typing === 'open'
}

/** What a text may have in the place of a parameter: a word of the view, or a number. */
const hole = '\u0000'

/** Every text of a language; a function of parameters becomes its text with holes. */
function allTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String(value(hole, hole))]
  return Object.values(value ?? {}).flatMap(allTexts)
}

/** Every word the view itself brings. */
function wordsOfView(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(wordsOfView)
}

/** Whether words are one of these texts, holes filled with words of the view. */
function knowledgeOf(texts: readonly string[], view: JourneyView): (words: string) => boolean {
  const fixed = new Set(texts)
  const quoted = (words: string) => words.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  const values = wordsOfView(view).map(quoted).join('|')
  const patterns = texts
    .filter((text) => text.includes(hole))
    .map((text) => new RegExp(`^${text.split(hole).map(quoted).join(`(?:${values})`)}$`))
  return (words) => fixed.has(words) || patterns.some((pattern) => pattern.test(words))
}

describe('every screen', () => {
  it.each(everyScreen)(
    '$name in $language has a title, its language and no text that is missing',
    ({ language, markup }) => {
      expect(markup).toContain(`<div class="citizen" lang="${language}">`)
      expect(markup.match(/<h1/g)).toHaveLength(1)
      expect(markup).not.toMatch(/undefined|null|NaN|\[object/)
    },
  )

  it.each(everyScreen)(
    '$name in $language shows the view and the texts of its language, and nothing else',
    ({ language, screen, markup }) => {
      const view = viewWith(screen, language)
      const isKnown = knowledgeOf(
        [
          ...allTexts(textsOf(language)).flatMap((text) => text.split('*')),
          ...Object.values(languageNames),
          dateText(language, someMorning),
          ...wordsOfView(view),
          '1',
          '2',
          '3',
          // The terminal's number, in the two groups in which it is shown.
          '9073',
          '1846',
        ],
        view,
      )
      const { present, presentCard, presentDocument } = textsOf(language)
      const spoken = [
        present.hints,
        present.scan.states,
        presentCard.hints,
        presentDocument.keyHints,
        presentDocument.hints,
      ].flatMap((hints): { readonly title: string; readonly text: string }[] => Object.values(hints))
      const { takeAwayFirst, shownBefore } = textsOf(language).presentForChild
      spoken.push(takeAwayFirst, shownBefore)
      const announcements = new Set(spoken.map(({ title, text }) => `${title} ${text}`))
      const strange = wordsOf(markup).filter((words) => !announcements.has(words) && !isKnown(words))
      expect(strange).toEqual([])
    },
  )

  it.each(everyScreen)(
    '$name in $language has the TEST banner if and only if the view says test',
    ({ language, screen, markup }) => {
      const { testBanner } = textsOf(language)
      expect(wordsOf(markup)).toContain(testBanner)
      expect(wordsOf(markupOf(viewWith(screen, language, false)))).not.toContain(testBanner)
    },
  )

  it.each(everyScreen.filter(({ screen }) => !isTypedBeside(screen)))(
    '$name in $language offers all languages and says which is chosen',
    ({ language, markup }) => {
      for (const offered of languages) {
        expect(markup).toContain(`lang="${offered}" aria-pressed="${offered === language}"`)
      }
    },
  )

  it('offers no language where there is only one', () => {
    const view = { ...viewWith({ name: 'attract' }), languages: ['zh-CN'] as const }
    expect(markupOf(view)).not.toContain('aria-pressed')
  })

  it('says nothing a person should not read: no 系统, 错误 or 异常', () => {
    for (const { markup } of everyScreen) {
      expect(markup).not.toMatch(/系统|错误|异常|系統|錯誤|異常/)
    }
  })

  it('writes no style into the markup, which the page’s policy would refuse', () => {
    for (const { markup } of everyScreen) {
      expect(markup).not.toContain('style=')
    }
  })
})

describe('the ends of a journey', () => {
  it.each(languages)('differ in %s by word, shape and class', (language) => {
    const ends = (['pass', 'fail', 'unavailable-network'] as const).map((name) => {
      const screen = screensIn(language)[name]
      if (!screen) throw new Error(`no specimen ${name}`)
      const markup = markupOf(viewWith(screen, language))
      return {
        word: /<h1[^>]*>([^<]*)</.exec(markup)?.[1],
        shape: /data-shape="([a-z]*)"/.exec(markup)?.[1],
        tone: /tone-([a-z]*)/.exec(markup)?.[1],
      }
    })
    expect(ends.map(({ shape }) => shape)).toEqual(['circle', 'octagon', 'diamond'])
    expect(ends.map(({ tone }) => tone)).toEqual(['pass', 'fail', 'unavailable'])
    expect(new Set(ends.map(({ word }) => word)).size).toBe(3)
  })

  it.each(languages)('in %s lead to the window alone when no try is left', (language) => {
    const { fail } = textsOf(language)
    expect(wordsOf(markupOf(viewWith({ name: 'fail', canRetry: true }, language)))).toContain(fail.retry)
    expect(wordsOf(markupOf(viewWith({ name: 'fail', canRetry: false }, language)))).not.toContain(fail.retry)
  })

  it.each(['network', 'platform', 'terminal'] as const)(
    'cannot-now by the %s says so, and that it is not the citizen’s',
    (cause) => {
      const words = wordsOf(markupOf(viewWith({ name: 'unavailable', cause, canRetry: true })))
      const texts = textsOf('zh-CN')
      expect(words).toContain(texts.unavailable.causes[cause])
      expect(words).toContain(texts.notYourFault)
      expect(words).toContain(texts.unavailable.retryNext('3'))
    },
  )
})

describe('the notice', () => {
  const points = [
    'handler',
    'purpose',
    'way',
    'kinds',
    'retention',
    'rights',
    'necessity',
    'voluntary',
    'minors',
  ]

  it.each(languages)(
    'in %s has every point of article 11, who handles it, how to reach them, and its version',
    (language: Language) => {
      const screen = screensIn(language)['notice']
      if (screen?.name !== 'notice') throw new Error('no specimen of the notice')
      const markup = markupOf(viewWith(screen, language))
      expect([...markup.matchAll(/data-point="([a-z]*)"/g)].map(([, id]) => id)).toEqual(points)
      const words = wordsOf(markup)
      const told = noticePoints(textsOf(language), screen, '3')
      for (const { title, text } of told) {
        expect(words).toContain(title)
        expect(words).toContain(text)
      }
      const reached = told.filter(({ text }) => text.includes(screen.notice.contact))
      expect(reached.map(({ id }) => id)).toEqual(['handler', 'rights'])
      const whole = words.join('\n')
      expect(whole).toContain(screen.notice.handler)
      expect(whole).toContain(screen.notice.contact)
      expect(whole).toContain(screen.notice.version)
      expect(whole).toContain(screen.service)
      expect(whole).toContain('14')
    },
  )
})

describe.each([
  ['card', 'document-notice'],
  ['travel document', 'travel-document-notice'],
])('the notice before a %s is read', (_name, specimen) => {
  const documentNotice = (language: Language) => {
    const screen = screensIn(language)[specimen]
    if (screen?.name !== 'document-notice') throw new Error('no specimen of the notice')
    return screen
  }

  it.each(languages)('in %s has every point, and its version', (language: Language) => {
    const screen = documentNotice(language)
    const markup = markupOf(viewWith(screen, language))
    expect([...markup.matchAll(/data-point="([a-z]*)"/g)].map(([, id]) => id)).toEqual([
      'handler',
      'purpose',
      'way',
      'kinds',
      'proof',
      'retention',
      'rights',
      'necessity',
      'voluntary',
      'minors',
    ])
    const words = wordsOf(markup)
    for (const { title, text } of documentNoticePoints(textsOf(language), screen, '3')) {
      expect(words).toContain(title)
      expect(words).toContain(text)
    }
    const whole = words.join('\n')
    for (const part of [
      screen.notice.handler,
      screen.notice.contact,
      screen.notice.version,
      screen.service,
    ]) {
      expect(whole).toContain(part)
    }
  })

  it('says large what is read, and that the check is of the document and not of its holder', () => {
    const markup = markupOf(viewWith(documentNotice('zh-CN')))
    const gist = wordsOf(markup.slice(0, markup.indexOf('full-notice'))).join('')
    expect(gist).toContain('姓名、证件号码')
    expect(gist).toMatch(/不用照片，不用指纹|不读指纹，不用照片/)
    expect(gist).toContain('只核验证件，不核对持证人')
  })
})

describe('the present screen', () => {
  const show = (screen: JourneyScreen | undefined) => {
    if (!screen) throw new Error('no specimen')
    return wordsOf(markupOf(viewWith(screen)))
  }
  const { present, presentCard, promise, cardPromise, dock } = textsOf('zh-CN')
  const screens = screensIn('zh-CN')

  it('asks for a card where a card was chosen, and for a code where a code was', () => {
    const code = show(screens['present-ready'])
    const card = show(screens['card-ready'])
    expect(card).toContain(presentCard.title)
    expect(card).toContain(presentCard.reader.ready)
    expect(card).not.toContain(present.title)
    expect(code).toContain(present.title)
    expect(code).not.toContain(presentCard.title)
  })

  it('promises of a card what is true of a card', () => {
    const firstPart = (text: string) => text.split('*')[0]
    expect(show(screens['card-ready'])).toContain(firstPart(cardPromise))
    expect(show(screens['card-ready'])).not.toContain(firstPart(promise))
    expect(show(screens['present-ready'])).toContain(firstPart(promise))
  })

  it('speaks of the card, not of the phone, when it is read or to be laid down again', () => {
    for (const hint of ['reading', 'read-again'] as const) {
      expect(show(screens[`card-${hint}`])).toContain(presentCard.hints[hint].text)
      expect(show(screens[`present-${hint}`])).toContain(present.hints[hint].text)
    }
    expect(show(screens['card-reading']).join('')).not.toContain('手机')
  })

  it('leads to the window when the card cannot be read here or its reader is absent', () => {
    for (const name of ['card-card-unusable', 'card-absent']) {
      expect(show(screens[name])).toContain(dock.goToWindow('3'))
    }
    expect(show(screens['card-ready'])).toContain(presentCard.noCard('3'))
  })
})

describe('the present screen of a travel document', () => {
  const { presentDocument, cardPromise, typing } = textsOf('zh-CN')
  const screens = screensIn('zh-CN')
  const markup = (name: string) => {
    const screen = screens[name]
    if (!screen) throw new Error(`no specimen ${name}`)
    return markupOf(viewWith(screen))
  }
  const due = (name: string) =>
    /aria-current="step"><span[^>]*>.*?<\/span>([^<]*)</.exec(markup(name))?.[1] ?? null

  it('asks for its key first, then for the document, and says which act is due', () => {
    expect(due('document-key-ready')).toBe(presentDocument.steps.scan)
    expect(due('document-ready')).toBe(presentDocument.steps.lay)
    expect(wordsOf(markup('document-key-ready'))).toContain(presentDocument.key.title)
    expect(wordsOf(markup('document-ready'))).toContain(presentDocument.document.title)
  })

  it('offers to type the key, and nothing once the key is there', () => {
    expect(wordsOf(markup('document-key-ready'))).toContain(typing['document-key'].offer)
    expect(wordsOf(markup('document-ready'))).not.toContain(typing['document-key'].offer)
  })

  it('offers no typing where there is no reader for the document', () => {
    expect(wordsOf(markup('document-key-absent'))).not.toContain(typing['document-key'].offer)
  })

  it('promises what is true of a document', () => {
    expect(wordsOf(markup('document-key-ready'))).toContain(cardPromise.split('*')[0])
  })

  it.each(['lay-back', 'read-again', 'reading'] as const)('says what to do on %s', (hint) => {
    expect(wordsOf(markup(`document-${hint}`))).toContain(presentDocument.hints[hint].text)
  })

  it.each(['not-a-document-key', 'document-key-wrong', 'document-unusable'] as const)(
    'says what to do on %s, and accuses nobody',
    (hint) => {
      const words = wordsOf(markup(`document-key-${hint}`)).join('')
      expect(words).toContain(presentDocument.hints[hint].text)
      expect(words).not.toMatch(/伪造|假证|不真实|可疑|冒用/)
    },
  )
})

describe('the screen beside what is typed', () => {
  it.each(languages)(
    'in %s shows the number of the terminal in two groups, and nothing to touch',
    (language) => {
      const screen = screensIn(language)['present-typing']
      if (!screen) throw new Error('no specimen')
      const markup = markupOf(viewWith(screen, language))
      expect(wordsOf(markup)).toEqual(expect.arrayContaining(['9073', '1846']))
      expect(markup).not.toContain('<button')
    },
  )

  it('shows no number before there is one', () => {
    const screen = screensIn('zh-CN')['present-typing']
    if (screen?.name !== 'present') throw new Error('no specimen')
    expect(markupOf(viewWith({ ...screen, terminal: null }))).not.toContain('terminal-number')
  })
})

describe('the choice of a method', () => {
  it('gives every method the same row', () => {
    const screen = screensIn('zh-CN')['method']
    if (!screen) throw new Error('no specimen of the method screen')
    const rows = markupOf(viewWith(screen)).match(/<button type="button" class="[^"]*row[^"]*"/g)
    expect(new Set(rows)).toEqual(new Set(['<button type="button" class="row"']))
    expect(rows).toHaveLength(4)
  })
})

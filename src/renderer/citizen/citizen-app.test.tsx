import { describe, expect, it } from 'vitest'
import { type Access, accessModes, plainAccess } from '../../shared/access.ts'
import {
  type HelpPlace,
  languages,
  type JourneyScreen,
  type JourneyView,
  type Language,
} from '../../shared/journey-view.ts'
import { dateText } from '../locales/date-text.ts'
import { languageNames, textsOf } from '../locales/texts.ts'
import { markupOf, someMorning, wordsOf } from '../preview/markup.tsx'
import { screensIn, viewsIn, viewWith } from '../preview/specimens.ts'
import { documentNoticePoints, noticePoints } from './screens/notice-points.ts'

const everyScreen = languages.flatMap((language) =>
  Object.entries(viewsIn(language)).map(([name, view]) => ({
    language,
    name,
    view,
    markup: markupOf(view),
  })),
)

const attract: JourneyScreen = { name: 'attract', services: [], hasMore: false }

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
      expect(markup).toMatch(new RegExp(`^<div class="citizen[ a-z-]*" lang="${language}">`))
      expect(markup.match(/<h1/g)).toHaveLength(1)
      expect(markup).not.toMatch(/undefined|null|NaN|\[object/)
    },
  )

  it.each(everyScreen)(
    '$name in $language shows the view and the texts of its language, and nothing else',
    ({ language, view, markup }) => {
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
    ({ language, view, markup }) => {
      const { testBanner } = textsOf(language)
      expect(wordsOf(markup)).toContain(testBanner)
      expect(wordsOf(markupOf({ ...view, test: false }))).not.toContain(testBanner)
    },
  )

  it.each(everyScreen.filter(({ view }) => !isTypedBeside(view.screen)))(
    '$name in $language offers all languages and says which is chosen',
    ({ language, markup }) => {
      for (const offered of languages) {
        expect(markup).toContain(`lang="${offered}" aria-pressed="${offered === language}"`)
      }
    },
  )

  it.each(everyScreen.filter(({ view }) => !isTypedBeside(view.screen)))(
    '$name in $language offers every mode and says which is on; voice only where there is one',
    ({ language, view }) => {
      const switches = (shown: JourneyView) => [
        ...markupOf(shown).matchAll(/aria-pressed="(true|false)" aria-keyshortcuts="(F\d)"/g),
      ]
      const { modes } = textsOf(language).access
      for (const mode of accessModes) {
        const access = { ...plainAccess, [mode]: true }
        const on = switches({ ...view, access, voiceOffered: true })
        expect(on.map(([, pressed]) => pressed)).toEqual(accessModes.map((other) => String(other === mode)))
        expect(on.map(([, , key]) => key)).toEqual(['F2', 'F3', 'F4', 'F5'])
      }
      const mute = markupOf({ ...view, voiceOffered: false })
      expect(switches({ ...view, voiceOffered: false })).toHaveLength(3)
      expect(wordsOf(mute)).not.toContain(modes.voice)
      expect(wordsOf(mute)).toContain(modes.largeText)
    },
  )

  it('offers no language where there is only one', () => {
    const view = { ...viewWith(attract), languages: ['zh-CN'] as const }
    expect(markupOf(view)).not.toContain('class="languages"')
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

describe('what a citizen switched on', () => {
  const rootOf = (access: Partial<Access>) =>
    /^<div class="([^"]*)"/.exec(
      markupOf(viewWith(attract, 'zh-CN', true, { ...plainAccess, ...access })),
    )?.[1]

  it('stands on the root of the screen, each by a class of its own', () => {
    expect(rootOf({})).toBe('citizen')
    expect(rootOf({ largeText: true })).toBe('citizen large')
    expect(rootOf({ highContrast: true })).toBe('citizen contrast')
    expect(rootOf({ lowReach: true })).toBe('citizen low')
    expect(rootOf({ largeText: true, highContrast: true, lowReach: true })).toBe('citizen large contrast low')
  })

  it('is not to be seen where it is spoken', () => {
    expect(rootOf({ voice: true })).toBe('citizen')
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

describe('the start screen', () => {
  const { attract: words, visit } = textsOf('zh-CN')
  const show = (view: Partial<JourneyView>, language: Language = 'zh-CN') => {
    const screen = screensIn(language)['attract']
    if (!screen) throw new Error('no specimen of the start screen')
    return markupOf({ ...viewWith(screen, language), ...view })
  }

  it('has a row for each service, and leads to more of them only where there are more', () => {
    const few = screensIn('zh-CN')['attract']
    const many = screensIn('zh-CN')['attract-more']
    if (!few || !many) throw new Error('no specimens')
    const rowsOf = (screen: JourneyScreen) => markupOf(viewWith(screen)).match(/class="row"/g)?.length
    expect([rowsOf(few), rowsOf(many)]).toEqual([3, 4])
    expect(wordsOf(markupOf(viewWith(few)))).not.toContain(words.start)
    expect(wordsOf(markupOf(viewWith(many)))).toContain(words.start)
  })

  it.each([
    [{}, 4],
    [{ largeText: true }, 3],
    [{ lowReach: true }, 3],
    [{ largeText: true, lowReach: true }, 2],
  ])('with %o has room for %i services, and leads to the rest', (modes, room) => {
    const screen = screensIn('zh-CN')['attract-more']
    if (screen?.name !== 'attract') throw new Error('no specimen')
    const access = { ...plainAccess, ...modes }
    const shown = (count: number) => {
      const services = screen.services.slice(0, count)
      const markup = markupOf(viewWith({ ...screen, services, hasMore: false }, 'zh-CN', true, access))
      return [markup.match(/class="row"/g)?.length, wordsOf(markup).includes(words.start)]
    }
    expect(shown(room)).toEqual([room, false])
    expect(shown(4)).toEqual([room, room < 4])
  })

  it('has an entry in English on its Chinese screens, marked as English', () => {
    const entry = new RegExp(`<button[^>]*lang="en"[^>]*>(?:(?!</button>).)*${visit.entries.foreign}`)
    expect(show({})).toMatch(entry)
    expect(show({}, 'zh-Hant')).toMatch(entry)
    expect(show({}, 'en')).not.toMatch(entry)
    expect(show({ languages: ['zh-CN', 'zh-Hant'] })).not.toMatch(entry)
  })

  it('promises elders to read out only where there is something to be read out', () => {
    expect(wordsOf(show({}))).toContain(visit.entries.easyNote)
    const silent = wordsOf(show({ voiceOffered: false }))
    expect(silent).toContain(visit.entries.easySilentNote)
    expect(silent).not.toContain(visit.entries.easyNote)
  })
})

describe('help', () => {
  const show = (askedFrom: HelpPlace, language: Language = 'zh-CN') =>
    wordsOf(markupOf(viewWith({ name: 'help', askedFrom }, language)))

  it.each(languages)(
    'in %s says where a person is, that nobody was called, and how to go back',
    (language) => {
      const { helpScreen } = textsOf(language).visit
      const words = show('method', language)
      expect(words).toContain(helpScreen.where('3'))
      expect(words).toContain(helpScreen.note)
      expect(words).toContain(helpScreen.over)
    },
  )

  it('claims in no language that somebody was called, or comes', () => {
    for (const language of languages) {
      expect(show('method', language).join(' ')).not.toMatch(
        /已(?:经)?(?:通知|呼叫)|馬上就來|马上就来|正在赶来|正在趕來|has been called|is coming|on (?:the|their) way/,
      )
    }
  })

  it('leads to the window except from there, and out except from the start', () => {
    const { dock } = textsOf('zh-CN')
    expect(show('window')).not.toContain(dock.goToWindow('3'))
    expect(show('method')).toContain(dock.goToWindow('3'))
    expect(show('attract')).not.toContain(dock.leave)
    expect(show('method')).toContain(dock.leave)
  })
})

describe('the question whether somebody is there', () => {
  const { warning: words } = textsOf('zh-CN').visit
  const show = (warning: JourneyView['warning']) => markupOf({ ...viewWith(attract), warning })

  it('stands over the screen, which stays where it is, for nobody to use', () => {
    const markup = show({ seconds: 20, canStay: true })
    expect(markup).toMatch(/<div class="settling" inert="">.*<h1.*role="alertdialog"/s)
    expect(wordsOf(markup)).toEqual(expect.arrayContaining([words.title, '20', words.stay, words.leave]))
  })

  it('is not there, and nothing is inert, as long as nobody is asked', () => {
    expect(show(null)).not.toMatch(/alertdialog|inert/)
  })

  it('says so where no more time can be had', () => {
    const said = wordsOf(show({ seconds: 20, canStay: false }))
    expect(said).toContain(words.lastTitle)
    expect(said).not.toContain(words.stay)
    expect(said).not.toContain(words.title)
  })
})

describe('the notice', () => {
  it('gives its gist in sixty characters at most, the promise among them', () => {
    const { promise, notice } = textsOf('zh-CN')
    const screen = screensIn('zh-CN')['notice']
    if (!screen) throw new Error('no specimen of the notice')
    const markup = markupOf(viewWith(screen))
    const [, gist = ''] = /<div class="gist">(.*)<section/s.exec(markup) ?? []
    const text = wordsOf(gist).join('').replaceAll(/\s/g, '')
    expect(text).toContain(notice.summary.purpose(screen.name === 'notice' ? screen.service : ''))
    expect(text).toContain(promise.replaceAll(/[*\s]/g, ''))
    expect(text.length).toBeLessThanOrEqual(60)
  })

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

describe('a hall’s own colour', () => {
  const looks = { accent: '#8c1d18', mark: '泰' }
  const drawn = (name: string, access: Partial<Access> = {}) => {
    const view = viewsIn('zh-CN')[name]
    if (!view) throw new Error(`no specimen ${name}`)
    return markupOf({ ...view, looks, access: { ...plainAccess, ...access } })
  }

  it('is that of what can be done', () => {
    expect(drawn('method')).toContain('class="citizen own-colour"')
    expect(drawn('method')).toContain('<span class="hall-mark" aria-hidden="true">泰</span>')
    expect(markupOf(viewWith(attract))).not.toMatch(/hall-mark|own-colour/)
  })

  it('is on no screen in high contrast, and on no verdict', () => {
    for (const name of Object.keys(viewsIn('zh-CN'))) {
      expect(drawn(name, { highContrast: true })).not.toContain('own-colour')
    }
    for (const verdict of ['pass', 'fail', 'unavailable-network']) {
      expect(drawn(verdict)).not.toContain('own-colour')
      expect(drawn(verdict)).toContain('hall-mark')
    }
  })
})

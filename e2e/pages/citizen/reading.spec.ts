/** What is read aloud of each screen, and in which order: what stands there, and nothing else. */
import { expect } from 'playwright/test'
import { plainAccess } from '../../../src/shared/access.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import { viewsIn } from '../../../src/renderer/preview/specimens.ts'
import { clipPath } from '../../../src/renderer/voice/clip.ts'
import { everyClip, spokenParts } from '../../../src/renderer/voice/phrase-book.ts'
import { plainWords } from '../../../src/renderer/voice/sentences.ts'
import { wordsOfView } from '../../../src/renderer/voice/words-of-view.ts'
import { type JourneyView, type Language, languages } from '../../../src/shared/journey-view.ts'
import { briskly } from '../../support/terminal.ts'
import { type Citizen, test } from './citizen-page.ts'

declare global {
  interface Window {
    clips?: string[]
  }
}

/** Every clip is over as soon as it begins, and is written down; it runs in the page. */
function hurry(): void {
  window.clips = []
  const proto = HTMLMediaElement.prototype
  Object.defineProperty(proto, 'src', {
    configurable: true,
    set: (path: string) => {
      window.clips?.push(path)
    },
  })
  proto.pause = () => undefined
  proto.play = function playAtOnce() {
    queueMicrotask(() => this.dispatchEvent(new Event('ended')))
    return Promise.resolve()
  }
}

const spoken = (view: JourneyView): JourneyView => ({ ...view, access: { ...view.access, voice: true } })

/** What is said of a view from its beginning to its end. */
async function saidOf(citizen: Citizen, view: JourneyView): Promise<readonly string[]> {
  const { page } = citizen
  await citizen.show({ ...view, access: plainAccess })
  await page.evaluate(hurry)
  await citizen.show(spoken(view))
  const filledIn = new Set(wordsOfView(view))
  const known = [
    ...languages.flatMap((language) => [
      ...everyClip(language),
      ...[...filledIn].map((text) => ({ language, text })),
    ]),
    ...(await shownIn(citizen)).flatMap((words) => spokenParts(plainWords(words), view.language, filledIn)),
  ]
  const texts = new Map(known.map((clip) => [`/voice/${clipPath(clip)}`, clip.text]))
  let said: readonly string[] = []
  // Until another second brings nothing more.
  await expect
    .poll(
      async () => {
        const before = said.length
        await page.clock.fastForward(1_000)
        said = await page.evaluate(() => window.clips ?? [])
        return said.length > 0 && said.length === before
      },
      { intervals: briskly },
    )
    .toBe(true)
  return said.map((path) => texts.get(path) ?? `no clip at ${path}`)
}

const compact = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What stands on the screen to be read, as the browser has it. */
function shownIn({ page }: Citizen): Promise<readonly string[]> {
  return page
    .locator('main :is(h1, h2, h3, p), main li, main button, .dock .acts button, [role="alertdialog"] *')
    .evaluateAll((elements) =>
      elements
        .filter((element) => !element.closest('[aria-hidden="true"], [inert], svg'))
        .map((element) => {
          const copy = element.cloneNode(true)
          if (!(copy instanceof Element)) return ''
          for (const hidden of copy.querySelectorAll('[aria-hidden="true"], svg')) hidden.remove()
          return copy.textContent ?? ''
        }),
    )
}

test('every screen is read to its last word', async ({ citizenAgain: citizen }) => {
  test.setTimeout(120_000)
  // What is read is found alike in every language; that every language has its clips is proved beside the phrase book.
  for (const [index, name] of Object.keys(viewsIn('zh-CN')).entries()) {
    const view = specimen(name, languages[index % languages.length])
    const said = compact((await saidOf(citizen, view)).join(''))
    const unsaid = (await shownIn(citizen)).filter((words) => !said.includes(compact(words)))
    expect.soft(unsaid, `${name} in ${view.language}`).toEqual([])
  }
})

const { method, dock, notice, window: window_ } = textsOf('zh-CN')

function specimen(name: string, language: Language = 'zh-CN'): JourneyView {
  const view = viewsIn(language)[name]
  if (!view) throw new Error(`no specimen ${name}`)
  return view
}

test('a screen is read from its title to what can be done, and not the bands around it', async ({
  citizenAgain: citizen,
}) => {
  expect(await saidOf(citizen, specimen('window'))).toEqual([
    '请到 …',
    '3',
    '… 号窗口办理',
    window_.help,
    window_.same,
    dock.done,
  ])
})

test('a notice is read by its gist, what can be done, and then the whole of it', async ({
  citizenAgain: citizen,
}) => {
  const said = await saidOf(citizen, specimen('notice'))
  const places = [notice.title, notice.agree, notice.full, notice.points.minors.title].map((text) =>
    said.indexOf(text),
  )
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[0]).toBe(0)
  // Between the title and what can be done stands the gist.
  expect(places[1]).toBeGreaterThan(3)
})

test('what somebody moves to by keys is named', async ({ citizenAgain: citizen }) => {
  await saidOf(citizen, specimen('method'))
  await citizen.page.evaluate(hurry)
  await citizen.page.keyboard.press('Tab')
  expect(await citizen.page.evaluate(() => window.clips)).toEqual(
    [method.names['network-identity'], method.networkIdentityNote].map(
      (text) => `/voice/${clipPath({ language: 'zh-CN', text })}`,
    ),
  )
})

test('without the voice nothing is asked for', async ({ citizenAgain: citizen }) => {
  await citizen.page.evaluate(hurry)
  await citizen.show(specimen('method'))
  await citizen.show(specimen('window'))
  await citizen.page.clock.fastForward(1_000)
  expect(await citizen.page.evaluate(() => window.clips)).toEqual([])
})

/** What a citizen's hand does on the screens, and what main hears of it. */
import { expect } from 'playwright/test'
import { accessModes, plainAccess } from '../../../src/shared/access.ts'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import { helpPlaces, languages, type JourneyScreen } from '../../../src/shared/journey-view.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import { zhCN } from '../../../src/renderer/locales/zh-CN.ts'
import { screensIn, viewWith } from '../../../src/renderer/preview/specimens.ts'
import { test } from './citizen-page.ts'

const screens = screensIn('zh-CN')

function specimen(name: string): JourneyScreen {
  const screen = screens[name]
  if (!screen) throw new Error(`no specimen ${name}`)
  return screen
}

const { dock } = zhCN
const { visit } = textsOf('zh-CN')
const back: readonly [string, JourneyAction] = [dock.back, { type: 'back' }]
const leave: readonly [string, JourneyAction] = [dock.leave, { type: 'cancel' }]
const help: readonly [string, JourneyAction] = [visit.help, { type: 'help' }]
const english: readonly [string, JourneyAction] = ['English', { type: 'set-language', language: 'en' }]
const toWindow = (name: string): readonly [string, JourneyAction] => [name, { type: 'go-to-window' }]

/** Every button of every screen, by its words, with its action; help is on all of those where it can be asked for. */
const buttons: Readonly<Record<string, readonly (readonly [string, JourneyAction])[]>> = {
  attract: [
    ['社会保障卡补办', { type: 'choose-service', service: 'social-security-card' }],
    ['居住证明打印', { type: 'choose-service', service: 'residence' }],
    ['公积金查询', { type: 'choose-service', service: 'housing-fund' }],
    [visit.entries.easy, { type: 'start-easy' }],
    [visit.entries.foreign, { type: 'start', language: 'en' }],
    toWindow(zhCN.attract.straightToWindow('3')),
    english,
  ],
  'attract-more': [
    ['社会保障卡补办', { type: 'choose-service', service: 'social-security-card' }],
    ['居住证明打印', { type: 'choose-service', service: 'residence' }],
    ['公积金查询', { type: 'choose-service', service: 'housing-fund' }],
    ['不动产登记资料查询', { type: 'choose-service', service: 'property' }],
    [zhCN.attract.start, { type: 'start' }],
    [visit.entries.easy, { type: 'start-easy' }],
    [visit.entries.foreign, { type: 'start', language: 'en' }],
    toWindow(zhCN.attract.straightToWindow('3')),
    english,
  ],
  service: [
    ['社会保障卡补办', { type: 'choose-service', service: 'social-security-card' }],
    ['公积金查询', { type: 'choose-service', service: 'housing-fund' }],
    toWindow(dock.goToWindow('3')),
    back,
    leave,
    english,
  ],
  notice: [
    [zhCN.notice.agree, { type: 'agree', to: 'notice' }],
    toWindow(zhCN.notice.decline),
    back,
    leave,
    english,
  ],
  subject: [
    ['我本人', { type: 'choose-subject', subject: 'self' }],
    ['14 至 17 周岁', { type: 'choose-subject', subject: 'supervised' }],
    ['未满 14 周岁', { type: 'choose-subject', subject: 'child' }],
    toWindow(dock.goToWindow('3')),
    back,
    leave,
    english,
  ],
  'guardian-consent': [
    [zhCN.guardianConsent.agree, { type: 'agree', to: 'guardian' }],
    toWindow(zhCN.notice.decline),
    back,
    leave,
    english,
  ],
  method: [
    ['国家网络身份认证', { type: 'choose-method', method: 'network-identity' }],
    ['居民身份证', { type: 'choose-method', method: 'identity-card' }],
    ['护照、通行证', { type: 'choose-method', method: 'travel-document' }],
    ['人工窗口', { type: 'choose-method', method: 'window' }],
    back,
    leave,
    english,
  ],
  'document-notice': [
    [zhCN.documentNotice.agree, { type: 'agree', to: 'document' }],
    toWindow(zhCN.notice.decline),
    back,
    leave,
    english,
  ],
  'travel-document-notice': [
    [zhCN.travelDocumentNotice.agree, { type: 'agree', to: 'document' }],
    toWindow(zhCN.notice.decline),
    back,
    leave,
    english,
  ],
  'present-ready': [
    [zhCN.typing['dynamic-code'].offer, { type: 'type-in' }],
    toWindow(dock.goToWindow('3')),
    back,
    leave,
    english,
  ],
  'present-without-typing': [toWindow(zhCN.present.noCode('3')), back, leave, english],
  'present-absent': [
    [zhCN.typing['dynamic-code'].offer, { type: 'type-in' }],
    toWindow(dock.goToWindow('3')),
    back,
    leave,
    english,
  ],
  'document-key-ready': [
    [zhCN.typing['document-key'].offer, { type: 'type-in' }],
    toWindow(dock.goToWindow('3')),
    back,
    leave,
    english,
  ],
  'document-key-absent': [toWindow(dock.goToWindow('3')), back, leave, english],
  'document-key-document-unusable': [
    [zhCN.typing['document-key'].offer, { type: 'type-in' }],
    toWindow(dock.goToWindow('3')),
    back,
    leave,
    english,
  ],
  'document-ready': [toWindow(dock.goToWindow('3')), back, leave, english],
  'card-ready': [toWindow(zhCN.presentCard.noCard('3')), back, leave, english],
  'card-absent': [toWindow(dock.goToWindow('3')), back, leave, english],
  'card-card-unusable': [toWindow(dock.goToWindow('3')), back, leave, english],
  verifying: [leave, english],
  pass: [[dock.done, { type: 'cancel' }], english],
  fail: [[zhCN.fail.retry, { type: 'retry' }], toWindow(dock.goToWindow('3')), leave, english],
  'fail-last': [toWindow(dock.goToWindow('3')), leave, english],
  'unavailable-network': [
    [zhCN.unavailable.retry, { type: 'retry' }],
    toWindow(dock.goToWindow('3')),
    leave,
    english,
  ],
  window: [[dock.done, { type: 'cancel' }], english],
  help: [[visit.helpScreen.over, { type: 'help-over' }], toWindow(dock.goToWindow('3')), leave, english],
  'help-at-pass': [
    [visit.helpScreen.over, { type: 'help-over' }],
    toWindow(dock.goToWindow('3')),
    leave,
    english,
  ],
  'help-at-start': [[visit.helpScreen.over, { type: 'help-over' }], toWindow(dock.goToWindow('3')), english],
  'out-of-service': [english],
}

for (const [name, own] of Object.entries(buttons)) {
  const hasHelp = helpPlaces.some((place) => place === specimen(name).name)
  const expected = hasHelp ? [...own, help] : own
  test(`every button of ${name} sends its action`, async ({ citizenAgain: citizen }) => {
    const { page } = citizen
    for (const [words, action] of expected) {
      // Another screen in between, so that each button is pressed on a screen that has just come.
      const between = name === 'verifying' ? 'attract' : 'verifying'
      await citizen.show(viewWith(specimen(between)))
      await page.getByRole('heading', { level: 1, name: zhCN[between].title, exact: true }).waitFor()
      await citizen.show(viewWith(specimen(name)))
      await page.getByRole('button', { name: words, exact: false }).click()
      const sent = (await citizen.actions()).filter(({ type }) => type !== 'activity')
      expect(sent.at(-1)).toEqual(action)
    }
    const other = await page.locator('.dock button, .middle button:not(.read-on)').count()
    expect(other, 'the screen has no button beyond these, two languages and four modes').toBe(
      expected.length + 6 + (name === 'service' ? 1 : 0),
    )
    expect(citizen.complaints).toEqual([])
  })
}

for (const mode of accessModes) {
  test(`the switch of ${mode} turns it on and off again`, async ({ citizenAgain: citizen }) => {
    const { page } = citizen
    const name = textsOf('zh-CN').access.modes[mode]
    for (const on of [true, false]) {
      await citizen.show(viewWith({ name: 'verifying' }))
      await citizen.show(viewWith(specimen('method'), 'zh-CN', true, { ...plainAccess, [mode]: !on }))
      const button = page.getByRole('button', { name, exact: true, pressed: !on })
      await button.click()
      const sent = (await citizen.actions()).filter(({ type }) => type !== 'activity')
      expect(sent.at(-1)).toEqual({ type: 'set-access', mode, on })
    }
  })
}

test('the second tap of a double tap does not press the next screen', async ({ citizen }) => {
  const { page } = citizen
  await citizen.show(viewWith(specimen('notice')))
  const agree = page.getByRole('button', { name: zhCN.notice.agree })
  await agree.click()
  const box = await agree.boundingBox()
  if (!box) throw new Error('the button has no place')
  // What main does on the action: the next screen, with a button where the finger is.
  await page.evaluate((next) => window.standIn.show(next), viewWith(specimen('fail')))
  await page.locator('.tone-fail h1').waitFor()
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const sent = (await citizen.actions()).filter(({ type }) => type !== 'activity')
  expect(sent).toEqual([{ type: 'agree', to: 'notice' }])
})

test('tells main once that the first view was painted, and never before there is one', async ({
  citizen,
}) => {
  expect(await citizen.painted()).toBe(0)
  await citizen.show(viewWith(specimen('attract')))
  await expect.poll(() => citizen.painted()).toBe(1)
  await citizen.show(viewWith(specimen('service')))
  await citizen.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
  expect(await citizen.painted()).toBe(1)
})

test('a new screen takes the focus to its title; another language leaves it where it is', async ({
  citizen,
}) => {
  const { page } = citizen
  await citizen.show(viewWith(specimen('method')))
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await page.getByRole('button', { name: 'English' }).focus()
  const english = screensIn('en')['method']
  if (!english) throw new Error('no specimen')
  await citizen.show(viewWith(english, 'en'))
  await expect(page.getByRole('button', { name: 'English' })).toBeFocused()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
})

test('a screen reader is told of hints and verdicts', async ({ citizen }) => {
  const status = citizen.page.getByRole('status')
  await citizen.show(viewWith(specimen('present-not-a-code')))
  await expect(status).toContainText(zhCN.present.hints['not-a-code'].title)
  await citizen.show(viewWith(specimen('card-take-away-first')))
  await expect(status).toContainText(zhCN.presentCard.hints['take-away-first'].title)
  await citizen.show(viewWith(specimen('pass')))
  await expect(status).toHaveText(zhCN.pass.title)
  await citizen.show(viewWith(specimen('attract')))
  await expect(status).toHaveText('')
})

for (const name of ['notice', 'document-notice', 'travel-document-notice']) {
  test(`the ${name} is read to its end by its button alone`, async ({ citizenAgain: citizen }) => {
    const { page } = citizen
    // The notice of another test may still stand where it was read to.
    await citizen.show(viewWith(specimen('attract')))
    await citizen.show(viewWith(specimen(name)))
    const last = page.getByText(zhCN.notice.version('2026-11-30'))
    await expect(last).not.toBeInViewport()
    const more = page.getByRole('button', { name: zhCN.notice.more })
    await expect
      .poll(
        async () => {
          if (await more.isVisible()) await more.click()
          return more.count()
        },
        { intervals: [50] },
      )
      .toBe(0)
    await expect(last).toBeInViewport()
    await expect(page.getByRole('button', { name: zhCN.notice.end })).toBeDisabled()
  })
}

for (const language of languages) {
  test(`all methods have rows of one size in ${language}`, async ({ citizenAgain: citizen }) => {
    const method = screensIn(language)['method']
    if (!method) throw new Error('no specimen')
    await citizen.show(viewWith(method, language))
    const sizes = await citizen.page
      .locator('.row')
      .evaluateAll((rows) => rows.map((row) => `${row.clientWidth} × ${row.clientHeight}`))
    expect(sizes).toHaveLength(4)
    expect(new Set(sizes).size).toBe(1)
  })
}

test('the way whose name is Chinese is told in English, also in large and low type, by a row like the others', async ({
  citizenAgain: citizen,
}) => {
  const { method } = textsOf('en')
  const view = screensIn('en')['method']
  if (!view) throw new Error('no specimen')
  for (const access of [plainAccess, { ...plainAccess, largeText: true, lowReach: true }]) {
    await citizen.show(viewWith(view, 'en', true, access))
    await expect(citizen.page.getByText(method.networkIdentityNote)).toBeVisible()
    const heights = await citizen.page
      .locator('.row')
      .evaluateAll((rows) => rows.map((row) => row.clientHeight))
    expect(new Set(heights).size).toBe(1)
  }
})

for (const [name, moves] of [
  ['card-ready', '.card-down, .reader-light'],
  ['document-ready', '.card-down, .reader-light'],
  ['document-key-ready', '.phone-over, .scan-light'],
] as const) {
  test(`what moves in the picture of ${name} does so three times and rests; under reduced motion it is still`, async ({
    citizen,
  }) => {
    const { page } = citizen
    await citizen.show(viewWith(specimen(name)))
    const repeats = () =>
      page
        .locator(moves)
        .evaluateAll((parts) =>
          parts.map((part) => part.getAnimations().map((each) => each.effect?.getTiming().iterations)),
        )
    expect(await repeats()).toEqual([[3], [3]])
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await repeats()).toEqual([[], []])
  })
}

test('while a travel document is read something turns; under reduced motion it stands', async ({
  citizen,
}) => {
  const { page } = citizen
  await citizen.show(viewWith(specimen('document-reading')))
  const turning = () =>
    page.locator('.turning').evaluateAll((parts) => parts.flatMap((part) => part.getAnimations()).length)
  expect(await turning()).toBe(1)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await turning()).toBe(0)
})

test('with the key of a travel document its screen is a new one: its title has the focus', async ({
  citizen,
}) => {
  const { page } = citizen
  await citizen.show(viewWith(specimen('document-key-ready')))
  await page.getByRole('button', { name: zhCN.dock.back }).focus()
  await citizen.show(viewWith(specimen('document-ready')))
  await expect(
    page.getByRole('heading', { level: 1, name: zhCN.presentDocument.document.title }),
  ).toBeFocused()
})

for (const name of ['present-typing', 'document-key-typing']) {
  test(`${name} leaves the place of the view in which is typed empty`, async ({ citizen }) => {
    const { page } = citizen
    await citizen.show(viewWith(specimen(name)))
    expect(await page.getByRole('button').count()).toBe(0)
    const bottom = await page.locator('main').evaluate((main) => main.getBoundingClientRect().bottom)
    expect(bottom).toBeLessThanOrEqual(1920 - 1310)
  })
}

test('the whole fonts stay unread for our own texts, and come for a character beyond them', async ({
  citizen,
}) => {
  const wholeFonts = () => citizen.requests.filter((path) => path.endsWith('.ttf'))
  for (const language of languages) {
    for (const screen of Object.values(screensIn(language))) await citizen.show(viewWith(screen, language))
  }
  expect(wholeFonts()).toEqual([])
  await citizen.show({ ...viewWith(specimen('attract')), hall: '\u9F98镇政务服务中心' })
  await expect.poll(wholeFonts).toHaveLength(1)
  expect(citizen.requests.every((path) => path.startsWith('/'))).toBe(true)
})

test('no context menu, no selection, no dragging', async ({ citizen }) => {
  const { page } = citizen
  await citizen.show(viewWith(specimen('service')))
  const prevented = await page.evaluate(() =>
    ['contextmenu', 'dragstart'].map(
      (type) => !document.body.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })),
    ),
  )
  expect(prevented).toEqual([true, true])
  await page.getByRole('heading', { level: 1 }).dblclick({ force: true })
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
})

test.describe('the question whether somebody is there', () => {
  const notice = viewWith(specimen('notice'))
  const warned = { ...notice, warning: { seconds: 20, canStay: true } }
  const { stay, leave: goes, title } = visit.warning

  test('stands over the screen, which cannot be touched beneath it, and has two answers', async ({
    citizenAgain: citizen,
  }) => {
    const { page } = citizen
    for (const [name, action] of [
      [stay, { type: 'stay' }],
      [goes, { type: 'cancel' }],
    ] as const) {
      await citizen.show(notice)
      await citizen.show(warned)
      const dialog = page.getByRole('alertdialog', { name: title })
      await expect(dialog).toBeVisible()
      await expect(page.locator('.settling', { has: page.locator('.frame') })).toHaveAttribute('inert')
      const before = (await citizen.actions()).length
      await dialog.getByRole('button', { name, exact: true }).click()
      expect((await citizen.actions()).slice(before), 'the answer alone, and no touch beside it').toEqual([
        action,
      ])
    }
  })

  test('a touch beside it says that somebody is there, and presses nothing', async ({ citizen }) => {
    const { page } = citizen
    await citizen.show(warned)
    await page.getByRole('alertdialog').waitFor()
    await page.mouse.click(540, 300)
    expect(await citizen.actions()).toEqual([{ type: 'activity' }])
  })

  test('takes no touch while it comes, so that no tap meant for the screen answers it', async ({
    citizen,
  }) => {
    const { page } = citizen
    // The moment in which it comes is held, however slow the machine is.
    await page.evaluate((view) => {
      window.standIn.show(view)
      return new Promise<void>((held) => {
        const hold = () => {
          const coming = document.querySelector('.overlay')?.getAnimations() ?? []
          for (const animation of coming) animation.pause()
          if (coming.length > 0) held()
          else requestAnimationFrame(hold)
        }
        hold()
      })
    }, warned)
    const box = await page.getByRole('alertdialog').getByRole('button', { name: goes }).boundingBox()
    if (!box) throw new Error('the button has no place')
    const touch = () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await touch()
    expect((await citizen.actions()).filter(({ type }) => type !== 'activity')).toEqual([])
    await page.evaluate(() => {
      for (const animation of document.querySelector('.overlay')?.getAnimations() ?? []) animation.finish()
    })
    await touch()
    expect((await citizen.actions()).at(-1)).toEqual({ type: 'cancel' })
  })

  test('has the focus on staying, and gives it back where it was', async ({ citizen }) => {
    const { page } = citizen
    await citizen.show(notice)
    const agree = page.getByRole('button', { name: zhCN.notice.agree })
    await agree.focus()
    await citizen.show(warned)
    await expect(page.getByRole('button', { name: stay })).toBeFocused()
    for (let key = 0; key < 4; key++) {
      await page.keyboard.press('Tab')
      await expect(page.locator('.settling[inert] :focus')).toHaveCount(0)
    }
    await page.getByRole('button', { name: stay }).focus()
    await expect(async () => {
      await page.keyboard.press('Enter')
      expect(await citizen.actions()).toContainEqual({ type: 'stay' })
    }).toPass()
    await citizen.show(notice)
    await expect(agree).toBeFocused()
  })

  test('counts its seconds down to nought and no further', async ({ citizen }) => {
    const { page } = citizen
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(1_000)
    await citizen.show(warned)
    const left = page.locator('.countdown')
    await expect(left).toHaveText('20')
    for (const seconds of [...Array.from({ length: 20 }, (_, index) => 19 - index), 0, 0]) {
      await page.clock.runFor(1_000)
      await expect(left).toHaveText(String(seconds))
    }
    await citizen.show(notice)
    await citizen.show(warned)
    await expect(left).toHaveText('20')
  })

  test('offers no staying where the time cannot be extended', async ({ citizen }) => {
    await citizen.show({ ...notice, warning: { seconds: 20, canStay: false } })
    const dialog = citizen.page.getByRole('alertdialog', { name: visit.warning.lastTitle })
    await expect(dialog.getByRole('button')).toHaveText([goes])
  })
})

test('the next visit finds the start screen from its top, however far somebody had scrolled it', async ({
  citizen,
}) => {
  const { page } = citizen
  const access = { ...plainAccess, largeText: true }
  const first = viewWith(specimen('attract-more'), 'en', true, access)
  await citizen.show(first)
  const middle = page.getByRole('main')
  // As on a screen that is lower, or in a hall with longer words.
  await middle.evaluate((box) => {
    box.style.maxHeight = '400px'
    box.style.overflowY = 'auto'
    box.scrollTop = 200
  })
  const scrolled = () => middle.evaluate(({ scrollTop }) => scrollTop)
  expect(await scrolled()).toBe(200)
  await citizen.show({ ...first, access: plainAccess })
  expect(await scrolled(), 'the same person switches something').toBe(200)
  await citizen.show(viewWith(specimen('attract-more')))
  expect(await scrolled(), 'the same visit, in another language').toBe(200)
  await citizen.show({ ...viewWith(specimen('attract-more')), visit: first.visit + 1 })
  await middle.evaluate((box) => {
    box.style.maxHeight = '400px'
    box.style.overflowY = 'auto'
  })
  expect(await scrolled()).toBe(0)
})

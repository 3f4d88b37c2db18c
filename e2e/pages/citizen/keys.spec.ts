/** The screens by keys alone, and by two switches: one for the next thing, one to press it. */
import { expect, type Page } from 'playwright/test'
import { accessModes } from '../../../src/shared/access.ts'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import type { JourneyScreen, JourneyView } from '../../../src/shared/journey-view.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import { zhCN } from '../../../src/renderer/locales/zh-CN.ts'
import { screensIn, viewsIn, viewWith } from '../../../src/renderer/preview/specimens.ts'
import { type Citizen, test } from './citizen-page.ts'

const everything = { largeText: true, highContrast: true, lowReach: true, voice: false }
const screens = screensIn('zh-CN')

async function sent(citizen: Citizen): Promise<readonly JourneyAction[]> {
  return (await citizen.actions()).filter(({ type }) => type !== 'activity')
}

/** A view as it is when its screen has just come: another stood before, so that the focus is on its heading. */
async function comes(citizen: Citizen, view: JourneyView): Promise<void> {
  const between = view.screen.name === 'verifying' ? 'attract' : 'verifying'
  await citizen.show(viewWith(specimen(between)))
  await citizen.page.getByRole('heading', { level: 1, name: zhCN[between].title, exact: true }).waitFor()
  await citizen.show(view)
  await citizen.page.locator('h1:focus').waitFor()
}

function specimen(name: string): JourneyScreen {
  const screen = screens[name]
  if (!screen) throw new Error(`no specimen ${name}`)
  return screen
}

async function show(citizen: Citizen, name: string): Promise<void> {
  await comes(citizen, viewWith(specimen(name)))
}

/** Which of the things that can be pressed or scrolled has the focus, and whether it can be seen that it has. */
function focused(page: Page) {
  return page.evaluate(() => {
    const { activeElement: active } = document
    if (!active) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(active)
    const { left, top, width, height } = active.getBoundingClientRect()
    const above = document.elementFromPoint(left + width / 2, top + height / 2)
    return {
      at: [...document.querySelectorAll('button:enabled, [tabindex="0"]')].indexOf(active),
      hasRing: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 6,
      isCovered: above === null || !active.contains(above),
    }
  })
}

/** They share the screens between them. */
for (const [name, access, turn] of [
  ['as everybody finds it', undefined, 0],
  ['with everything switched on', everything, 1],
] as const) {
  test(`on every other screen, ${name}, one key goes to all that can be pressed, in order and round again`, async ({
    citizenAgain: citizen,
  }) => {
    test.setTimeout(120_000)
    const { page } = citizen
    for (const [index, [screenName, view]] of Object.entries(viewsIn('zh-CN', access)).entries()) {
      if (view.warning || index % 2 !== turn) continue
      await comes(citizen, view)
      const count = await page.locator('button:enabled, [tabindex="0"]').count()
      // The focus is on the heading; where the middle scrolls, that is inside the first stop.
      const first = (await page.locator('main[tabindex="0"]').count()) === 0 ? 0 : 1
      if (count === 0) continue
      for (let step = 0; step <= count; step++) {
        await page.keyboard.press('Tab')
        const at = (first + step) % count
        expect.soft(await focused(page), screenName).toEqual({ at, hasRing: true, isCovered: false })
      }
    }
  })
}

for (const [forward, back] of [
  ['Tab', 'Shift+Tab'],
  ['ArrowDown', 'ArrowUp'],
  ['ArrowRight', 'ArrowLeft'],
] as const) {
  test(`${forward} goes on and ${back} goes back`, async ({ citizenAgain: citizen }) => {
    const { page } = citizen
    await show(citizen, 'method')
    const walked: unknown[] = []
    for (const key of [forward, forward, forward, back, back, back]) {
      await page.keyboard.press(key)
      walked.push((await focused(page))?.at)
    }
    const last = (await page.locator('button:enabled').count()) - 1
    expect(walked).toEqual([0, 1, 2, 1, 0, last])
  })
}

for (const key of ['Enter', 'Space']) {
  test(`two switches, for Tab and ${key}, choose a way to check`, async ({ citizenAgain: citizen }) => {
    const { page } = citizen
    await show(citizen, 'method')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    const before = (await sent(citizen)).length
    await page.keyboard.press(key)
    expect((await sent(citizen)).slice(before)).toEqual([{ type: 'choose-method', method: 'identity-card' }])
  })
}

test('Escape goes back, F1 asks for help and F2 to F5 switch the modes, from wherever the focus is', async ({
  citizenAgain: citizen,
}) => {
  const { page } = citizen
  const expected: readonly (readonly [string, JourneyAction])[] = [
    ['Escape', { type: 'back' }],
    ['F1', { type: 'help' }],
    ...accessModes.map((mode, index) => [`F${index + 2}`, { type: 'set-access', mode, on: true }] as const),
  ]
  for (const [key, action] of expected) {
    await show(citizen, 'method')
    await page.keyboard.press(key)
    expect((await sent(citizen)).at(-1)).toEqual(action)
  }
})

test('keys do nothing for which the screen has no button, and typed characters nothing at all', async ({
  citizenAgain: citizen,
}) => {
  const { page } = citizen
  await comes(citizen, { ...viewWith({ name: 'verifying' }), voiceOffered: false })
  const before = (await sent(citizen)).length
  for (const key of [
    'Escape',
    'F5',
    'F6',
    'F12',
    'a',
    'Z',
    '7',
    'Backspace',
    'Delete',
    'Control+a',
    'Alt+F2',
  ]) {
    await page.keyboard.press(key)
  }
  await page.keyboard.type('E12345678')
  expect((await sent(citizen)).slice(before)).toEqual([])
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('a key that is held down presses once', async ({ citizenAgain: citizen }) => {
  const { page } = citizen
  await show(citizen, 'method')
  await page.getByRole('button', { name: zhCN.dock.back }).focus()
  const before = (await sent(citizen)).length
  for (let times = 0; times < 4; times++) {
    await page.keyboard.down('Enter')
    await page.clock.fastForward(1_000)
  }
  await page.keyboard.up('Enter')
  expect((await sent(citizen)).slice(before)).toEqual([{ type: 'back' }])
})

test('a screen that has just come takes no key that presses', async ({ citizen }) => {
  const { page } = citizen
  // The moment in which it comes is held, however slow the machine is.
  await page.evaluate(
    (view) => {
      window.standIn.show(view)
      return new Promise<void>((held) => {
        const hold = () => {
          const coming = document.querySelector('.settling')?.getAnimations() ?? []
          for (const animation of coming) animation.pause()
          if (coming.length > 0) held()
          else requestAnimationFrame(hold)
        }
        hold()
      })
    },
    viewWith(specimen('method')),
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('F2')
  expect(await sent(citizen)).toEqual([])
  await page.evaluate(() => {
    for (const animation of document.querySelector('.settling')?.getAnimations() ?? []) animation.finish()
  })
  await page.keyboard.press('Escape')
  expect(await sent(citizen)).toEqual([{ type: 'back' }])
})

test('what lies beneath something that asks first is not to be reached', async ({
  citizenAgain: citizen,
}) => {
  const { page } = citizen
  await show(citizen, 'method')
  const before = (await sent(citizen)).length
  await page.locator('.settling').evaluate((screen) => screen.setAttribute('inert', ''))
  for (const key of ['Tab', 'Enter', 'Escape', 'F2']) await page.keyboard.press(key)
  expect((await focused(page))?.at).toBe(-1)
  expect((await sent(citizen)).slice(before)).toEqual([])
  await page.locator('.settling').evaluate((screen) => screen.removeAttribute('inert'))
})

test('arrows scroll a text that has the focus, and leave it at its end', async ({
  citizenAgain: citizen,
}) => {
  const { page } = citizen
  await show(citizen, 'notice')
  const text = page.getByRole('region', { name: zhCN.notice.title })
  await text.focus()
  await page.keyboard.press('ArrowDown')
  await expect(text).toBeFocused()
  await expect.poll(() => text.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0)
  await page.keyboard.press('End')
  await expect
    .poll(() => text.evaluate((box) => box.scrollTop + box.clientHeight >= box.scrollHeight - 1))
    .toBe(true)
  await page.keyboard.press('ArrowDown')
  await expect(text).not.toBeFocused()
})

test('the button that reads on keeps the focus at the end of the text', async ({ citizenAgain: citizen }) => {
  const { page } = citizen
  await show(citizen, 'notice')
  const { more, end } = zhCN.notice
  await page.getByRole('button', { name: more }).focus()
  const atEnd = page.getByRole('button', { name: end })
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Enter')
        return atEnd.count()
      },
      { intervals: [50] },
    )
    .toBe(1)
  await expect(atEnd).toBeFocused()
  await expect(atEnd).toBeDisabled()
})

test('the question whether somebody is there has the keys to itself', async ({ citizenAgain: citizen }) => {
  const { page } = citizen
  const view = viewsIn('zh-CN')['notice-warned']
  if (!view) throw new Error('no specimen')
  await citizen.show(viewWith(specimen('verifying')))
  await citizen.show(view)
  const dialog = page.getByRole('alertdialog')
  const { stay, leave } = textsOf('zh-CN').visit.warning
  await expect(dialog.getByRole('button', { name: stay })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: leave })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: stay })).toBeFocused()
  const before = (await sent(citizen)).length
  for (const key of ['Escape', 'F1', 'F2']) await page.keyboard.press(key)
  expect((await sent(citizen)).slice(before)).toEqual([])
  await page.keyboard.press('Enter')
  expect((await sent(citizen)).slice(before)).toEqual([{ type: 'stay' }])
})

/** The secure-entry view in every state and language, as a browser draws it, and what a hand does on it. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, type Locator } from 'playwright/test'
import { entryStates } from '../../../src/renderer/preview/entry-specimens.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import { plainAccess } from '../../../src/shared/access.ts'
import type { EntryState } from '../../../src/shared/secure-entry.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import { everyAppearance, leastContrast, modeName, pairedAppearances } from '../appearances.ts'
import { faintWords, highTargets, illegible, legible } from '../legible.ts'
import { test } from './entry-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

const ordered = { language: 'zh-CN', access: plainAccess, shuffled: false, accent: null } as const
const { secureEntry: texts } = textsOf('zh-CN')

function specimen(name: string): EntryState {
  const state = entryStates[name]
  if (!state) throw new Error(`no specimen ${name}`)
  return state
}

const digitKeys = (page: { locator(selector: string): Locator }) =>
  page.locator('.key:not(.edit)').allTextContents()

/** What of the screen stands above the view. */
const above = 1920 - 1310

// All twenty-four appearances are the gallery's (`npm run gallery`).
for (const { language, access } of pairedAppearances) {
  const mode = modeName(access)
  test(`every state in ${language}, ${mode}, is whole and large enough`, async ({ entry }) => {
    const { page } = entry
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const [name, state] of Object.entries(entryStates)) {
      await entry.show({ ...ordered, language, access }, state)
      const picture = `entry-${name}.${language}.${mode}.png`
      if (pictures) await page.screenshot({ path: join(pictures, picture) })
      expect.soft(await illegible(page), name).toEqual(legible)
      if (access.lowReach) expect.soft(await highTargets(page, above), name).toEqual([])
      expect.soft(await faintWords(page, leastContrast(access)), name).toEqual([])
    }
    expect(entry.complaints).toEqual([])
    expect(entry.requests.filter((path) => path.endsWith('.ttf') || !path.startsWith('/'))).toEqual([])
  })
}

test('a hall’s own colour is here as on the screen above, and not in high contrast', async ({ entry }) => {
  const { page } = entry
  const confirm = page.locator('.button.main')
  const accent = '#a8471d'
  await entry.show({ ...ordered, accent }, specimen('code-complete'))
  await expect(confirm).toHaveCSS('background-color', 'rgb(168, 71, 29)')
  for (const state of Object.values(entryStates)) {
    await entry.show({ ...ordered, accent }, state)
    expect(await faintWords(page, 4.5)).toEqual([])
  }
  const access = { ...plainAccess, highContrast: true }
  await entry.show({ ...ordered, accent, access }, specimen('code-complete'))
  await expect(confirm).toHaveCSS('background-color', 'rgb(255, 224, 0)')
  expect(entry.complaints).toEqual([])
})

test('keys are large enough for a travel document whatever is switched on, and while somebody is asked whether they are there', async ({
  entry,
}) => {
  const { page } = entry
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const keysUnder80 = async () => (await illegible(page)).smallTargets
  const names = ['key-empty', 'key-birth-wrong', 'key-expiry']
  for (const [index, { language, access }] of everyAppearance.entries()) {
    // The keys are the same on all three; what stands above them is not.
    const name = names[index % names.length] ?? 'key-empty'
    await entry.show({ ...ordered, language, access }, specimen(name))
    for (const seconds of [null, 20]) {
      await entry.warn(seconds)
      await expect(page.locator('.countdown')).toHaveCount(seconds === null ? 0 : 1)
      const where = `${name}, ${language}, ${modeName(access)}, ${seconds === null ? 'nobody asked' : 'asked'}`
      expect.soft(await keysUnder80(), where).toEqual([])
    }
  }
  // The measure can tell.
  await page.locator('main').evaluate((main) => (main.style.paddingBottom = '20vh'))
  expect(await keysUnder80()).not.toEqual([])
})

test('what the citizen switched on stands on its root', async ({ entry }) => {
  const root = entry.page.locator('.entry')
  await entry.show(ordered, specimen('code-empty'))
  await expect(root).not.toHaveClass(/large|contrast|low/)
  const access = { largeText: true, highContrast: true, lowReach: true, voice: true }
  await entry.show({ ...ordered, access }, specimen('code-empty'))
  await expect(root).toContainClass('large contrast low')
})

test('every state is accessible', async ({ entry }) => {
  const { page } = entry
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await loadAxe(page)
  for (const [name, state] of Object.entries(entryStates)) {
    await entry.show(ordered, state)
    expect.soft(await violations(page), name).toEqual([])
  }
})

test('each tap sends one key at once, and nothing of it stays in the page', async ({ entry }) => {
  const { page } = entry
  await entry.show(ordered, specimen('key-empty'))
  const key = (text: string) => page.locator('.key', { hasText: text }).and(page.locator(':not(.edit)'))
  const before = await page.content()
  await key('E').click()
  await key('7').click()
  await key('7').click()
  expect(await entry.keys()).toEqual([
    { type: 'key', octet: 0x45 },
    { type: 'key', octet: 0x37 },
    { type: 'key', octet: 0x37 },
  ])
  expect(await page.content()).toBe(before)
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, location.hash])).toEqual([
    0,
    0,
    '',
  ])
})

test('the controls edit, go on and confirm when there is something to confirm', async ({ entry }) => {
  const { page } = entry
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await entry.show(ordered, specimen('key-empty'))
  await expect(page.getByRole('button', { name: texts.next })).toBeDisabled()
  await press(texts.erase)
  await press(texts.clear)
  await page.getByRole('button', { name: texts.fields.expiry.name }).click()
  await entry.show(ordered, specimen('key-number'))
  await press(texts.next)
  await entry.show(ordered, specimen('key-complete'))
  await press(texts.confirm)
  await entry.show(ordered, specimen('code-partly'))
  await expect(page.getByRole('button', { name: texts.confirm })).toBeDisabled()
  await entry.show(ordered, specimen('code-complete'))
  await press(texts.confirm)
  expect(await entry.keys()).toEqual([
    { type: 'erase' },
    { type: 'clear' },
    { type: 'field', at: 2 },
    { type: 'field', at: 1 },
    { type: 'submit' },
    { type: 'submit' },
  ])
  await press(texts.leave)
  expect((await entry.said()).left).toBe(1)
})

test('no more than counts and harmless controls are told to assistive technology', async ({ entry }) => {
  const { page } = entry
  await entry.show(ordered, specimen('key-birth'))
  await expect(page.locator('#root')).toMatchAriaSnapshot(`
    - main:
      - heading "${texts.fields.birth.title}" [level=1]
      - paragraph
      - button "${texts.fields['document-number'].name} 已输入 9 位"
      - button "${texts.fields.birth.name} 已输入 3 位，共 6 位"
      - button "${texts.fields.expiry.name} 已输入 0 位，共 6 位"
      - button "${texts.clear}"
      - button "${texts.erase}"
      - button "${texts.leave}"
      - button "${texts.next}" [disabled]
      - status: 已输入 3 位，共 6 位
  `)
  await entry.show(ordered, specimen('code-wrong'))
  await expect(page.getByRole('status')).toHaveText(texts.fields['dynamic-code'].wrong)
  const tree = await page.locator('#root').ariaSnapshot()
  expect(tree.split('\n').filter((line) => /(?:^|[ "])\d(?:"|$)/.test(line))).toEqual([])
})

test('no digit and no letter ever has the focus, and nothing can be pasted into', async ({ entry }) => {
  const { page } = entry
  await entry.show(ordered, specimen('key-empty'))
  const focusable = await page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('.key, .key *')]
        .filter((element) => !element.matches('button.edit'))
        .filter((element) => {
          element.focus()
          return document.activeElement === element
        }).length,
  )
  expect(focusable).toBe(0)
  expect(await page.locator('input, textarea, select, [contenteditable]').count()).toBe(0)
  await page.locator('.key').first().dblclick()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
})

test('keys go to the controls alone, type nothing, and Escape leaves', async ({ entry }) => {
  const { page } = entry
  await entry.show(ordered, specimen('key-number'))
  await page.waitForFunction(() => document.querySelector('.settling')?.getAnimations().length === 0)
  const walked: (string | undefined)[] = []
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('Tab')
    walked.push(await page.evaluate(() => document.activeElement?.className.replace(' present', '')))
  }
  const fields = ['entry-field document-number', 'entry-field birth', 'entry-field expiry']
  expect(walked).toEqual([...fields, 'key edit', 'key edit', 'button', 'button main', fields[0]])
  await page.keyboard.type('L898902C3')
  expect(await entry.keys()).toEqual([])
  expect((await entry.said()).left).toBe(0)
  await page.keyboard.press('Escape')
  expect((await entry.said()).left).toBe(1)
})

test('a second finger and another mouse button type nothing', async ({ entry }) => {
  const { page } = entry
  await entry.show(ordered, specimen('code-empty'))
  await page.locator('.key', { hasText: '5' }).evaluate((key) => {
    for (const init of [
      { isPrimary: false, button: 0 },
      { isPrimary: true, button: 2 },
    ]) {
      key.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, ...init }))
    }
  })
  expect(await entry.keys()).toEqual([])
})

test('the digits are shuffled unless they must not be, and stay where they are while somebody types', async ({
  entry,
}) => {
  const { page } = entry
  await entry.show(ordered, specimen('code-empty'))
  expect((await digitKeys(page)).join('')).toBe('1234567890')
  await page.addInitScript(() => {
    // Octets that leave no digit where it was, so that the test does not depend on chance.
    crypto.getRandomValues = (array) => {
      if (array instanceof Uint8Array) array.fill(0)
      return array
    }
  })
  await page.reload()
  await entry.show({ ...ordered, shuffled: true }, specimen('code-empty'))
  const order = await digitKeys(page)
  expect(order.join('')).toBe('2345678901')
  await entry.show({ ...ordered, shuffled: true }, specimen('code-partly'))
  expect(await digitKeys(page)).toEqual(order)
})

test('a touch or a key of a keypad counts as activity, at most once in a second', async ({ entry }) => {
  const { page } = entry
  await page.clock.install({ time: 0 })
  await entry.show(ordered, specimen('code-empty'))
  await page.clock.pauseAt(3_600_000)
  const { active: before } = await entry.said()
  for (let tap = 0; tap < 3; tap++) await page.mouse.click(540, 900)
  expect((await entry.said()).active).toBe(before + 1)
  await page.clock.fastForward(1_100)
  await entry.show(ordered, specimen('code-partly'))
  expect((await entry.said()).active).toBe(before + 2)
})

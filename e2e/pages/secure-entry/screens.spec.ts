/** The secure-entry view in every state and language, as a browser draws it, and what a hand does on it. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, type Locator } from 'playwright/test'
import { entryStates } from '../../../src/renderer/preview/entry-specimens.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import { languages } from '../../../src/shared/journey-view.ts'
import type { EntryState } from '../../../src/shared/secure-entry.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import { illegible, legible } from '../legible.ts'
import { test } from './entry-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

const ordered = { language: 'zh-CN', shuffled: false } as const
const { secureEntry: texts } = textsOf('zh-CN')

function specimen(name: string): EntryState {
  const state = entryStates[name]
  if (!state) throw new Error(`no specimen ${name}`)
  return state
}

const digitKeys = (page: { locator(selector: string): Locator }) =>
  page.locator('.key:not(.edit)').allTextContents()

for (const language of languages) {
  test(`every state in ${language} is whole and large enough`, async ({ entry }) => {
    const { page } = entry
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const [name, state] of Object.entries(entryStates)) {
      await entry.show({ language, shuffled: false }, state)
      if (pictures) await page.screenshot({ path: join(pictures, `entry-${name}.${language}.png`) })
      expect.soft(await illegible(page), name).toEqual(legible)
    }
    expect(entry.complaints).toEqual([])
    expect(entry.requests.filter((path) => path.endsWith('.ttf') || !path.startsWith('/'))).toEqual([])
  })
}

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
  await entry.show({ language: 'zh-CN', shuffled: true }, specimen('code-empty'))
  const order = await digitKeys(page)
  expect(order.join('')).toBe('2345678901')
  await entry.show({ language: 'zh-CN', shuffled: true }, specimen('code-partly'))
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

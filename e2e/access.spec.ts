/** What a citizen switches on to see and reach the screen, and a visit by keys alone, in the real application. */
import type { Page } from 'playwright'
import { textsOf } from '../src/renderer/locales/texts.ts'
import { highTargets } from './pages/legible.ts'
import { expect, test } from './support/fixtures.ts'
import { drawnEntry, entryViews, expectNoEntry } from './support/secure-entry.ts'

const texts = textsOf('zh-CN')

/** A press right after another, or on a screen that has just come, is taken for trembling; so it may take two. */
async function pressUntil(page: Page, key: string, done: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key)
    await done()
  }).toPass()
}

/** Goes on by one key until a button has the focus, as with two switches. */
async function goTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name })
  await pressUntil(page, 'Tab', () => expect(button).toBeFocused({ timeout: 50 }))
}

test('large text, high contrast and low reach reach the view for typing, by keys alone, and end with the visit', async ({
  terminal,
}) => {
  const { page } = terminal
  const root = page.locator('.citizen')
  await terminal.walkTo('method')
  for (const [key, mode] of [
    ['F2', 'large'],
    ['F3', 'contrast'],
    ['F4', 'low'],
  ] as const) {
    await pressUntil(page, key, () => expect(root).toContainClass(mode, { timeout: 100 }))
  }
  expect(await highTargets(page)).toEqual([])

  const before = await terminal.armings()
  await goTo(page, texts.method.names['network-identity'])
  await pressUntil(page, 'Enter', () => terminal.expectScreen('present', 1_000))
  await terminal.armed(before)
  await goTo(page, texts.typing['dynamic-code'].offer)
  await pressUntil(page, 'Space', () =>
    expect.poll(() => entryViews(terminal).length, { timeout: 1_000 }).toBe(1),
  )
  const view = await drawnEntry(terminal)
  await expect(view.locator('.entry')).toContainClass('large contrast low')
  await view.waitForFunction(() => document.querySelector('.settling')?.getAnimations().length === 0)
  // The key comes up where there is no view any more.
  await view.keyboard.down('Escape').catch((error: unknown) => {
    if (!view.isClosed()) throw error
  })
  await expectNoEntry(terminal)
  await terminal.expectScreen('present')
  await expect(root).toContainClass('large contrast low')

  await goTo(page, texts.dock.leave)
  await pressUntil(page, 'Enter', () => terminal.expectScreen('attract', 1_000))
  await expect(root).not.toHaveClass(/large|contrast|low/)
})

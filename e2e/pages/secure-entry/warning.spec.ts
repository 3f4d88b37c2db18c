/** Where something is typed, the view for it asks whether somebody is still there. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { plainAccess } from '../../../src/shared/access.ts'
import { languages } from '../../../src/shared/journey-view.ts'
import { entryStates } from '../../../src/renderer/preview/entry-specimens.ts'
import { textsOf } from '../../../src/renderer/locales/texts.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import { illegible, legible } from '../legible.ts'
import { test } from './entry-page.ts'

const pictures = env['PASSONLY_PICTURES']

for (const language of languages) {
  test(`the question in ${language} is legible, and moves nothing that a finger is about to touch`, async ({
    entry,
    page,
  }) => {
    await loadAxe(page)
    const placesOf = () =>
      page.locator('.key, .button, .box').evaluateAll((all) =>
        all.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect()
          return [x, y, width, height]
        }),
      )
    for (const name of ['code-partly', 'approval-empty', 'key-number', 'key-number-wrong'] as const) {
      const state = entryStates[name]
      if (!state) throw new Error(`no specimen ${name}`)
      await entry.show({ language, access: plainAccess, shuffled: false, accent: null }, state)
      const before = await placesOf()
      await entry.warn(20)
      const question = page.getByRole('alert')
      await expect(question).toContainText(textsOf(language).visit.warning.typing)
      if (pictures) await page.screenshot({ path: join(pictures, `entry-warned-${name}.${language}.png`) })
      expect.soft(await placesOf(), name).toEqual(before)
      expect.soft(await illegible(page), name).toEqual(legible)
      expect.soft(await violations(page), name).toEqual([])
      await entry.warn(null)
      await expect(question).toBeHidden()
    }
  })
}

test('counts down, and says that somebody is there with the next touch', async ({ entry, page }) => {
  const state = entryStates['code-partly']
  if (!state) throw new Error('no specimen')
  await page.clock.install({ time: 0 })
  await page.clock.pauseAt(1_000)
  await entry.show({ language: 'en', access: plainAccess, shuffled: false, accent: null }, state)
  await entry.warn(20)
  await expect(page.locator('.countdown')).toHaveText('20')
  await page.clock.runFor(1_000)
  await expect(page.locator('.countdown')).toHaveText('19')
  const { active } = await entry.said()
  await page.locator('.key').first().click()
  expect((await entry.said()).active).toBe(active + 1)
  expect(await entry.keys()).toHaveLength(1)
})

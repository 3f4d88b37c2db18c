/** Every screen as it is with what a citizen can switch on: nothing cut off, and all of it within reach where that was asked for. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { plainAccess } from '../../../src/shared/access.ts'
import { languages } from '../../../src/shared/journey-view.ts'
import { viewsIn } from '../../../src/renderer/preview/specimens.ts'
import { faintWords, highTargets, illegible, legible } from '../legible.ts'
import { modes } from '../modes.ts'
import { test } from './citizen-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

for (const [mode, on] of Object.entries(modes)) {
  for (const language of languages) {
    test(`every screen in ${language} is whole in ${mode}`, async ({ citizen }) => {
      test.setTimeout(180_000)
      const { page } = citizen
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const access = { ...plainAccess, ...on }
      for (const [name, view] of Object.entries(viewsIn(language, access))) {
        await citizen.show({ ...view, access })
        if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.${mode}.png`) })
        expect.soft(await illegible(page), name).toEqual(legible)
        if (access.lowReach) expect.soft(await highTargets(page), name).toEqual([])
        const least = access.highContrast ? 7 : 4.5
        expect.soft(await faintWords(page, least), name).toEqual([])
      }
      expect(citizen.complaints).toEqual([])
    })
  }
}

test('what is measured would be found: without the mode a row stands high, and a note is faint', async ({
  citizen,
}) => {
  const { page } = citizen
  const view = viewsIn('zh-CN')['method']
  if (!view) throw new Error('no specimen')
  await citizen.show(view)
  expect(await highTargets(page)).not.toEqual([])
  expect(await faintWords(page, 7)).not.toEqual([])
})

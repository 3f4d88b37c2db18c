/** Every screen in every language, as a browser draws it: readable, within reach, nothing cut off, in our own fonts. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { languages } from '../../../src/shared/journey-view.ts'
import { screensIn, viewWith } from '../../../src/renderer/preview/specimens.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import { illegible, legible } from '../legible.ts'
import { test } from './citizen-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

for (const language of languages) {
  test(`every screen in ${language} is whole, large enough and accessible`, async ({ citizen }) => {
    test.setTimeout(180_000)
    const { page } = citizen
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await loadAxe(page)
    for (const [name, screen] of Object.entries(screensIn(language))) {
      await citizen.show(viewWith(screen, language))
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.png`) })
      expect.soft(await illegible(page), name).toEqual(legible)
      expect.soft(await violations(page), name).toEqual([])
    }
    expect(citizen.complaints).toEqual([])
  })
}

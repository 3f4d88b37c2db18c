/** Every screen as it is with what a citizen can switch on: nothing cut off, and all of it within reach where that was asked for. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { type Access, plainAccess } from '../../../src/shared/access.ts'
import { languages } from '../../../src/shared/journey-view.ts'
import { viewsIn } from '../../../src/renderer/preview/specimens.ts'
import { highTargets, illegible, legible } from '../legible.ts'
import { test } from './citizen-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

const modes: Readonly<Record<string, Partial<Access>>> = {
  plain: {},
  large: { largeText: true },
  contrast: { highContrast: true },
  low: { lowReach: true },
  all: { largeText: true, highContrast: true, lowReach: true },
}

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
      }
      expect(citizen.complaints).toEqual([])
    })
  }
}

/**
 * Every screen as a browser draws it: readable, within reach, nothing cut off, in our own fonts, with nothing that axe
 * finds. In six appearances, in which any two of language, large text, high contrast and low reach meet; each screen in
 * three of them, in which it meets each language and each mode on and off. All twenty-four are in `npm run gallery`.
 */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { viewsIn } from '../../../src/renderer/preview/specimens.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import {
  type Appearance,
  everyAppearance,
  leastContrast,
  modeName,
  pairedAppearances,
} from '../appearances.ts'
import { highTargets, illegible, legible } from '../legible.ts'
import { test } from './citizen-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

for (const [turn, { language, access }] of pairedAppearances.entries()) {
  const mode = modeName(access)
  test(`every other screen in ${language}, ${mode}, is whole, large enough, within reach and accessible`, async ({
    citizen,
  }) => {
    test.setTimeout(180_000)
    const { page } = citizen
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await loadAxe(page)
    for (const [index, [name, view]] of Object.entries(viewsIn(language)).entries()) {
      if (index % 2 !== turn % 2) continue
      await citizen.show({ ...view, access: { ...access, voice: view.access.voice } })
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.${mode}.png`) })
      expect.soft(await illegible(page), name).toEqual(legible)
      if (access.lowReach) expect.soft(await highTargets(page), name).toEqual([])
      expect.soft(await violations(page, leastContrast(access)), name).toEqual([])
    }
    expect(citizen.complaints).toEqual([])
  })
}

test('in the six appearances any two choices meet that meet in any of the twenty-four', () => {
  const choices = ({ language, access }: Appearance) => [
    language,
    ...(['largeText', 'highContrast', 'lowReach'] as const).map((mode) => `${mode} ${access[mode]}`),
  ]
  const pairs = (appearances: readonly Appearance[]) =>
    new Set(
      appearances.map(choices).flatMap((all) => all.flatMap((one) => all.map((other) => `${one}, ${other}`))),
    )
  expect(everyAppearance).toHaveLength(24)
  expect(pairs(pairedAppearances)).toEqual(pairs(everyAppearance))
  // What each screen is looked at in: every other one of the six.
  const all = new Set(everyAppearance.flatMap(choices))
  for (const turn of [0, 1]) {
    expect(new Set(pairedAppearances.filter((_, index) => index % 2 === turn).flatMap(choices))).toEqual(all)
  }
})

test('a title of less contrast than it must have is found, large as it is', async ({ citizen }) => {
  const { page } = citizen
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await loadAxe(page)
  const screen = viewsIn('zh-CN')['method']
  if (!screen) throw new Error('no specimen')
  await citizen.show(screen)
  const found = async (contrast?: number) =>
    (await violations(page, contrast)).filter((violation) => violation.startsWith('color-contrast: <h1'))
  expect(await found(leastContrast(screen.access))).toEqual([])
  await page.locator('h1').evaluate((title) => {
    const paler = new CSSStyleSheet()
    paler.replaceSync('h1 { color: #858585 !important; }')
    title.ownerDocument.adoptedStyleSheets = [paler]
  })
  expect(await found(), 'WCAG lets large words off with less').toEqual([])
  expect(await found(leastContrast(screen.access))).toHaveLength(1)
})

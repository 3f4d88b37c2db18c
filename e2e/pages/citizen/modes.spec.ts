/** What the tests of screens with everything switched on can tell. */
import { expect } from 'playwright/test'
import { ownLooks } from '../../../src/renderer/preview/specimens/hall.ts'
import { viewsIn } from '../../../src/renderer/preview/specimens.ts'
import { type Access, plainAccess } from '../../../src/shared/access.ts'
import { looksSchema } from '../../../src/shared/hall-looks.ts'
import type { HallLooks } from '../../../src/shared/journey-view.ts'
import { leastContrast } from '../appearances.ts'
import { faintWords, highTargets, illegible } from '../legible.ts'
import { test } from './citizen-page.ts'

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

test('a hall’s own colour can be read on paper, and is not there in high contrast or on a verdict', async ({
  citizen,
}) => {
  const { page } = citizen
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // About as pale as a configuration may have it.
  const looks: HallLooks = ownLooks
  expect(looksSchema.safeParse(looks).success).toBe(true)
  const views = Object.entries(viewsIn('zh-CN'))
  const coloursOf = (name: string) =>
    page.locator(name).evaluate((element) => {
      const { backgroundColor, color } = getComputedStyle(element)
      return [backgroundColor, color]
    })
  const own = 'rgb(168, 71, 29)'
  const [white, black, yellow] = ['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'rgb(255, 224, 0)']
  for (const [name, view] of views) {
    await citizen.show({ ...view, looks, access: plainAccess })
    expect.soft(await faintWords(page, leastContrast(plainAccess)), name).toEqual([])
  }
  const show = async (name: string, access: Access, given: HallLooks = looks) => {
    const view = viewsIn('zh-CN')[name]
    if (!view) throw new Error(`no specimen ${name}`)
    await citizen.show({ ...view, looks: given, access })
  }
  const contrast = { ...plainAccess, highContrast: true }
  await show('help', plainAccess)
  expect(await coloursOf('.button.main')).toEqual([own, white])
  expect(await coloursOf('.hall-mark')).toEqual([own, white])
  await show('help', contrast)
  expect(await coloursOf('.button.main')).toEqual([yellow, black])
  expect(await coloursOf('.hall-mark')).toEqual([yellow, black])
  await show('fail', plainAccess)
  expect(await coloursOf('.hall-mark')).not.toContain(own)
  const tone = () =>
    page.locator('h1').evaluate((title) => [getComputedStyle(title).color, title.textContent])
  const withLooks = await tone()
  await show('fail', plainAccess, { accent: null, mark: null })
  expect(await tone()).toEqual(withLooks)
})

test('a button that stands on another one would be found', async ({ citizen }) => {
  const { page } = citizen
  const view = viewsIn('zh-CN')['attract']
  if (!view) throw new Error('no specimen')
  await citizen.show(view)
  expect((await illegible(page)).overlapping).toEqual([])
  await page.locator('.entries').evaluate((entries) => (entries.style.marginTop = '-20vh'))
  expect((await illegible(page)).overlapping).not.toEqual([])
})

test('in large type a Chinese text goes on where its line ended, without a gap', async ({ citizen }) => {
  const { page } = citizen
  const promise = page.locator('.promise p')
  const view = viewsIn('zh-CN')['notice']
  if (!view) throw new Error('no specimen')
  await citizen.show(view)
  expect(await promise.innerText()).toContain('”，\n看不到')
  await citizen.show({ ...view, access: { ...plainAccess, largeText: true } })
  expect(await promise.innerText()).toContain('”，看不到')
})

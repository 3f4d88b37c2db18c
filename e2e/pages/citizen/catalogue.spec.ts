/** The hall's services where they do not all stand on one screen, as a hand finds them. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { type Access, plainAccess } from '../../../src/shared/access.ts'
import { languages, type Language } from '../../../src/shared/journey-view.ts'
import { catalogue } from '../../../src/renderer/locales/catalogue.ts'
import { manyServices } from '../../../src/renderer/preview/specimens/many-services.ts'
import { viewWith } from '../../../src/renderer/preview/specimens.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import { modeName, pairedAppearances } from '../appearances.ts'
import { highTargets, illegible, legible } from '../legible.ts'
import { test } from './citizen-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

const many = (language: Language, access: Access = plainAccess) => ({
  ...viewWith({ name: 'service', services: manyServices(language) }, language, true, access),
  access,
})

for (const language of languages) {
  test(`every page of the services and the letters are whole and accessible in ${language}`, async ({
    citizen,
  }) => {
    test.setTimeout(120_000)
    const { page } = citizen
    const texts = catalogue[language]
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await loadAxe(page)
    for (const { access } of pairedAppearances.filter((appearance) => appearance.language === language)) {
      const mode = modeName(access)
      const look = async (name: string) => {
        if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.${mode}.png`) })
        expect.soft(await illegible(page), `${name}, ${mode}`).toEqual(legible)
        expect.soft(await violations(page), `${name}, ${mode}`).toEqual([])
        if (access.lowReach) expect.soft(await highTargets(page), `${name}, ${mode}`).toEqual([])
      }
      await citizen.show(viewWith({ name: 'verifying' }, language))
      await citizen.show(many(language, access))
      await page.getByRole('button', { name: texts.next }).click()
      await look('service-many-2')
      await page.getByRole('button', { name: texts.lookUp }).click()
      await look('service-many-letters')
      await page.getByRole('button', { name: 'S', exact: true }).click()
      await page.getByRole('button', { name: language === 'en' ? 'E' : 'H', exact: true }).click()
      await look('service-many-found')
    }
    expect(citizen.complaints).toEqual([])
  })
}

test('a service is found by its letters, and one that leads to nothing cannot be touched', async ({
  citizen,
}) => {
  const { page } = citizen
  const texts = catalogue['zh-CN']
  const key = (letter: string) => page.getByRole('button', { name: letter, exact: true })
  const rows = page.locator('.row-title')
  await citizen.show(many('zh-CN'))
  await page.getByRole('button', { name: texts.lookUp }).click()
  for (const letter of 'CQYH') await key(letter).click()
  await expect(rows).toHaveText(['重庆银行开户'])
  await expect(page.getByText(texts.found(1))).toBeVisible()
  await expect(key('K')).toBeEnabled()
  await expect(key('B')).toBeDisabled()
  await page.getByRole('button', { name: '重庆银行开户' }).click()
  expect((await citizen.actions()).at(-1)).toEqual({ type: 'choose-service', service: 'service-7' })
})

test('letters are taken back one by one, and all services come back at once', async ({ citizen }) => {
  const { page } = citizen
  const texts = catalogue['zh-CN']
  await citizen.show(many('zh-CN'))
  await page.getByRole('button', { name: texts.lookUp }).click()
  for (const letter of 'SH') await page.getByRole('button', { name: letter, exact: true }).click()
  await page.getByRole('button', { name: texts.erase }).click()
  await expect(page.locator('.chosen b')).toHaveText('S')
  await page.getByRole('button', { name: texts.all }).click()
  await expect(page.locator('.letter-keys')).toHaveCount(0)
  await expect(page.locator('.row')).toHaveCount(5)
})

test('what one person looked up is gone when the screen comes again', async ({ citizen }) => {
  const { page } = citizen
  await citizen.show(many('zh-CN'))
  await page.getByRole('button', { name: catalogue['zh-CN'].lookUp }).click()
  await page.getByRole('button', { name: 'S', exact: true }).click()
  await citizen.show(viewWith({ name: 'verifying' }))
  await citizen.show(many('zh-CN'))
  await expect(page.locator('.letter-keys')).toHaveCount(0)
})

test('pages end where the services do, and every service stands on one of them', async ({ citizen }) => {
  const { page } = citizen
  const texts = catalogue['zh-CN']
  const next = page.getByRole('button', { name: texts.next })
  await citizen.show(many('zh-CN'))
  await expect(page.getByRole('button', { name: texts.previous })).toBeDisabled()
  const seen = await page.locator('.row-title').allTextContents()
  for (const at of [2, 3]) {
    await next.click()
    await expect(page.getByText(texts.page(at, 3))).toBeVisible()
    seen.push(...(await page.locator('.row-title').allTextContents()))
  }
  await expect(next).toBeDisabled()
  expect(seen).toEqual(manyServices('zh-CN').map(({ title }) => title))
})

test('whoever turns the pages by keys to their end goes on from there', async ({ citizen }) => {
  const { page } = citizen
  const texts = catalogue['zh-CN']
  const next = page.getByRole('button', { name: texts.next })
  await citizen.show(many('zh-CN'))
  await next.focus()
  // A new screen takes no press at first.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.settling')].every((element) => element.getAnimations().length === 0),
  )
  await page.keyboard.press('Enter')
  await expect(page.getByText(texts.page(2, 3))).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(next).toBeDisabled()
  await expect(next).not.toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: texts.lookUp })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: texts.previous })).toBeFocused()
})

/** The hall's services where they do not all stand on one screen, and what else a hall sets, as a hand finds it. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { languages, type Language } from '../../../src/shared/journey-view.ts'
import { catalogue } from '../../../src/renderer/locales/catalogue.ts'
import { hallSpecimens } from '../../../src/renderer/preview/specimens/hall.ts'
import { inventedHall } from '../../../src/renderer/preview/specimens/invented-hall.ts'
import { manyServices } from '../../../src/renderer/preview/specimens/many-services.ts'
import { viewsIn, viewWith } from '../../../src/renderer/preview/specimens.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import { illegible, legible } from '../legible.ts'
import { test } from './citizen-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

const many = (language: Language) => viewWith({ name: 'service', services: manyServices(language) }, language)

for (const language of languages) {
  test(`every page of the services and the letters in ${language} are whole and accessible`, async ({
    citizen,
  }) => {
    const { page } = citizen
    const texts = catalogue[language]
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await loadAxe(page)
    const look = async (name: string) => {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.png`) })
      expect.soft(await illegible(page), name).toEqual(legible)
      expect.soft(await violations(page), name).toEqual([])
    }
    await citizen.show(many(language))
    await look('service-many-1')
    await page.getByRole('button', { name: texts.next }).click()
    await look('service-many-2')
    await page.getByRole('button', { name: texts.lookUp }).click()
    await look('service-many-letters')
    await page.getByRole('button', { name: 'S', exact: true }).click()
    await page.getByRole('button', { name: language === 'en' ? 'E' : 'H', exact: true }).click()
    await look('service-many-found')
    expect(citizen.complaints).toEqual([])
  })

  test(`what a hall sets is whole and accessible in ${language}`, async ({ citizen }) => {
    const { page } = citizen
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await loadAxe(page)
    const own = hallSpecimens(inventedHall(language), language)
    const views = viewsIn(language)
    for (const name of Object.keys({ ...own.screens, ...own.views })) {
      const view = views[name]
      if (!view) throw new Error(`no specimen ${name}`)
      await citizen.show(view)
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.png`) })
      expect.soft(await illegible(page), name).toEqual(legible)
      expect.soft(await violations(page), name).toEqual([])
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
  await expect(page.locator('.row')).toHaveCount(6)
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

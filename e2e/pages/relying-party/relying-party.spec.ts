import type { Page } from 'playwright/test'
import { siteLanguages, type SiteLanguage } from '../../../sandbox/relying-party/api.ts'
import { siteTexts } from '../../../sandbox/relying-party/page/language.ts'
import { expectAccessible } from '../../support/axe.ts'
import { isRefusal } from '../../support/complaints.ts'
import { decodeQr } from '../../support/wallet-page.ts'
import { expectEqualWays, expectInReach, type Parties, phoneApproves, phoneOpens, test } from './parties.ts'

const { expect } = test
const phone = { width: 360, height: 740 }
const desktop = { width: 1280, height: 900 }
const zh = siteTexts['zh-CN']

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

/** Types what the phone shows into the page. */
async function typeDigits(page: Page, digits: string, language: SiteLanguage = 'zh-CN'): Promise<void> {
  const { check } = siteTexts[language]
  await page.getByLabel(check.digits).fill(digits)
  await button(page, check.confirm).click()
}

async function signIn(page: Page, parties: Parties, site: string, citizen: string): Promise<void> {
  await page.goto(site)
  await button(page, zh.home.signIn).click()
  await typeDigits(page, await phoneApproves(page, parties, citizen))
}

const pseudonymOn = async (page: Page) => page.locator('dd code').textContent()

for (const language of siteLanguages) {
  test(`in ${language} every screen, from the first to the end of an account, is whole at 360 px`, async ({
    page,
    parties,
  }, testInfo) => {
    const texts = siteTexts[language]
    let screens = 0
    const seen = async (name: string) => {
      await expectInReach(page)
      // Names, parts and colours are the same in every language: axe looks at each screen in one of them.
      if (screens++ % siteLanguages.length === siteLanguages.indexOf(language)) await expectAccessible(page)
      await page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true })
    }
    await page.setViewportSize(phone)
    // A different person for each language: nobody has an account yet.
    const citizen = `test-${siteLanguages.indexOf(language) + 1}`
    await page.goto(`${parties.hotel.url}/?lang=${language}`)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(heading(page, texts.kinds.hotel.question)).toBeVisible()
    await expectEqualWays(page)
    await seen('start')
    await button(page, texts.kinds.hotel.ways[0].name).click()
    await seen('counter')
    await button(page, texts.back).click()
    await button(page, texts.home.staff).click()
    await page.getByLabel(texts.desk.label).fill('0'.repeat(20))
    await button(page, texts.desk.ask).click()
    await expect(page.getByText(texts.desk.unknown)).toBeVisible()
    await seen('desk')
    await button(page, texts.back).click()
    await button(page, texts.home.signIn).click()
    await typeDigits(page, await phoneApproves(page, parties, citizen), language)
    await expect(heading(page, texts.outcomes['no-account'][0])).toBeVisible()
    await seen('no-account')
    await button(page, texts.back).click()
    await button(page, texts.home.register).click()
    await seen('register')
    await button(page, texts.register.agree).click()
    await expect(heading(page, texts.check.titles.register)).toBeVisible()
    await seen('scan')
    const approve = await phoneOpens(page, parties, citizen)
    await expect(page.getByText(texts.check.opened)).toBeVisible()
    await seen('opened')
    const digits = await approve()
    await expect(page.getByLabel(texts.check.digits)).toBeFocused()
    await seen('digits')
    await typeDigits(page, digits, language)
    await expect(heading(page, texts.account.title)).toBeVisible()
    await expect(page.getByText(texts.outcomes.registered[0])).toBeVisible()
    await seen('account')
    await button(page, texts.account.markOdd).click()
    await expect(heading(page, texts.odd.title)).toBeVisible()
    await seen('odd')
    await button(page, texts.odd.confirm).click()
    await typeDigits(page, await phoneApproves(page, parties, citizen), language)
    await expect(page.getByText(texts.outcomes.restored[0])).toBeVisible()
    await button(page, texts.account.close).click()
    await seen('close')
    await button(page, texts.account.closeYes).click()
    await expect(heading(page, texts.kinds.hotel.question)).toBeVisible()
  })
}

const kinds = ['exam', 'museum', 'insurer'] as const
for (const kind of kinds) {
  test(`the words and the colour of the ${kind} are whole at 360 px in every language, its ways of one size`, async ({
    page,
    parties,
  }, testInfo) => {
    await page.setViewportSize(phone)
    // The last one goes on into an account.
    for (const language of siteLanguages.toReversed()) {
      const texts = siteTexts[language]
      const { question, ways } = texts.kinds[kind]
      const seen = async (name: string) => {
        await expectInReach(page)
        // The parts are those of every site, and in every language looked at above.
        if (language === siteLanguages[kinds.indexOf(kind)]) await expectAccessible(page)
        await page.screenshot({ path: testInfo.outputPath(`${name}-${language}.png`), fullPage: true })
      }
      await page.goto(`${parties[kind].url}/?lang=${language}`)
      await expect(heading(page, question)).toBeVisible()
      await expectEqualWays(page)
      await seen('start')
      for (const [index, { name, steps }] of ways.entries()) {
        await button(page, name).click()
        await expect(page.getByRole('listitem')).toHaveText([...steps])
        await seen(`way-${index}`)
        await button(page, texts.back).click()
      }
      await button(page, texts.home.register).click()
      await seen('register')
    }
    await button(page, zh.register.agree).click()
    await expect(heading(page, zh.check.titles.register)).toBeVisible()
    await expectAccessible(page)
    await typeDigits(page, await phoneApproves(page, parties, 'test-3'))
    await expect(page.getByText(zh.outcomes.registered[0])).toBeVisible()
    await expectAccessible(page)
    await button(page, zh.account.markOdd).click()
    await expect(heading(page, zh.odd.title)).toBeVisible()
    await expectEqualWays(page)
    await expectAccessible(page)
    await button(page, zh.account.signOut).click()
  })
}

test('the same person is in the same account each time, and under another pseudonym at another relying party', async ({
  page,
  parties,
}, testInfo) => {
  await page.setViewportSize(desktop)
  await page.goto(parties.hall.url)
  await button(page, zh.home.register).click()
  await button(page, zh.register.agree).click()
  await expectAccessible(page)
  // What the page shows is what a camera reads.
  const picture = testInfo.outputPath('qr.png')
  await page.getByRole('img', { name: zh.check.code }).screenshot({ path: picture })
  await page.screenshot({ path: testInfo.outputPath('scan.png') })
  expect(await decodeQr(picture)).toBe(await page.getByText(/^WZA1\./).textContent())
  await typeDigits(page, await phoneApproves(page, parties, 'test-1'))
  await expect(page.getByText(zh.outcomes.registered[0])).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: testInfo.outputPath('account.png'), fullPage: true })
  const atHall = await pseudonymOn(page)
  await button(page, zh.account.signOut).click()
  await signIn(page, parties, parties.hall.url, 'test-1')
  await expect(page.getByText(zh.outcomes['signed-in'][0])).toBeVisible()
  expect(await pseudonymOn(page)).toBe(atHall)

  await signIn(page, parties, parties.hotel.url, 'test-1')
  await expect(heading(page, zh.outcomes['no-account'][0])).toBeVisible()
  await button(page, zh.register.agreeToOpen).click()
  await expect(page.getByText(zh.outcomes.registered[0])).toBeVisible()
  const atHotel = await pseudonymOn(page)
  expect(atHotel).toMatch(/^[0-9A-Za-z]{32}$/)
  expect(atHotel).not.toBe(atHall)
})

test('somebody else does not restore an account, and wrong digits lead nowhere', async ({
  page,
  parties,
}, testInfo) => {
  await signIn(page, parties, parties.hall.url, 'test-2')
  await button(page, zh.register.agreeToOpen).click()
  await button(page, zh.account.markOdd).click()
  await button(page, zh.odd.confirm).click()
  await typeDigits(page, await phoneApproves(page, parties, 'test-3'))
  await expect(heading(page, zh.outcomes.failed[0])).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: testInfo.outputPath('failed.png') })
  await button(page, zh.back).click()
  await expect(heading(page, zh.odd.title)).toBeVisible()
  await button(page, zh.odd.confirm).click()
  const digits = await phoneApproves(page, parties, 'test-2')
  await typeDigits(page, digits === '00' ? '01' : '00')
  await expect(heading(page, zh.outcomes.failed[0])).toBeVisible()
})

test('a whole sign-in by keyboard: every step has the focus where it goes on', async ({ page, parties }) => {
  await page.goto(parties.hall.url)
  await expect(heading(page, zh.kinds.hall.question)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(heading(page, zh.check.titles['sign-in'])).toBeFocused()
  const digits = await phoneApproves(page, parties, 'test-3')
  await expect(page.getByLabel(zh.check.digits)).toBeFocused()
  await page.keyboard.type(digits)
  await page.keyboard.press('Enter')
  await expect(heading(page, zh.outcomes['no-account'][0])).toBeFocused()
})

test('asks nobody but its own server, and says when it cannot be asked', async ({
  page,
  parties,
  complaints,
}) => {
  const { origin } = new URL(parties.hotel.url)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).origin))
  await page.goto(parties.hotel.url)
  await expect(heading(page, zh.kinds.hotel.question)).toBeVisible()
  expect(new Set(asked)).toEqual(new Set([origin]))
  await page.route('**/api/**', (route) => route.abort())
  await button(page, zh.home.signIn).click()
  await expect(page.getByText(zh.unreachable)).toBeVisible()
  await page.unroute('**/api/**')
  await expect(page.getByText(zh.unreachable)).toBeHidden()
  // The browser says of each aborted request that it failed, and nothing else.
  expect(complaints.filter((text) => !isRefusal(text))).toEqual([])
  complaints.length = 0
})

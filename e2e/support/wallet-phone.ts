/** A hand on the wallet's page: what a person does with the phone, and whether every screen can be read. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import type { Locator, Page } from 'playwright'
import { z } from 'zod'
import { inventedPassword } from '../../sandbox/platform/citizens/invented-passwords.ts'
import { type LivenessAct, livenessActs } from '../../sandbox/platform/store/liveness.ts'
import { type WalletLanguage, walletLanguages } from '../../sandbox/wallet/page/languages.ts'
import { texts } from '../../sandbox/wallet/page/texts/texts.ts'
import { axeRun, loadAxe } from './axe.ts'
import { expect } from './fixtures.ts'
import type { Sandbox } from './sandbox.ts'

/** The narrowest phone. */
export const narrow = { width: 360, height: 740 }

/** A folder for a picture of every screen in every language, for somebody to look at; none unless it is named. */
const pictures = env['PASSONLY_PICTURES']

/** Elements that reach out of the phone's width, and texts wider than their own box. */
function tooWide(): string[] {
  return [...document.querySelectorAll('#root *')]
    .filter((element) => element instanceof HTMLElement && !element.closest('.visually-hidden'))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isOutside = width > 0 && (left < -0.5 || right > document.documentElement.clientWidth + 0.5)
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE)
      const isInline = getComputedStyle(element).display === 'inline'
      return isOutside || (hasText && !isInline && element.scrollWidth > element.clientWidth + 1)
    })
    .map((element) => element.outerHTML.slice(0, 160))
}

/** Things to touch that are smaller than 24 px (WCAG 2.5.8); the phone's own are 44 and more. */
function tooSmall(): string[] {
  return [...document.querySelectorAll('#root button, #root select, #root input:not([type=radio])')]
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 0 && (width < 24 || height < 24)
    })
    .map((element) => element.outerHTML.slice(0, 120))
}

/** All of it in one go: there are many screens. */
const look = (
  withAxe: boolean,
) => `${withAxe ? axeRun : 'Promise.resolve({ violations: [] })'}.then(({ violations }) => ({
  language: document.documentElement.lang,
  tooWide: (${String(tooWide)})(),
  tooSmall: (${String(tooSmall)})(),
  violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')),
}))`

/** In which language axe looks at a screen: another one for about each third of them. */
const languageForAxe = (screen: string): WalletLanguage | undefined =>
  walletLanguages[Buffer.from(screen).reduce((sum, octet) => sum + octet, 0) % walletLanguages.length]

const foundSchema = z.object({
  language: z.enum(walletLanguages),
  tooWide: z.array(z.string()),
  tooSmall: z.array(z.string()),
  violations: z.array(z.string()),
})
const legible = { tooWide: [], tooSmall: [], violations: [] }

export class WalletPhone {
  readonly page: Page
  readonly texts = texts['zh-CN']
  readonly #address: string

  constructor(page: Page, { ready }: Pick<Sandbox, 'ready'>) {
    this.page = page
    this.#address = new URL(ready.wallet).origin
  }

  /** Picks up a phone; `new` for one without a network number. */
  async pickUp(whose: string): Promise<void> {
    // The address of another phone alone would not load the page anew.
    await this.page.goto('about:blank')
    await this.page.goto(`${this.#address}/?lang=zh-CN#${whose}`)
    await this.page.locator('h1').waitFor()
  }

  /** The screen with this title has come. */
  async sees(title: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
  }

  async tap(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
  }

  /** A line of a list, whatever note it bears. */
  async tapRow(label: string): Promise<void> {
    await this.page.locator('.row', { has: this.page.getByText(label, { exact: true }) }).click()
  }

  async tab(tab: 'card' | 'scan' | 'record' | 'me'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: this.texts.tabs[tab] }).click()
  }

  async givePassword(password = inventedPassword): Promise<void> {
    await this.page.getByLabel(this.texts.prove.password, { exact: true }).fill(password)
    await this.tap(this.texts.prove.confirm)
  }

  /** The movement that the phone asks for now. */
  async #asked(): Promise<LivenessAct> {
    const { prove } = this.texts
    const prompt = this.page.locator('.prompt')
    const said = async () => {
      const text = await prompt.textContent()
      return livenessActs.find((act) => prove.prompt(prove.acts[act]) === text)
    }
    await expect.poll(said).toBeDefined()
    const act = await said()
    if (!act) throw new Error('the phone asks for nothing')
    return act
  }

  /** Does the three movements, or others. @param wrongly the last one is another than was asked for */
  async giveFace(wrongly = false): Promise<void> {
    const { prove } = this.texts
    for (let at = 1; at <= 3; at++) {
      await expect(this.page.getByText(prove.progress(at, 3), { exact: true })).toBeVisible()
      const asked = await this.#asked()
      const other = livenessActs.find((act) => act !== asked) ?? asked
      await this.tap(prove.acts[wrongly && at === 3 ? other : asked])
    }
  }

  /** The picture of a code that is still good, on a screen that shows one. */
  async goodCode(): Promise<Locator> {
    const code = this.page.locator('[data-code]')
    // A phone that shows none yet is being given one.
    await expect(code).not.toHaveAttribute('data-code', 'none')
    if ((await code.getAttribute('data-code')) !== 'valid') await code.getByRole('button').click()
    await expect(code).toHaveAttribute('data-code', 'valid')
    return code.getByRole('img', { name: this.texts.card.codeLabel })
  }

  /** Lays the text of a terminal's code into the phone, as if it had scanned it. */
  async enterCode(text: string): Promise<void> {
    await this.page.getByLabel(this.texts.scan.paste).fill(text)
    await this.tap(this.texts.scan.open)
  }

  /** Of an application: from the choice of a kind of document to the consents. */
  async applyWith(kind: string, document: string): Promise<void> {
    const { apply, next } = this.texts
    await this.sees(apply.kindTitle)
    await this.tapRow(kind)
    await this.sees(apply.layTitle)
    await this.page.locator('.document', { hasText: document }).click()
    await this.sees(apply.phoneTitle)
    await this.tap(apply.phoneTest)
    await this.tap(next)
    await this.sees(apply.consentTitle)
  }

  async consentTo(service: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: service }).check()
    await this.page.getByRole('checkbox', { name: this.texts.apply.faceConsent }).check()
  }

  async setPassword(password: string): Promise<void> {
    const { apply, prove } = this.texts
    await this.page.getByLabel(apply.password, { exact: true }).fill(password)
    await this.page.getByLabel(apply.passwordAgain, { exact: true }).fill(password)
    await this.tap(prove.confirm)
  }

  /** From the guardian's list of children to where the guardian's 口令 is asked for. */
  async applyForChild(name: string): Promise<void> {
    const { apply, children, prove, next } = this.texts
    await this.tapRow(children.apply)
    await this.applyWith(apply.kinds['resident-identity-card'], name)
    await this.consentTo(apply.childService)
    await this.tap(next)
    await this.sees(prove.passwordTitle)
  }

  async speak(language: WalletLanguage): Promise<void> {
    await this.page.locator('.test-band select').selectOption(language)
  }

  /**
   * Whether this screen can be read in every language, on the narrowest phone: whole and touchable in each, clean to axe
   * in one of them. Its parts, names and colours are the same in all, and its texts have tests that none is missing.
   */
  async expectLegible(name: string): Promise<void> {
    if ((await this.page.evaluate('typeof axe')) === 'undefined') await loadAxe(this.page)
    const forAxe = languageForAxe(name)
    for (const language of walletLanguages) {
      await this.speak(language)
      const found = foundSchema.parse(await this.page.evaluate(look(language === forAxe)))
      expect(found, `${name} in ${language}`).toEqual({ language, ...legible })
      await this.#picture(name, language)
    }
    await this.speak('zh-CN')
  }

  async #picture(name: string, language: WalletLanguage): Promise<void> {
    if (pictures === undefined) return
    mkdirSync(pictures, { recursive: true })
    await this.page.setViewportSize({ width: 390, height: 844 })
    await this.page.screenshot({
      path: join(pictures, `${name}.${language}.png`),
      animations: 'disabled',
    })
    await this.page.setViewportSize(narrow)
  }
}

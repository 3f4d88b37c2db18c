/** A hand at the kiosk: touches what stands on the glass, by its words. */
import type { Page } from 'playwright'
import { textsOf } from '../../src/renderer/locales/texts.ts'
import type { Language, PresentedMethod } from '../../src/shared/journey-view.ts'
import type { Subject } from '../../src/shared/check.ts'
import { expect } from '../support/fixtures.ts'
import {
  expectScreen,
  expectStage,
  manualWindow,
  type PresentParts,
  type ScreenName,
} from '../support/screens.ts'
import { drawnEntry, tapControl, tapKeys } from '../support/secure-entry.ts'
import type { Terminal } from '../support/terminal.ts'

/** What a citizen is here for. The relying parties of one service ask for nobody else than oneself. */
export interface Errand {
  readonly service: string
  readonly subject?: Subject
  readonly method: PresentedMethod | 'window'
}

/**
 * A finger waits until a screen takes touches; what a screen reader presses for somebody need not. `finger at first`: the
 * first person's visit is by finger.
 */
export type Hand = 'finger' | 'finger at first' | 'screen-reader'

export class Kiosk {
  readonly terminal: Terminal
  #hand: Hand
  #language: Language = 'zh-CN'

  constructor(terminal: Terminal, hand: Hand) {
    this.terminal = terminal
    this.#hand = hand
  }

  get page(): Page {
    return this.terminal.page
  }

  get texts() {
    return textsOf(this.#language)
  }

  async speak(language: Language, name: string): Promise<void> {
    await this.touch(name)
    this.#language = language
    await this.sees('attract')
  }

  async touch(name: string): Promise<void> {
    const row = this.page.locator('button.row', { has: this.page.getByText(name, { exact: true }) })
    const button = this.page.getByRole('button', { name, exact: true }).or(row)
    await (this.#hand === 'screen-reader' ? button.dispatchEvent('click') : button.click())
  }

  async sees(
    screen: ScreenName,
    parts: PresentParts & { readonly method?: 'identity-card' | 'travel-document' } = {},
  ) {
    await expectScreen(this.page, screen, { language: this.#language, timeout: 20_000, ...parts })
  }

  /** Whatever reads is ready to. */
  async isReady(): Promise<void> {
    await expectStage(this.page, 'ready', 20_000)
  }

  /** From the start screen to the choice of a method, consents included. */
  async walkToMethods({ service, subject }: Omit<Errand, 'method'>): Promise<void> {
    const { notice, subject: whom, guardianConsent } = this.texts
    await this.sees('attract')
    await this.#begin(service)
    await this.touch(notice.agree)
    if (subject !== undefined) {
      await this.sees('subject')
      await this.touch(whom.names[subject])
    }
    if (subject === 'child') {
      await this.sees('guardian-consent')
      await this.touch(guardianConsent.agree)
    }
    await this.sees('method')
  }

  /** Of two touches at once, such as one that chose a language, the second does nothing: then it is done again. */
  async #begin(service: string): Promise<void> {
    const row = this.page.locator('button.row', { hasText: service })
    await expect(async () => {
      if (await row.isVisible()) await this.touch(service)
      await expectScreen(this.page, 'notice', { language: this.#language, timeout: 1_000 })
    }).toPass({ timeout: 20_000 })
  }

  /** From the start screen to where the citizen presents. */
  async walk({ method, ...errand }: Errand): Promise<void> {
    await this.walkToMethods(errand)
    await this.choose(method)
  }

  async choose(method: Errand['method']): Promise<void> {
    const { texts } = this
    await this.touch(texts.method.names[method])
    if (method === 'window') {
      await this.sees('window')
      return
    }
    if (method !== 'network-identity') {
      await this.sees('document-notice', { method })
      await this.touch(texts.documentNotice.agree)
    }
    await this.isReady()
  }

  async goToWindow(): Promise<void> {
    await this.touch(this.texts.dock.goToWindow(manualWindow))
    await this.sees('window')
  }

  /** What the phone is told when digits are asked for. */
  async number(): Promise<string> {
    return (await this.page.locator('.terminal-number strong').innerText()).replaceAll(/\D/g, '')
  }

  async openEntry(): Promise<void> {
    await this.touch(this.texts.typing['dynamic-code'].offer)
    await drawnEntry(this.terminal)
  }

  async type(digits: string): Promise<void> {
    const view = await drawnEntry(this.terminal)
    await tapKeys(view, digits)
    await tapControl(view, 'confirm')
  }

  /** The code for phones stands on the screen. */
  async showsCode(): Promise<void> {
    await expect(this.page.locator('[data-approval]')).toHaveAttribute('data-approval', 'waiting', {
      timeout: 10_000,
    })
  }

  /** Goes back to the start screen when the visit is over. */
  async leave(): Promise<void> {
    await this.touch(this.texts.dock.done)
    await this.sees('attract')
    if (this.#hand === 'finger at first') this.#hand = 'screen-reader'
  }
}

import { type Page, test as base } from 'playwright/test'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import type { JourneyView } from '../../../src/shared/journey-view.ts'
import { doubleTapMs } from '../../../src/renderer/citizen/touch-gate.ts'
import { type BuiltPage, serveBuilt } from '../built-page.ts'

/** The citizen's page with a stand-in for the preload's bridge. */
export interface Citizen extends BuiltPage {
  show(view: JourneyView): Promise<void>
  /** The actions sent so far. */
  actions(): Promise<readonly JourneyAction[]>
  /** How often the page said that its first view was painted. */
  painted(): Promise<number>
}

interface StandIn {
  show(view: JourneyView): void
  readonly actions: JourneyAction[]
  painted: number
}

declare global {
  interface Window {
    readonly standIn: StandIn
  }
}

/** Runs in the page before its own script; it must not refer to anything outside itself. */
function installStandIn(): void {
  let view: JourneyView | null = null
  const callbacks = new Set<(view: JourneyView) => void>()
  const standIn: StandIn = {
    show(next) {
      view = next
      for (const callback of callbacks) callback(next)
    },
    actions: [],
    painted: 0,
  }
  const passonly = {
    onView(callback: (view: JourneyView) => void) {
      callbacks.add(callback)
      if (view) callback(view)
      return () => callbacks.delete(callback)
    },
    act: (action: JourneyAction) => standIn.actions.push(action),
    painted: () => {
      standIn.painted += 1
    },
  }
  Object.assign(window, { standIn, passonly })
}

const origin = 'https://citizen.invalid'

/** A new screen takes no touch for a while; this ends that at once. It runs in the page. */
function settle(): void {
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSAnimation && animation.animationName === 'settle') animation.finish()
  }
}

async function open(page: Page): Promise<Citizen> {
  const built = await serveBuilt(page, origin)
  await page.addInitScript(installStandIn)
  await page.goto(`${origin}/citizen/index.html`)
  return {
    ...built,
    async show(view) {
      await page.evaluate((next) => window.standIn.show(next), view)
      await page.locator(`.citizen[lang="${view.language}"] h1`).waitFor()
      await page.evaluate(() => document.fonts.ready)
    },
    actions: () => page.evaluate(() => window.standIn.actions),
    painted: () => page.evaluate(() => window.standIn.painted),
  }
}

const viewport = { width: 1080, height: 1920 }

export const test = base.extend<{ citizen: Citizen }, { citizenAgain: Citizen }>({
  viewport,
  citizen: async ({ page }, use) => {
    await use(await open(page))
  },
  /**
   * One page for all tests of a worker that look at screens, or ask what came of the last touch. Nothing moves there,
   * and a new screen can be touched at once, however short the last touch was ago.
   */
  citizenAgain: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' })
      await page.clock.install()
      const citizen = await open(page)
      await use({
        ...citizen,
        async show(view) {
          await citizen.show(view)
          await page.evaluate(settle)
          await page.clock.fastForward(doubleTapMs)
        },
      })
      await page.close()
    },
    { scope: 'worker' },
  ],
})

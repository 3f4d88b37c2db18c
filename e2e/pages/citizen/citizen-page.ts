import { test as base } from 'playwright/test'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import type { JourneyView } from '../../../src/shared/journey-view.ts'
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

export const test = base.extend<{ citizen: Citizen }>({
  viewport: { width: 1080, height: 1920 },
  citizen: async ({ page }, use) => {
    const built = await serveBuilt(page, origin)
    await page.addInitScript(installStandIn)
    await page.goto(`${origin}/citizen/index.html`)
    await use({
      ...built,
      async show(view) {
        await page.evaluate((next) => window.standIn.show(next), view)
        await page.locator(`.citizen[lang="${view.language}"] h1`).waitFor()
        await page.evaluate(() => document.fonts.ready)
      },
      actions: () => page.evaluate(() => window.standIn.actions),
      painted: () => page.evaluate(() => window.standIn.painted),
    })
  },
})

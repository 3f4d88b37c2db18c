import { extname, join } from 'node:path'
import { test as base, type Page } from 'playwright/test'
import type { JourneyAction } from '../../../src/shared/ipc.ts'
import type { JourneyView } from '../../../src/shared/journey-view.ts'

/** The application's build of the screens. */
const built = join(import.meta.dirname, '../../../out/renderer')

/** The policy that main's protocol sends with every answer. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** The citizen's page with a stand-in for the preload's bridge. */
export interface Citizen {
  readonly page: Page
  /** Paths asked for so far; another origin's whole address. */
  readonly requests: readonly string[]
  /** What the browser complained of so far: errors, and anything the policy forbade. */
  readonly complaints: readonly string[]
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
    const requests: string[] = []
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url())
      requests.push(url.origin === origin ? url.pathname : url.href)
      await route.fulfill({
        path: join(built, url.pathname),
        contentType: types[extname(url.pathname)] ?? 'application/octet-stream',
        headers: { 'content-security-policy': policy },
      })
    })
    await page.addInitScript(installStandIn)
    await page.goto(`${origin}/citizen/index.html`)
    await use({
      page,
      requests,
      complaints,
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

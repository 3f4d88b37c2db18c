import { test as base } from 'playwright/test'
import type { EntryManner } from '../../../src/shared/entry-bridge.ts'
import type { EntryKey, EntryState } from '../../../src/shared/secure-entry.ts'
import { type BuiltPage, serveBuilt } from '../built-page.ts'

/** The secure-entry page with a stand-in for the preload's bridge. */
export interface Entry extends BuiltPage {
  show(manner: EntryManner, state: EntryState): Promise<void>
  /** Has it ask whether somebody is there, or leave off. */
  warn(seconds: number | null): Promise<void>
  /** The keys sent so far. */
  keys(): Promise<readonly EntryKey[]>
  /** How often the page said that the citizen leaves, and that somebody is there. */
  said(): Promise<{ readonly left: number; readonly active: number }>
}

interface EntryStandIn {
  show(manner: EntryManner, state: EntryState): void
  warn(seconds: number | null): void
  readonly keys: EntryKey[]
  left: number
  active: number
}

declare global {
  interface Window {
    readonly entryStandIn: EntryStandIn
  }
}

/** Runs in the page before its own script; it must not refer to anything outside itself. */
function installStandIn(): void {
  let shown: readonly [EntryManner, EntryState] | null = null
  const callbacks = new Set<(manner: EntryManner, state: EntryState) => void>()
  const warningCallbacks = new Set<(seconds: number | null) => void>()
  const entryStandIn: EntryStandIn = {
    show(...next) {
      shown = next
      for (const callback of callbacks) callback(...next)
    },
    warn(seconds) {
      for (const callback of warningCallbacks) callback(seconds)
    },
    keys: [],
    left: 0,
    active: 0,
  }
  const secureEntry = {
    onState(callback: (manner: EntryManner, state: EntryState) => void) {
      callbacks.add(callback)
      if (shown) callback(...shown)
      return () => callbacks.delete(callback)
    },
    onWarning(callback: (seconds: number | null) => void) {
      warningCallbacks.add(callback)
      return () => warningCallbacks.delete(callback)
    },
    press: (key: EntryKey) => entryStandIn.keys.push(key),
    leave: () => {
      entryStandIn.left += 1
    },
    activity: () => {
      entryStandIn.active += 1
    },
  }
  Object.assign(window, { entryStandIn, secureEntry })
}

const origin = 'https://secure-entry.invalid'

export const test = base.extend<{ entry: Entry }>({
  // The part of a 1080 × 1920 screen that the view covers: `secureEntryBounds` in src/main/shell.
  viewport: { width: 1080, height: 1310 },
  entry: async ({ page }, use) => {
    const built = await serveBuilt(page, origin)
    await page.addInitScript(installStandIn)
    await page.goto(`${origin}/secure-entry/index.html`)
    await use({
      ...built,
      async show(manner, state) {
        await page.evaluate((next) => window.entryStandIn.show(...next), [manner, state] as const)
        await page.locator(`.entry.${state.form}[lang="${manner.language}"] h1`).waitFor()
        await page.evaluate(() => document.fonts.ready)
      },
      warn: (seconds) => page.evaluate((next) => window.entryStandIn.warn(next), seconds),
      keys: () => page.evaluate(() => window.entryStandIn.keys),
      said: () =>
        page.evaluate(() => ({ left: window.entryStandIn.left, active: window.entryStandIn.active })),
    })
  },
})

import type { Page } from 'playwright/test'
import type { CounterAction } from '../../../src/shared/counter/counter-ipc.ts'
import type { CounterDisplayView, CounterView } from '../../../src/shared/counter/counter-view.ts'
import { type BuiltPage, serveBuilt } from '../built-page.ts'

/** One of a counter's pages with a stand-in for the preload's bridge. */
export interface CounterPage<View> extends BuiltPage {
  show(view: View): Promise<void>
  /** The actions sent so far, that somebody is there left out. */
  actions(): Promise<readonly CounterAction[]>
}

/** Runs in the page before its own script; it must not refer to anything outside itself. */
function installStandIn(name: string): void {
  let view: unknown = null
  const callbacks = new Set<(view: unknown) => void>()
  const actions: { type: string }[] = []
  const bridge = {
    onView(callback: (view: unknown) => void) {
      callbacks.add(callback)
      if (view !== null) callback(view)
      return () => callbacks.delete(callback)
    },
    act: (action: { type: string }) => actions.push(action),
    painted: () => undefined,
  }
  const standIn = {
    show(next: unknown) {
      view = next
      for (const callback of callbacks) callback(next)
    },
    actions: () => actions.filter(({ type }) => type !== 'activity'),
  }
  Object.assign(window, { counterStandIn: standIn, [name]: bridge })
}

declare global {
  interface Window {
    readonly counterStandIn: { show(view: unknown): void; actions(): CounterAction[] }
  }
}

async function open<View extends { readonly language: string }>(
  page: Page,
  path: string,
  bridge: string,
  root: string,
): Promise<CounterPage<View>> {
  const origin = 'https://counter.invalid'
  const built = await serveBuilt(page, origin)
  await page.addInitScript(installStandIn, bridge)
  await page.goto(`${origin}/${path}/index.html`)
  return {
    ...built,
    async show(view) {
      await page.evaluate((next) => window.counterStandIn.show(next), view)
      await page.locator(`.${root}[lang="${view.language}"]`).waitFor()
      await page.evaluate(() => document.fonts.ready)
    },
    actions: () => page.evaluate(() => window.counterStandIn.actions()),
  }
}

export function openCounter(page: Page): Promise<CounterPage<CounterView>> {
  return open(page, 'counter', 'passonlyCounter', 'counter')
}

export function openDisplay(page: Page): Promise<CounterPage<CounterDisplayView>> {
  return open(page, 'counter-display', 'passonlyCounterDisplay', 'counter-display')
}

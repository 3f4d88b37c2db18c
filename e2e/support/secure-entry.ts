import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { zhCN } from '../../src/renderer/locales/zh-CN.ts'
import { briskly, type Terminal } from './terminal.ts'

const address = 'passonly://secure-entry/'

/** The views in which is typed that are open now: one, or none. */
export function entryViews({ app }: Terminal): readonly Page[] {
  return app.windows().filter((page) => page.url().startsWith(address))
}

/** From a present screen on which something can be typed, to the view for it, with its keys drawn. */
export async function openEntry(terminal: Terminal): Promise<Page> {
  await terminal.act({ type: 'type-in' })
  return drawnEntry(terminal)
}

/** Waits for the view, which may come by itself, and for its keys to be drawn. */
export async function drawnEntry(terminal: Terminal): Promise<Page> {
  await expect
    .poll(() => entryViews(terminal).length, {
      message: 'the view opens',
      timeout: 10_000,
      intervals: briskly,
    })
    .toBe(1)
  const [view] = entryViews(terminal)
  if (!view) throw new Error('the view was closed again')
  await view.locator('.key').first().waitFor()
  return view
}

/** Taps the keys of a text, one after the other, wherever they stand. */
export async function tapKeys(view: Page, text: string): Promise<void> {
  for (const character of text) await view.locator('.key:not(.edit)', { hasText: character }).click()
}

/** Taps a control of the view: `confirm`, `next`, `erase`, `clear` or `leave`. */
export async function tapControl(
  view: Page,
  control: 'confirm' | 'next' | 'erase' | 'clear' | 'leave',
): Promise<void> {
  await view
    .getByRole('button', { name: zhCN.secureEntry[control], exact: true })
    .click()
    .catch((error: unknown) => {
      // What ends the view may have ended it before its page could answer that it was touched.
      if (!view.isClosed()) throw error
    })
}

/** Waits until the view is gone. */
export async function expectNoEntry(terminal: Terminal): Promise<void> {
  await expect
    .poll(() => entryViews(terminal).length, {
      message: 'the view is closed',
      timeout: 10_000,
      intervals: briskly,
    })
    .toBe(0)
}

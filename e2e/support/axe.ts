/** What axe says of a page. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A script that gives what breaks a rule. What passes is not described one by one: it is most of the work. */
export const axeRun = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
})`

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

/** Must have run in the page before `violations`. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(await source)
}

/** What of the page breaks WCAG 2.2 AA, or a best practice, as far as a program can tell. */
export async function violations(page: Page): Promise<readonly string[]> {
  return (await page.evaluate<AxeResults>(axeRun)).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  )
}

/** It breaks no rule of WCAG 2.2 AA, and no best practice. */
export async function expectAccessible(page: Page): Promise<void> {
  await loadAxe(page)
  expect(await violations(page)).toEqual([])
}

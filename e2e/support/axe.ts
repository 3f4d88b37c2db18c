/** What axe says of a page. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const asked = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}

/** A script that gives what breaks a rule. What passes is not described one by one: it is most of the work. */
export const axeRun = `axe.run(document, ${JSON.stringify(asked)})`

/** The same, with this contrast wanted of words of every size: axe asks less of large ones, and most of ours are. */
function axeRunWith(contrast: number): string {
  const options = {
    ignoreUnicode: true,
    ignoreLength: false,
    ignorePseudo: false,
    boldValue: 700,
    boldTextPt: 14,
    largeTextPt: 18,
    contrastRatio: { normal: { expected: contrast }, large: { expected: contrast } },
    pseudoSizeThreshold: 0.25,
    shadowOutlineEmMax: 0.2,
    textStrokeEmMin: 0.03,
  }
  return `axe.run(document, ${JSON.stringify({ ...asked, checks: { 'color-contrast': { options } } })})`
}

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

/**
 * What of the page breaks WCAG 2.2 AA, or a best practice, as far as a program can tell.
 * @param contrast that words of every size have at least; without it, what WCAG asks for
 */
export async function violations(page: Page, contrast?: number): Promise<readonly string[]> {
  const script = contrast === undefined ? axeRun : axeRunWith(contrast)
  return (await page.evaluate<AxeResults>(script)).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  )
}

/** It breaks no rule of WCAG 2.2 AA, and no best practice. */
export async function expectAccessible(page: Page): Promise<void> {
  await loadAxe(page)
  expect(await violations(page)).toEqual([])
}

/** Whether a page can be read and touched: in a browser, at the size it has on the machine. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright/test'

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What passes is not described one by one: it is most of the work. */
const axeRun = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
})`

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

/** What makes a page illegible: elements, by their markup. */
export interface Illegible {
  readonly cutOff: readonly string[]
  readonly smallTargets: readonly string[]
  readonly smallWords: readonly string[]
}

export const legible: Illegible = { cutOff: [], smallTargets: [], smallWords: [] }

/** Must have run in the page before `violations`. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(await axe)
}

export async function illegible(page: Page): Promise<Illegible> {
  const [outside, targets, words] = await Promise.all([
    page.evaluate(cutOff),
    page.evaluate(smallTargets),
    page.evaluate(smallWords),
  ])
  return { cutOff: outside, smallTargets: targets, smallWords: words }
}

/** What of the page breaks WCAG 2.2 AA, or a best practice, as far as a program can tell. */
export async function violations(page: Page): Promise<readonly string[]> {
  return (await page.evaluate<AxeResults>(axeRun)).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  )
}

/** Elements whose words reach out of their own box or out of the band, row or button around them. */
function cutOff(): string[] {
  return [
    ...document.querySelectorAll(
      'h1,h2,p,button,li,time,figcaption,.row-words,.button,.key,.box,.entry-name,main,footer,header',
    ),
  ]
    .filter((element) => !element.closest('.notice-text') && !element.matches('.announcement'))
    .filter((element) => {
      const box = element.getBoundingClientRect()
      const around = element.parentElement?.closest(
        'main,footer,header,.row,.stage,.way,.promise,.button,.digit-pad,.letter-pad,.entry-field,figure,.citizen',
      )
      const frame = around?.getBoundingClientRect() ?? box
      const isWide =
        element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
      const isOutside =
        box.left < frame.left - 1 ||
        box.top < frame.top - 1 ||
        box.right > frame.right + 1 ||
        box.bottom > frame.bottom + 1
      return isWide || isOutside
    })
    .map((element) => element.outerHTML.slice(0, 120))
}

/** Buttons and keys under 80 px. */
function smallTargets(): string[] {
  return [...document.querySelectorAll('button,.key')]
    .filter((button) => {
      const { width, height } = button.getBoundingClientRect()
      return width < 80 || height < 80
    })
    .map((button) => `${button.outerHTML.slice(0, 80)} ${button.getBoundingClientRect().height}`)
}

/** Elements whose own words are under 32 px. */
function smallWords(): string[] {
  return [...document.querySelectorAll('#root *')]
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 31.9)
    .map((element) => element.outerHTML.slice(0, 80))
}

/** Whether a page can be read and touched: in a browser, at the size it has on the machine. */
import type { Page } from 'playwright/test'

/** What makes a page illegible: elements, by their markup. */
export interface Illegible {
  readonly cutOff: readonly string[]
  readonly smallTargets: readonly string[]
  readonly smallWords: readonly string[]
}

export const legible: Illegible = { cutOff: [], smallTargets: [], smallWords: [] }

export async function illegible(page: Page): Promise<Illegible> {
  const [outside, targets, words] = await Promise.all([
    page.evaluate(cutOff),
    page.evaluate(smallTargets),
    page.evaluate(smallWords),
  ])
  return { cutOff: outside, smallTargets: targets, smallWords: words }
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

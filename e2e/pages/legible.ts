/** Whether a page can be read and touched: in a browser, at the size it has on the machine. */
import type { Page } from 'playwright/test'

/** What makes a page illegible: elements, by their markup. */
export interface Illegible {
  readonly cutOff: readonly string[]
  readonly smallTargets: readonly string[]
  readonly overlapping: readonly string[]
  readonly smallWords: readonly string[]
}

export const legible: Illegible = { cutOff: [], smallTargets: [], overlapping: [], smallWords: [] }

export async function illegible(page: Page): Promise<Illegible> {
  const [outside, targets, over, words] = await Promise.all([
    page.evaluate(cutOff),
    page.evaluate(smallTargets),
    page.evaluate(overlapping),
    page.evaluate(smallWords),
  ])
  return { cutOff: outside, smallTargets: targets, overlapping: over, smallWords: words }
}

/** Elements whose words reach out of their own box or out of the band, row or button around them. */
function cutOff(): string[] {
  return (
    [
      ...document.querySelectorAll(
        'h1,h2,p,button,li,time,figcaption,.row-words,.button,.key,.box,.entry-name,main,footer,header',
      ),
    ]
      .filter((element) => !element.closest('.notice-text') && !element.matches('.announcement'))
      .filter((element) => element.checkVisibility())
      // What scrolls is read by scrolling; what is too wide is cut off there too.
      .map((element) => ({ element, scrolls: element.parentElement?.closest('.scrolls') != null }))
      .filter(({ element, scrolls }) => {
        const box = element.getBoundingClientRect()
        const around = element.parentElement?.closest(
          'main,footer,header,.row,.stage,.way,.promise,.button,.digit-pad,.letter-pad,.entry-field,figure,.citizen',
        )
        const frame = around?.getBoundingClientRect() ?? box
        const isWide =
          element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
        const isOutside =
          box.left < frame.left - 1 ||
          box.right > frame.right + 1 ||
          (!scrolls && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1))
        return isWide || isOutside
      })
      .map(({ element }) => element.outerHTML.slice(0, 120))
  )
}

/** The upper 40 % of the screen, in which nobody has to reach for anything when low reach is on. */
const outOfReach = 768

/**
 * Buttons and keys that begin above the lower 60 % of the screen.
 * @param above what of the screen stands above the page, in its pixels
 */
export async function highTargets(page: Page, above = 0): Promise<readonly string[]> {
  return page.evaluate(
    (highest) =>
      [...document.querySelectorAll('button,.key')]
        .map((target) => ({ target, top: target.getBoundingClientRect().top }))
        .filter(({ top }) => top < highest)
        .map(({ target, top }) => `${target.outerHTML.slice(0, 80)} ${top}`),
    outOfReach - above,
  )
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

/** Pairs of buttons or keys that stand on each other; what scrolls ends where its box does. */
function overlapping(): string[] {
  const targets = [...document.querySelectorAll('button,.key')]
    .filter((target) => target.checkVisibility() && !target.closest('[inert]'))
    .map((target) => {
      const { left, right, top, bottom } = target.getBoundingClientRect()
      const shown = target.closest('.scrolls')?.getBoundingClientRect()
      return { target, left, right, top, bottom: Math.min(bottom, shown?.bottom ?? bottom) }
    })
  return targets.flatMap((one, index) =>
    targets
      .slice(index + 1)
      .filter(
        (other) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
      )
      .map(({ target }) => `${one.target.outerHTML.slice(0, 80)} and ${target.outerHTML.slice(0, 80)}`),
  )
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

/**
 * Elements whose own words have less contrast with what is behind them than `least` to one, by WCAG's formula. Grounds
 * are plain colours on these pages.
 */
export async function faintWords(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate(contrastBelow, least)
}

function contrastBelow(least: number): string[] {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const light = ([red = 0, green = 0, blue = 0]: readonly number[]) => {
    const linear = (value: number) =>
      value <= 0.04045 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
  const groundOf = (element: Element | null): readonly number[] => {
    if (!element) return [255, 255, 255]
    const ground = channels(getComputedStyle(element).backgroundColor)
    return ground[3] === 0 ? groundOf(element.parentElement) : ground
  }
  return [...document.querySelectorAll('#root *')]
    .filter((element) => element.checkVisibility() && !element.closest('svg'))
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    .map((element) => {
      const lights = [light(channels(getComputedStyle(element).color)), light(groundOf(element))]
      return { element, ratio: (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05) }
    })
    .filter(({ ratio }) => ratio < least)
    .map(({ element, ratio }) => `${element.outerHTML.slice(0, 80)} ${ratio.toFixed(1)}`)
}

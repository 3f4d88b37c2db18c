/** A counter's screens as a browser draws them: whole, large enough to touch, with nothing that axe finds. */
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, type Page, test } from 'playwright/test'
import {
  counterDisplayViewsIn,
  counterMorning,
  counterViewsIn,
} from '../../../src/renderer/preview/counter-specimens.ts'
import { languages } from '../../../src/shared/journey-view.ts'
import { loadAxe, violations } from '../../support/axe.ts'
import { openCounter, openDisplay } from './counter-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

interface Size {
  readonly width: number
  readonly height: number
}
type Sizes = readonly [smallest: Size, larger: Size]

/** The smallest screen that a counter may have, where words run out of room first, and a common larger one. */
const sizes: Sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const displays: Sizes = [
  { width: 1024, height: 768 },
  { width: 1080, height: 1920 },
]

/** What can be pressed and is smaller than a finger wants (44 px), and words that reach out of what holds them. */
function unfit(): string[] {
  const targets = [...document.querySelectorAll('button, .choice label, .field input')].filter((target) => {
    const { width, height } = target.getBoundingClientRect()
    return width < 44 || height < 44
  })
  const outside = [...document.querySelectorAll('h1, h2, p, button, label, dt, dd, li, time, span')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const box = element.getBoundingClientRect()
      const isWide =
        element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
      return isWide || box.left < -1 || box.right > innerWidth + 1
    })
  const scrolled = [...document.querySelectorAll('main, section, aside')].filter(
    (element) => element.scrollHeight > element.clientHeight + 1 && !element.matches('[data-may-scroll]'),
  )
  return [...targets, ...outside, ...scrolled].map((element) => element.outerHTML.slice(0, 140))
}

async function look(page: Page, name: string, language: string, byAxe: boolean): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 }
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.${width}.png`) })
  expect.soft(await page.evaluate(unfit), `${name}, ${width}`).toEqual([])
  if (byAxe) expect.soft(await violations(page), `${name}, ${width}`).toEqual([])
}

for (const [turn, language] of languages.entries()) {
  /** Parts and colours are the same in every language: the larger size, and axe, look at each screen in one of them. */
  const isItsTurn = (index: number) => index % languages.length === turn
  const sizesOf = ([smallest, larger]: Sizes, index: number) =>
    isItsTurn(index) ? [smallest, larger] : [smallest]

  test(`every screen of the counter in ${language}`, async ({ page }) => {
    test.setTimeout(240_000)
    await page.clock.install({ time: counterMorning })
    const counter = await openCounter(page)
    await loadAxe(page)
    for (const [index, [name, view]] of Object.entries(counterViewsIn(language)).entries()) {
      for (const size of sizesOf(sizes, index)) {
        await page.setViewportSize(size)
        await counter.show(view)
        await look(page, name, language, isItsTurn(index))
      }
    }
    expect(counter.complaints).toEqual([])
  })

  test(`every screen of the citizen’s display in ${language}`, async ({ page }) => {
    test.setTimeout(240_000)
    const display = await openDisplay(page)
    await loadAxe(page)
    for (const [index, [name, view]] of Object.entries(counterDisplayViewsIn(language)).entries()) {
      for (const size of sizesOf(displays, index)) {
        await page.setViewportSize(size)
        await display.show(view)
        await look(page, `display-${name}`, language, isItsTurn(index))
      }
    }
    expect(display.complaints).toEqual([])
  })
}

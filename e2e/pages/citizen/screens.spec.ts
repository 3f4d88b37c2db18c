/** Every screen in every language, as a browser draws it: readable, within reach, nothing cut off, in our own fonts. */
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'
import { expect } from 'playwright/test'
import { languages } from '../../../src/shared/journey-view.ts'
import { screensIn, viewWith } from '../../../src/renderer/preview/specimens.ts'
import { test } from './citizen-page.ts'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']
const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const axeRun =
  "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

for (const language of languages) {
  test(`every screen in ${language} is whole, large enough and accessible`, async ({ citizen }) => {
    const { page } = citizen
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.evaluate(await axe)
    for (const [name, screen] of Object.entries(screensIn(language))) {
      await citizen.show(viewWith(screen, language))
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.${language}.png`) })
      const found = {
        cutOff: await page.evaluate(cutOff),
        smallTargets: await page.evaluate(smallTargets),
        smallWords: await page.evaluate(smallWords),
        violations: (await page.evaluate<AxeResults>(axeRun)).violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
        ),
      }
      expect.soft(found, name).toEqual({ cutOff: [], smallTargets: [], smallWords: [], violations: [] })
    }
    expect(citizen.complaints).toEqual([])
  })
}

/** Elements whose words reach out of their own box or out of the band, row or button around them. */
function cutOff(): string[] {
  return [...document.querySelectorAll('h1,h2,p,button,li,time,.row-words,.button,main,footer,header')]
    .filter((element) => !element.closest('.notice-text') && !element.matches('.announcement'))
    .filter((element) => {
      const box = element.getBoundingClientRect()
      const around = element.parentElement?.closest(
        'main,footer,header,.row,.stage,.promise,.button,.citizen',
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

/** Buttons under 80 px. */
function smallTargets(): string[] {
  return [...document.querySelectorAll('button')]
    .filter((button) => {
      const { width, height } = button.getBoundingClientRect()
      return width < 80 || height < 80
    })
    .map((button) => `${button.outerHTML.slice(0, 80)} ${button.getBoundingClientRect().height}`)
}

/** Elements whose own words are under 32 px. */
function smallWords(): string[] {
  return [...document.querySelectorAll('.citizen *')]
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 31.9)
    .map((element) => element.outerHTML.slice(0, 80))
}

/**
 * Draws every screen, and every state of the view for typing, in every appearance; writes beside each picture what axe
 * and our own measures find. tools/gallery.mjs makes a page of them.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, mergeTests, type Page } from 'playwright/test'
import { entryStates } from '../../src/renderer/preview/entry-specimens.ts'
import { viewsIn } from '../../src/renderer/preview/specimens.ts'
import { type Appearance, everyAppearance, leastContrast, modeName } from '../pages/appearances.ts'
import { test as citizenTest } from '../pages/citizen/citizen-page.ts'
import { highTargets, illegible } from '../pages/legible.ts'
import { test as entryTest } from '../pages/secure-entry/entry-page.ts'
import { loadAxe, violations } from '../support/axe.ts'

const screen = { width: 1080, height: 1920 }
/** The view for typing covers the lower part of the screen. */
const entry = { width: 1080, height: 1310 }

interface Drawn {
  readonly name: string
  /** Name of the picture's file. */
  readonly picture: string
  readonly problems: readonly string[]
}

const folder = env['PASSONLY_GALLERY'] ?? ''
/** The specimens that are wanted; all of them unless any is named. */
const wanted = (env['PASSONLY_SPECIMENS'] ?? '').split(' ').filter(Boolean)

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.includes(name)
}

/** Draws what stands on the page, and judges it. */
async function drawn(page: Page, name: string, appearance: Appearance, above: number): Promise<Drawn> {
  const { language, access } = appearance
  const picture = `${name}.${language}.${modeName(access)}.png`
  await page.screenshot({ path: join(folder, picture), animations: 'disabled' })
  const { cutOff, smallTargets, overlapping, smallWords } = await illegible(page)
  const high = access.lowReach ? await highTargets(page, above) : []
  const measured = {
    'cut off': cutOff,
    'small target': smallTargets,
    'on each other': overlapping,
    'small words': smallWords,
    'out of reach': high,
  }
  const named = Object.entries(measured).flatMap(([kind, found]) =>
    found.map((element) => `${kind}: ${element}`),
  )
  return { name, picture, problems: [...(await violations(page, leastContrast(access))), ...named] }
}

/** Keeps what was found in one appearance, and fails when anything was. */
function keep(part: string, { language, access }: Appearance, found: readonly Drawn[]): void {
  const mode = modeName(access)
  writeFileSync(join(folder, `${part}.${language}.${mode}.json`), JSON.stringify({ language, mode, found }))
  for (const { name, problems } of found) expect.soft(problems, name).toEqual([])
}

const test = mergeTests(citizenTest, entryTest)

for (const appearance of everyAppearance) {
  const { language, access } = appearance
  const title = `${language}, ${modeName(access)}`

  test(`every screen, ${title}`, async ({ citizen }) => {
    const { page } = citizen
    await page.setViewportSize(screen)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await loadAxe(page)
    const found: Drawn[] = []
    for (const [name, view] of Object.entries(viewsIn(language))) {
      if (!isWanted(name)) continue
      await citizen.show({ ...view, access: { ...access, voice: view.access.voice } })
      found.push(await drawn(page, name, appearance, 0))
    }
    keep('screens', appearance, found)
  })

  test(`every state of the view for typing, ${title}`, async ({ entry: view }) => {
    const { page } = view
    await page.setViewportSize(entry)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await loadAxe(page)
    const found: Drawn[] = []
    for (const [state, entered] of Object.entries(entryStates)) {
      const name = `entry-${state}`
      if (!isWanted(name)) continue
      await view.show({ language, access, shuffled: false, accent: null }, entered)
      found.push(await drawn(page, name, appearance, screen.height - entry.height))
    }
    keep('entry', appearance, found)
  })
}

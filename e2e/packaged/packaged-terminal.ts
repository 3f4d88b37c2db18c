import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoConfig } from '../../sandbox/demo-config.ts'
import { doubleTapMs } from '../../src/renderer/citizen/touch-gate.ts'
import { textsOf } from '../../src/renderer/locales/texts.ts'
import type { Devices } from '../../src/shared/device-config.ts'
import { root } from '../../tools/lib/paths.mjs'
import { expect, test as base } from '../support/fixtures.ts'
import type { JournalRow } from '../support/journal.ts'
import type { ScreenName } from '../support/screens.ts'
import { briskly, longestStart, startTerminal } from '../support/terminal.ts'
import { type Glass, openGlass, type Point } from './glass.ts'
import { type Home, journalOf, longestPackaging, makeHome, packageApplication } from './installed.ts'

export { expect }

/** Longest time (ms) for a packaged terminal to do the next thing. */
const longestStep = 30_000

const pictures = join(root, 'test-results', 'packaged')

/** Where a finger goes, from the start to a reader: the middle of each button. */
export interface Layout {
  readonly start: Point
  readonly agree: Point
  readonly self: Point
  readonly method: Point
}

interface LookedAt extends Glass {
  /** Waits until a screen stands on it, with the word TEST of a sandbox's root, and keeps a picture of it. */
  expectDrawn(name: string): Promise<void>
}

interface WorkerFixtures {
  readonly packaged: undefined
  readonly glass: LookedAt
  readonly layout: Layout
}

interface TestFixtures {
  readonly home: Home
  /** Files of the administrator that lead to the sandbox; with an enrolment code, unless it is left out. */
  readonly administrators: (given?: {
    readonly withCode?: boolean
    readonly devices?: Devices
  }) => Promise<Readonly<Record<string, string>>>
}

/** Ground and ink of the line that says TEST, as in tokens.css. */
const testColours = ['#17202b', '#ffd84a']

export const test = base.extend<TestFixtures, WorkerFixtures>({
  packaged: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      await packageApplication()
      await use(undefined)
    },
    { scope: 'worker', auto: true, timeout: longestPackaging },
  ],

  glass: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const glass = await openGlass()
      await use({
        ...glass,
        expectDrawn: async (name) => {
          await expect
            .poll(() => [...glass.picture().colours().keys()], {
              message: `${name}: the screen says TEST`,
              timeout: longestStep,
            })
            .toEqual(expect.arrayContaining(testColours))
          glass.picture().save(join(pictures, `${name}.png`))
        },
      })
      await glass.close()
    },
    { scope: 'worker' },
  ],

  // The packaged application lets nobody look into it: the one for development, which draws the same, tells.
  layout: [
    async ({ sandbox }, use) => {
      const terminal = await startTerminal({ sandbox, pictures: true })
      const texts = textsOf('zh-CN')
      const middleOf = async (screen: Exclude<ScreenName, 'present'>, name: string | RegExp) => {
        await terminal.expectScreen(screen)
        const box = await terminal.page.getByRole('button', { name }).boundingBox()
        if (box === null) throw new Error(`${String(name)} is not drawn`)
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      }
      const start = await middleOf('attract', '社会保障卡补办')
      await terminal.walkTo('notice')
      const agree = await middleOf('notice', texts.notice.agree)
      await terminal.walkTo('subject')
      const self = await middleOf('subject', texts.subject.names.self)
      await terminal.walkTo('method')
      const method = await middleOf('method', texts.method.names['network-identity'])
      await terminal.close()
      await use({ start, agree, self, method })
    },
    { scope: 'worker', timeout: longestStart },
  ],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  home: async ({}, use) => {
    const home = makeHome()
    await use(home)
    await home.leave()
  },

  administrators: async ({ sandbox }, use) => {
    await use(async ({ withCode = true, devices } = {}) => ({
      'terminal.json': JSON.stringify({ ...demoConfig(sandbox.ready.platform), devices }),
      'platform-root.pem': readFileSync(sandbox.ready.platformRoot, 'utf8'),
      ...(withCode ? { 'enrolment-code': `${await sandbox.enrolmentCode()}\n` } : {}),
    }))
  },
})

/** Waits for an event in the journal of this home, after its first `after` records, and gives all of the kind. */
export async function eventually(home: Home, event: string, after = 0): Promise<readonly JournalRow[]> {
  const found = () => journalOf(home).filter((row) => row.seq > after && row.event === event)
  await expect
    .poll(() => found().length, { message: event, timeout: longestStep, intervals: briskly })
    .toBeGreaterThan(0)
  return found()
}

/** So long (ms) something must come of a touch before another is tried: by then it would go to the next screen. */
const longestAnswer = 10_000

/** Waits until what is drawn around a place has not changed for as long as a new screen takes no touch. */
async function untilSettled(glass: Glass, place: Point): Promise<void> {
  let seen: Buffer | null = null
  let since = 0
  const settled = () => {
    const now = aroundOn(glass, place)
    if (seen === null || !now.equals(seen)) {
      seen = now
      since = performance.now()
    }
    return performance.now() - since > doubleTapMs + 100
  }
  await expect
    .poll(settled, { message: 'the screen stands still', timeout: longestStep, intervals: briskly })
    .toBe(true)
}

/** The rows of the glass around a place, as they are now. */
function aroundOn(glass: Glass, { y }: Point): Buffer {
  return Buffer.from(glass.picture().rows(y - 40, y + 40))
}

/** Touches a place of a screen that stands, and waits until something has come of it. */
export async function touchUntil(
  glass: Glass,
  place: Point,
  what: string,
  happened: () => boolean,
): Promise<void> {
  await expect(async () => {
    await untilSettled(glass, place)
    await glass.touch(place)
    await expect.poll(happened, { message: what, timeout: longestAnswer, intervals: briskly }).toBe(true)
  })
    .toPass({ timeout: longestStep })
    .catch((error: unknown) => {
      glass.picture().save(join(pictures, `${what}.png`))
      throw error
    })
}

/** What stands in the file of a home's terminal; null when there is none. */
export function identityFileOf({ stateFolder }: Home): string | null {
  const path = join(stateFolder, 'terminal-identity.json')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

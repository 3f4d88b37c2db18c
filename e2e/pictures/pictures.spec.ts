/**
 * What is drawn now beside what was looked at and accepted, in the tested Electron, at half the size. When a screen is
 * meant to look different: `npm test -- e2e e2e/pictures --update-snapshots`, and look at what git shows.
 */
import { citizenChannels } from '../../src/shared/citizen-channels.ts'
import { type Access, plainAccess } from '../../src/shared/access.ts'
import type { JourneyView } from '../../src/shared/journey-view.ts'
import { zhCN } from '../../src/renderer/locales/zh-CN.ts'
import { viewsIn } from '../../src/renderer/preview/specimens.ts'
import { modeName } from '../pages/appearances.ts'
import { expect, test } from '../support/fixtures.ts'
import type { Terminal } from '../support/terminal.ts'

/** What a renderer may do differently from one run to the next, and far less than a button that has moved. */
const tolerance = { threshold: 0.2, maxDiffPixelRatio: 0.0005 }

const everything: Access = { largeText: true, highContrast: true, lowReach: true, voice: false }

const accepted: readonly (readonly [access: Access, names: readonly string[]])[] = [
  [
    plainAccess,
    [
      'attract',
      'service',
      'notice',
      'notice-warned',
      'subject',
      'method',
      'document-notice',
      'present-ready',
      'card-ready',
      'document-ready',
      'verifying',
      'pass',
      'fail',
      'window',
    ],
  ],
  [everything, ['attract', 'notice', 'method', 'present-ready', 'fail', 'help']],
]

/** Has the terminal's own page draw a view, as if main had come to it. */
async function draw({ app, page }: Terminal, view: JourneyView): Promise<void> {
  // What has the focus is outlined after a key, and not after the touches of another test: this one means nothing.
  await page.keyboard.press('F9')
  await app.evaluate(
    ({ webContents }, [channel, view]) => {
      for (const contents of webContents.getAllWebContents()) contents.send(channel, view)
    },
    [citizenChannels.view, view] as const,
  )
  await page.waitForFunction((wanted) => {
    let now = ''
    const stop = window.passonly.onView((view) => {
      now = JSON.stringify(view)
    })
    stop()
    return now === wanted
  }, JSON.stringify(view))
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
}

/**
 * The page as it stands, but for the time of day and seconds that count. They are unseen, not covered: how wide they are
 * is told by the hour.
 */
async function picture({ page }: Terminal): Promise<Buffer> {
  const counting = page.locator('time, .countdown')
  const see = (visibility: '' | 'hidden') =>
    counting.evaluateAll((elements, visibility) => {
      for (const element of elements)
        if (element instanceof HTMLElement) element.style.visibility = visibility
    }, visibility)
  await see('hidden')
  const taken = await page.screenshot({ animations: 'disabled' })
  await see('')
  return taken
}

function specimen(name: string, access: Access): JourneyView {
  const view = viewsIn('zh-CN')[name]
  if (!view) throw new Error(`no specimen ${name}`)
  return { ...view, access }
}

for (const [access, names] of accepted) {
  for (const name of names) {
    test(`${name}, ${modeName(access)}, looks as it was accepted`, async ({ terminal }) => {
      // The first one after other tests may be taken while their screen is still going: then another is.
      await expect(async () => {
        await draw(terminal, specimen(name, access))
        expect(await picture(terminal)).toMatchSnapshot(`${name}-${modeName(access)}.png`, tolerance)
      }).toPass({ timeout: 10_000 })
    })
  }
}

test('a button that has moved by 8 pixels is seen', async ({ terminal }, testInfo) => {
  test.skip(testInfo.config.updateSnapshots !== 'none', 'what is accepted now is not what it moves')
  const { page } = terminal
  const file = `method-${modeName(plainAccess)}.png`
  await draw(terminal, specimen('method', plainAccess))
  expect(await picture(terminal)).toMatchSnapshot(file, tolerance)
  await page.getByRole('button', { name: zhCN.dock.leave }).evaluate((button) => {
    button.style.transform = 'translateX(8px)'
  })
  const moved = await picture(terminal)
  expect(() => {
    expect(moved).toMatchSnapshot(file, tolerance)
  }).toThrow('pixels')
})

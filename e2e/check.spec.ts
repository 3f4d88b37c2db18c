import type { Page } from 'playwright'
import { languageNames, textsOf } from '../src/renderer/locales/texts.ts'
import type { Language } from '../src/shared/journey-view.ts'
import { expect, expectListening, test } from './support/fixtures.ts'
import { expectScreen, titleOf } from './support/screens.ts'
import type { Terminal } from './support/terminal.ts'

const texts = textsOf('zh-CN')

function verdictsSince(terminal: Terminal, after: number): unknown[] {
  return terminal.events('check.complete', after).map(({ fields }) => fields['verdict'])
}

/** A second touch within half a second is taken for the trembling of the first one, so it may take two. */
async function touchLanguage(page: Page, language: Language): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: languageNames[language] }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', language, { timeout: 200 })
  }).toPass()
}

test('a code that the sandbox issued 61 s ago fails, and a new one passes on the next try', async ({
  terminal,
  sandbox,
}) => {
  const code = await sandbox.newCode()
  await sandbox.bench.setClock(61_000)
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: code })
  await terminal.expectScreen('fail')

  const before = await terminal.armings()
  await terminal.page.getByRole('button', { name: texts.fail.retry }).click()
  await terminal.armed(before)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectScreen('pass')
})

test('a code that was used fails', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  const text = await sandbox.newCode()
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text })
  await terminal.expectScreen('pass')
  expect(terminal.events('journey.consent', before)).toHaveLength(1)
  expect(terminal.events('check.complete', before)[0]?.fields).toMatchObject({
    verdict: 'pass',
    receipt: expect.stringMatching(/^[0-9a-f]{20}$/),
  })
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text })
  await terminal.expectScreen('fail')
  expect(verdictsSince(terminal, before)).toEqual(['pass', 'fail'])
})

for (const layout of ['shifted-A', 'B', 'C', 'A-enabled'] as const) {
  test(`a scanner with report layout ${layout} reads a code`, async ({ terminal, sandbox }) => {
    await sandbox.bench.plug(layout)
    await terminal.walkTo('present')
    await sandbox.bench.scan({ text: await sandbox.newCode() })
    await terminal.expectScreen('pass')
  })
}

test('a scan at the start screen is dropped and counted, and nothing comes of it later', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  const early = await sandbox.newCode()
  // The host that takes the readers over after the test before has to open them first.
  await expectListening(terminal, sandbox)
  await sandbox.bench.scan({ text: early })
  await expect.poll(() => terminal.events('device.dropped', before).length, { timeout: 10_000 }).toBe(1)
  expect(terminal.events('device.dropped', before)[0]?.fields).toMatchObject({ count: 1 })

  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: await sandbox.newCode('test-2') })
  await terminal.expectScreen('pass')
  expect(terminal.events('check.rejected', before)).toEqual([])
  expect(terminal.events('check.init', before)).toHaveLength(1)

  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: early })
  await terminal.expectScreen('pass')
  expect(verdictsSince(terminal, before)).toEqual(['pass', 'pass'])
})

test('the same code twice within one check counts once', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  const text = await sandbox.newCode()
  await terminal.walkTo('present')
  await Promise.all([sandbox.bench.scan({ text }), sandbox.bench.scan({ text })])
  await terminal.expectScreen('pass')
  await terminal.walkTo('attract')
  await terminal.walkTo('present')
  await terminal.expectStage('ready')
  expect(verdictsSince(terminal, before)).toEqual(['pass'])
  expect(terminal.events('check.rejected', before)).toEqual([])
})

test('"reading" shows with the first report, before the code is complete', async ({ terminal, sandbox }) => {
  const text = await sandbox.newCode()
  await terminal.walkTo('present')
  await sandbox.bench.scanPart({ text, reports: 1 })
  await terminal.expectStage('reading')
  await sandbox.bench.unplug()
  await terminal.expectStage('absent')
})

test('a language that is touched stays through the visit, and the next citizen finds the first again', async ({
  terminal,
}) => {
  const { page } = terminal
  await terminal.walkTo('notice')
  await touchLanguage(page, 'zh-Hant')
  await expectScreen(page, 'notice', { language: 'zh-Hant' })
  await terminal.act({ type: 'agree', to: 'notice' })
  await expectScreen(page, 'subject', { language: 'zh-Hant' })
  await touchLanguage(page, 'en')
  await expectScreen(page, 'subject', { language: 'en' })
  await expect(async () => {
    await page.getByRole('button', { name: textsOf('en').dock.leave }).click()
    await expectScreen(page, 'attract', { timeout: 400 })
  }).toPass()
})

test('whoever leaves with a code in hand has left: it is worth nothing to the terminal', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  await sandbox.bench.scanPart({ text: await sandbox.newCode(), reports: 1 })
  await terminal.expectStage('reading')
  await terminal.page.getByRole('button', { name: texts.dock.leave }).click()
  await terminal.expectScreen('attract')
  expect(terminal.events('check.abandoned', before)).toHaveLength(1)
})

test('pass, fail and "cannot verify now" differ in words and in look', async ({ terminal, sandbox }) => {
  const seen = new Map<string, Buffer>()
  const look = async (screen: 'pass' | 'fail' | 'unavailable') => {
    await terminal.expectScreen(screen)
    seen.set(titleOf(screen), await terminal.page.screenshot({ animations: 'disabled' }))
  }
  const used = await sandbox.newCode()
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: used })
  await look('pass')
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: used })
  await look('fail')
  await terminal.walkTo('present')
  const text = await sandbox.newCode()
  await sandbox.bench.setPlatformUp(false)
  await sandbox.bench.scan({ text })
  await look('unavailable')
  expect(seen.size).toBe(3)
  const pictures = [...seen.values()].map((picture) => picture.toString('base64'))
  expect(new Set(pictures).size).toBe(3)
})

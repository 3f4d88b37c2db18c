import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import type { Page } from 'playwright/test'
import { en } from '../../../sandbox/four-sides/page/locale-en.ts'
import { zhCN } from '../../../sandbox/four-sides/page/locale-zh-cn.ts'
import { demoCustomNumber } from '../../../sandbox/platform/relying-parties.ts'
import { preciseTime } from '../../../sandbox/web/page/china-time.ts'
import { newBizSeq } from '../../../src/shared/check.ts'
import { expectAccessible } from '../../support/axe.ts'
import { noComplaints } from '../../support/complaints.ts'
import { expect, test as base } from '../../support/fixtures.ts'
import { startSandbox } from '../../support/sandbox.ts'
import { longestStart } from '../../support/terminal.ts'
import { Desk } from './desk.ts'

/** What a terminal that stood here would have written, record by record. */
type WriteRecord = (at: number, event: string, fields?: object) => void

interface WorkerFixtures {
  readonly folder: string
  readonly write: WriteRecord
}

const test = base.extend<{ readonly complaints: string[] }, WorkerFixtures>({
  locale: 'zh-CN',
  // The page shows China's time wherever its reader is.
  timezoneId: 'America/New_York',
  viewport: { width: 1440, height: 900 },
  folder: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-four-sides-'))
      await use(folder)
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  // The second need is for its order alone: there is a journal before the page is asked for.
  sandbox: [
    async ({ folder, write: _write }, use) => {
      const terminals = join(folder, 'terminals')
      const sandbox = await startSandbox(join(folder, 'sandbox'), ['--terminal-folder', terminals])
      await use(sandbox)
      await sandbox.stop()
    },
    { scope: 'worker', timeout: longestStart },
  ],
  write: [
    async ({ folder }, use) => {
      const terminal = join(folder, 'terminals', demoCustomNumber)
      mkdirSync(terminal, { recursive: true })
      const journal = new Database(join(terminal, 'journal.db'))
      journal.pragma('journal_mode = WAL')
      journal.exec('create table record (seq integer primary key, time integer, event text, fields text)')
      const insert = journal.prepare('insert into record (time, event, fields) values (?, ?, ?)')
      await use((at, event, fields = {}) => insert.run(at, event, JSON.stringify(fields)))
      journal.close()
    },
    { scope: 'worker' },
  ],
  complaints: noComplaints,
})

/** Nothing reaches out of the page to the side. */
async function expectWithin(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(client)
}

test.describe.configure({ mode: 'serial' })

test('without a check, the scenes stand open', async ({ page, sandbox }) => {
  await page.goto(sandbox.ready.fourSides)
  await expect(page.getByText(zhCN.noChecks)).toBeVisible()
  await expect(page.getByRole('button', { name: zhCN.scene.hotel.title })).toBeVisible()
  await expectAccessible(page)
})

test('a check of a phone’s code, as each of the four keeps it', async ({ page, sandbox, write }) => {
  const desk = await Desk.enrol(sandbox)
  const bizSeq = newBizSeq()
  const began = Date.now()
  write(began, 'journey.start', { language: 'zh-CN' })
  write(began + 1_000, 'journey.consent', { notice: '2026-11-22' })
  write(began + 2_000, 'journey.subject', { subject: 'self' })
  write(began + 3_000, 'journey.method', { method: 'network-identity' })
  write(began + 3_010, 'check.init', { bizSeq, authMode: 'R01' })
  await page.goto(sandbox.ready.fourSides)
  await expect(page.getByText(zhCN.terminal.notGone)).toBeVisible()

  expect(await desk.code(await sandbox.newCode('test-1'), { bizSeq })).toBe('pass')
  write(began + 3_610, 'device-host.stopped', { cause: 'replaced' })
  write(began + 3_700, 'check.complete', {
    bizSeq,
    evidence: 'wallet-code',
    verdict: 'pass',
    receipt: 'ab'.repeat(10),
    duration: 90,
  })
  const side = (name: string) => page.locator(`.side.${name}`)
  const total = (name: string) => side(name).locator('.total')
  // It is live: nobody loads the page again.
  await expect(side('terminal').locator('.gone time')).toHaveText(preciseTime(began + 3_610))
  await expect(total('citizen')).toHaveText('走过的 4 步，手机上 1 条记录')
  await expect(total('terminal')).toHaveText('留下 7 项，没有一项能认出人')
  await expect(total('relying-party')).toHaveText('一个只在这里使用的代号')
  await expect(total('platform')).toHaveText('知道是谁、什么时候、哪个单位；不知道在哪里、为了什么')
  const people = (name: string) => side(name).locator('[data-tells="person"] dd')
  await expect(people('terminal')).toHaveCount(0)
  await expect(people('relying-party')).toHaveText([/^[0-9A-Za-z]{32}$/])
  await expect(people('platform')).toHaveText(['test-1', 'test-1', 'test-1'])
  // Neither a raw time nor a whole digest stands in the way.
  expect(await page.locator('.sides').innerText()).not.toMatch(/\d{13}|[0-9a-f]{64}/)
  await expectAccessible(page)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  expect(height).toBeLessThan(1.5 * 900)
})

test('each row is there as it is stored, by keyboard as well', async ({ page, sandbox }) => {
  await page.goto(sandbox.ready.fourSides)
  const code = page.locator('.side.platform .entry').first()
  const summary = code.locator('summary')
  await expect(code.getByText(/^[0-9a-f]{64}$/)).toBeHidden()
  await page.getByRole('button', { name: zhCN.otherLanguage }).focus()
  const isFocused = () => summary.evaluate((element) => element === document.activeElement)
  for (let tabs = 0; tabs < 20 && !(await isFocused()); tabs++) await page.keyboard.press('Tab')
  expect(await isFocused()).toBe(true)
  await page.keyboard.press('Enter')
  await expect(code.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  await expect(code.locator('.by')).toContainText('used_by')
  await expectAccessible(page)
})

for (const width of [1440, 1024, 390]) {
  for (const [language, texts] of [['zh-CN', zhCN] as const, ['en', en] as const]) {
    test(`reads well at ${width} px in ${language}`, async ({ page, sandbox }, testInfo) => {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${sandbox.ready.fourSides}?lang=${language}`)
      await expect(page.getByRole('heading', { name: texts.platform.title })).toBeVisible()
      await expectWithin(page)
      await expectAccessible(page)
      const path = testInfo.outputPath(`four-sides-${width}-${language}.png`)
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
    })
  }
}

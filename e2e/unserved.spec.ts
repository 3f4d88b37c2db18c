import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { _electron } from 'playwright'
import { expect, test } from 'playwright/test'
import { demoConfig } from '../sandbox/demo-config.ts'
import { closed } from '../src/renderer/locales/closed.ts'
import { languages } from '../src/shared/journey-view.ts'
import { electronArguments, electronPath } from '../tools/lib/electron.mjs'
import { loadAxe, violations } from './support/axe.ts'

/** Exit code of a terminal that cannot be what its configuration says (EX_CONFIG of sysexits). */
const configurationFault = 78

/** Starts the application with this text as its configuration, no platform and no state. */
async function start(folder: string, text: string) {
  const file = join(folder, 'terminal.json')
  writeFileSync(file, text)
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [
      '-r',
      join(import.meta.dirname, 'support/hold-start.cjs'),
      `--user-data-dir=${join(folder, 'state')}`,
      ...electronArguments([]),
    ],
    cwd: folder,
    env: { PATH: env['PATH'] ?? '', DISPLAY: env['DISPLAY'] ?? '', HOME: folder, PASSONLY_CONFIG: file },
  })
  const ended = once(app.process(), 'exit')
  let log = ''
  app.process().stderr?.on('data', (chunk) => (log += String(chunk)))
  return { app, file, ended, log: () => log, page: await app.firstWindow() }
}

const config = demoConfig('http://127.0.0.1:9')
let folder = ''
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-config-'))
})
test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('a terminal whose configuration cannot be used names the line, sends people to a window, and ends as such', async () => {
  const text = JSON.stringify(config, null, 2)
  const line = text.slice(0, text.indexOf('"window"')).split('\n').length
  const { file, ended, log, page } = await start(folder, text.replace('"window": "3"', '"window": 3'))
  await page.waitForURL('passonly://citizen/misconfigured/index.html')
  for (const name of ['本机暂停服务', '本機暫停服務', 'Out of service']) {
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  }
  await loadAxe(page)
  expect(await violations(page)).toEqual([])
  await expect.poll(log).toContain(`${file}, line ${line}: hall.window: must be of type string\n`)
  expect(log(), 'not as a crash: no stack').not.toMatch(/^\s+at /m)
  await page.close()
  expect(await ended).toEqual([configurationFault, null])
})

test('a hall that is closed says so from the start, in every language, and when it opens', async () => {
  const yesterday = new Date(Date.now() - 16 * 3_600_000)
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(yesterday)
  const hours = { weekly: { [day.toLowerCase()]: ['09:15-10:00'] } }
  const { app, page } = await start(folder, JSON.stringify({ ...config, hours }))
  for (const language of languages) {
    await page.evaluate((language) => window.passonly.act({ type: 'set-language', language }), language)
    const title = page.getByRole('heading', { level: 1, name: closed[language].title, exact: true })
    await expect(title).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText('09:15')).toBeVisible()
  }
  await page.evaluate(() => window.passonly.act({ type: 'start' }))
  await expect(page.getByRole('heading', { level: 1, name: closed.en.title, exact: true })).toBeVisible()
  await app.close()
})

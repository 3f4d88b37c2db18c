import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { _electron } from 'playwright'
import { expect, test } from 'playwright/test'
import { demoConfig } from '../sandbox/demo-config.ts'
import { electronArguments, electronPath } from '../tools/lib/electron.mjs'
import { loadAxe, violations } from './support/axe.ts'

/** Exit code of a terminal that cannot be what its configuration says (EX_CONFIG of sysexits). */
const configurationFault = 78

test('a terminal whose configuration cannot be used names the line, sends people to a window, and ends as such', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-config-'))
  const file = join(folder, 'terminal.json')
  const text = JSON.stringify(demoConfig('http://127.0.0.1:9'), null, 2)
  writeFileSync(file, text.replace('"window": "3"', '"window": 3'))
  const line = text.slice(0, text.indexOf('"window"')).split('\n').length
  try {
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
    const page = await app.firstWindow()
    await page.waitForURL('passonly://citizen/misconfigured/index.html')
    for (const name of ['本机暂停服务', '本機暫停服務', 'Out of service']) {
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
    }
    await loadAxe(page)
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('misconfigured.png') })
    await expect.poll(() => log).toContain(`${file}, line ${line}: hall.window: must be of type string\n`)
    expect(log, 'not as a crash: no stack').not.toMatch(/^\s+at /m)
    await page.close()
    expect(await ended).toEqual([configurationFault, null])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

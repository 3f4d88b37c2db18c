import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { root } from '../lib/paths.mjs'
import { refusal } from './boundaries.mjs'

describe('the import rule', () => {
  const refused: [file: string, specifier: string][] = [
    ['src/renderer/citizen/screen.tsx', '../../main/journey/machine.ts'],
    ['src/preload/citizen.ts', '../main/shell/window.ts'],
    ['src/shared/wire.ts', '../main/index.ts'],
    ['drivers/host.ts', '../src/main/devices/arm.ts'],
    ['sandbox/main.ts', '../src/main/index.ts'],
    ['e2e/terminal/pass.spec.ts', '../../src/main/index.ts'],
    ['e2e/terminal/pass.spec.ts', '../../src/main/journey/journey-machine.ts'],
    ['e2e/model/walk.ts', '../../src/main/devices/device-hosts.ts'],
    ['bench/terminal.ts', '../src/main/counter/roster/import-roster.ts'],
    ['bench/counter/roster-figures.ts', '../../src/main/devices/device-hosts.ts'],
    ['sandbox/main.test.ts', '../src/main/index.ts'],
    ['drivers/scanner/session.ts', 'electron'],
    ['drivers/scanner/session.ts', 'electron/main'],
    ['drivers/scanner/session.test.ts', 'electron'],
    ['sandbox/main.ts', 'electron'],
    ['src/main/devices/arm.ts', '../../../drivers/scanner/session.ts'],
    ['src/main/devices/arm.ts', '../../../sandbox/main.ts'],
    ['src/renderer/citizen/screen.tsx', '../../preload/citizen.ts'],
    ['src/renderer/citizen/screen.tsx', 'node:fs'],
    ['src/renderer/citizen/screen.tsx', 'fs/promises'],
    ['src/renderer/citizen/screen.tsx', 'electron'],
    ['src/renderer/citizen/screen.tsx', 'node-hid'],
    ['src/shared/gm/sm2.ts', '../../../drivers/scanner/session.ts'],
    ['src/shared/gm/sm2.ts', 'node:crypto'],
    ['src/preload/citizen.ts', 'node:path'],
  ]
  test.each(refused)('%s must not import %s', (file, specifier) => {
    expect(refusal(file, specifier)).toMatch(/must not import|nothing imports main/)
  })

  const accepted: [file: string, specifier: string][] = [
    ['src/renderer/citizen/screen.tsx', '../../shared/journey-view.ts'],
    ['src/renderer/citizen/screen.tsx', '../ui/button.tsx'],
    ['src/renderer/citizen/screen.tsx', 'react'],
    ['src/renderer/citizen/main.tsx', './main/row.tsx'],
    ['src/main/index.ts', './shell/window.ts'],
    ['src/main/index.ts', 'electron'],
    ['src/main/devices/arm.ts', '../../shared/device-contract.ts'],
    ['src/main/verification/client.test.ts', '../../../sandbox/platform/server.ts'],
    ['src/shared/gm/sm2.test.ts', 'node:child_process'],
    ['drivers/scanner/session.ts', '../../src/shared/verdict.ts'],
    ['drivers/scanner/session.ts', 'node-hid'],
    ['e2e/terminal/pass.spec.ts', '../../src/shared/ipc.ts'],
    ['e2e/model/walk.ts', '../../src/main/journey/journey-machine.ts'],
    ['bench/counter/roster-figures.ts', '../../src/main/counter/roster/import-roster.ts'],
    ['bench/counter/counter-figures.ts', '../../src/main/journal/journal.ts'],
  ]
  test.each(accepted)('%s may import %s', (file, specifier) => {
    expect(refusal(file, specifier)).toBeUndefined()
  })
})

describe('the linter holds the import rule', () => {
  const offences = {
    'src/renderer/a.ts': "import { a } from '../main/a.ts'\nconsole.log(a)\n",
    'src/shared/a.ts': "export type { A } from '../main/a.ts'\n",
    'src/preload/a.ts': "export const a = await import('../main/a.ts')\n",
    'sandbox/a.ts': "export * from '../src/main/a.ts'\n",
    'drivers/a.ts': "export type App = import('electron').App\n",
    'src/main/b.ts': "import type { B } from '../../drivers/host.ts'\nexport const c: B = 1\n",
  }
  const innocent = 'src/main/c.ts'
  let folder = ''

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'passonly-lint-'))
    mkdirSync(join(folder, 'tools'))
    for (const path of ['.oxlintrc.json', 'tools/lint']) {
      cpSync(join(root, path), join(folder, path), { recursive: true })
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const files = { ...offences, [innocent]: "export type { B } from '../shared/device-contract.ts'\n" }
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), source)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const reportSchema = z.object({
    diagnostics: z.array(z.object({ code: z.string(), severity: z.string(), filename: z.string() })),
  })

  test('each offending file is an error, whatever the form of the import, and nothing else is', async () => {
    const output = await new Promise<string>((resolve) => {
      const linter = join(root, 'node_modules', '.bin', 'oxlint')
      execFile(linter, ['-f', 'json', 'src', 'drivers', 'sandbox'], { cwd: folder }, (_error, out) =>
        resolve(out),
      )
    })
    const { diagnostics } = reportSchema.parse(JSON.parse(output))
    const found = diagnostics.filter(({ code }) => code.includes('boundaries'))
    expect(found.map(({ filename }) => filename).sort()).toEqual(Object.keys(offences).sort())
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['error']))
  })
})

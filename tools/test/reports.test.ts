import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../lib/paths.mjs'
import { outcomeOf as labOutcome } from './lab-output.mjs'
import { outcomeOf as playwrightOutcome } from './playwright-report.mjs'

/** Inside the repository, so that its packages are found. */
const folder = mkdtempSync(join(root, 'node_modules', '.passonly-reports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function runProgram(program: string, args: string[], environment: Record<string, string>): Promise<void> {
  const env = { ...process.env, ...environment }
  return new Promise((resolve) => {
    execFile(join(root, 'node_modules', '.bin', program), args, { cwd: folder, env }, () => resolve())
  })
}

test('vitest: counts, names of failures, reasons of skips, and a file that does not load', async () => {
  writeFileSync(
    join(folder, 'some.test.mjs'),
    `import { expect, test } from ${JSON.stringify(join(root, 'node_modules/vitest/dist/index.js'))}
    test('adds', () => expect(1 + 1).toBe(2))
    test('lies', () => expect(1).toBe(2))
    test('waits', ({ skip }) => skip('no reader here'))`,
  )
  writeFileSync(join(folder, 'broken.test.mjs'), `throw new Error('does not load')`)
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    'export default { test: { include: ["*.test.mjs"], exclude: [] } }',
  )
  const file = join(folder, 'unit.json')
  const reporter = join(root, 'tools', 'test', 'vitest-reporter.mjs')
  await runProgram('vitest', ['run', '--root', folder, `--reporter=${reporter}`], {
    PASSONLY_UNIT_OUTCOME: file,
  })

  const outcome: unknown = JSON.parse(readFileSync(file, 'utf8'))
  expect(outcome).toEqual({
    passed: 1,
    failed: expect.arrayContaining([
      expect.stringMatching(/some\.test\.mjs > lies$/),
      expect.stringMatching(/broken\.test\.mjs: .*does not load/),
    ]),
    skipped: [{ name: expect.stringMatching(/some\.test\.mjs > waits$/), reason: 'no reader here' }],
  })
})

test('Playwright: counts, names of failures, reasons of skips, and tests that did not run', async () => {
  writeFileSync(
    join(folder, 'some.spec.mjs'),
    `import { expect, test } from 'playwright/test'
    test.describe('sums', () => {
      test('adds', () => expect(1 + 1).toBe(2))
      test('waits', () => test.skip(true, 'no display'))
    })
    test.describe.serial('series', () => {
      test('lies', () => expect(1).toBe(2))
      test('follows', () => {})
    })`,
  )
  writeFileSync(
    join(folder, 'playwright.config.mjs'),
    `export default { testMatch: '*.spec.mjs', outputDir: 'results', projects: [{ name: 'p' }] }`,
  )
  const file = join(folder, 'e2e.json')
  await runProgram('playwright', ['test', '--reporter=json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })

  const outcome = playwrightOutcome(JSON.parse(readFileSync(file, 'utf8')))
  expect(outcome).toEqual({
    passed: 1,
    failed: ['[p] some.spec.mjs > series > lies'],
    skipped: [
      { name: '[p] some.spec.mjs > sums > waits', reason: 'no display' },
      { name: '[p] some.spec.mjs > series > follows', reason: expect.stringMatching(/^did not run/) },
    ],
  })
})

describe('the device lab', () => {
  test('its last line counts, its other lines name', () => {
    const output = [
      'ok a scan passes',
      'not ok unplugged in mid-code: still there',
      'skip serial: no tty in this kernel',
      'LAB {"passed":1,"failed":2,"skipped":1}',
      '',
    ].join('\n')
    expect(labOutcome(output)).toEqual({
      passed: 1,
      failed: ['unplugged in mid-code: still there', 'a test of which nothing was heard'],
      skipped: [{ name: 'serial', reason: 'no tty in this kernel' }],
    })
  })

  test('without its last line there is no result', () => {
    expect(labOutcome('ok a scan passes\n')).toBeUndefined()
  })
})

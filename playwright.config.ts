/**
 * End to end: `own terminal` and `terminal` drive the real application in Electron, `packaged` watches the package that
 * halls install from outside, `pages` draws its screens and drives the sandbox's web pages in Chromium.
 */
import { env, getuid } from 'node:process'
import { defineConfig } from 'playwright/test'

const asRoot = getuid?.() === 0

/** Files whose tests want a terminal that is like no other's: all others share one per worker. The quick pages even out the end. */
const withOwnTerminal = [
  'canary/**/*.spec.ts',
  'evil-platform/**/*.spec.ts',
  'screens.spec.ts',
  'counter.spec.ts',
  'model/**/*.spec.ts',
  'approval.spec.ts',
  'secure-entry.spec.ts',
  'time-outs.spec.ts',
  'travel-document.spec.ts',
].map((file) => `e2e/${file}`)

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // What was looked at and accepted; nothing takes its place without being told to.
  snapshotPathTemplate: 'e2e/pictures/accepted/{arg}{ext}',
  updateSnapshots: 'none',
  globalSetup: './tools/test/e2e-setup.mjs',
  // One more than processors: a terminal mostly waits, for a delay, a frame or the other process.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  forbidOnly: env['CI'] !== undefined,
  use: { trace: 'off', locale: 'zh-CN' },
  projects: [
    // These wait most, and begin: the device lab beside them takes what they leave of the processors.
    { name: 'terminal', testIgnore: ['pages/**', 'packaged/**', ...withOwnTerminal] },
    { name: 'own terminal', testMatch: withOwnTerminal },
    { name: 'packaged', testMatch: 'e2e/packaged/**/*.spec.ts' },
    {
      name: 'pages',
      // These tests share nothing: whichever worker is free takes the next one.
      fullyParallel: true,
      testMatch: 'pages/**/*.spec.ts',
      use: {
        browserName: 'chromium',
        // A page of its own for each test costs more than most tests; it is emptied in between.
        reuseContext: true,
        launchOptions: { executablePath: '/usr/bin/chromium', args: asRoot ? ['--no-sandbox'] : [] },
      },
    },
  ],
})

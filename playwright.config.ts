/** End to end: `terminal` drives the real application in Electron, `pages` drives the sandbox's web pages in Chromium. */
import { env, getuid } from 'node:process'
import { defineConfig } from 'playwright/test'

const asRoot = getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './tools/test/e2e-setup.mjs',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: env['CI'] !== undefined,
  use: { trace: 'off', locale: 'zh-CN' },
  projects: [
    { name: 'terminal', testIgnore: 'pages/**' },
    {
      name: 'pages',
      // These tests share nothing: whichever worker is free takes the next one.
      fullyParallel: true,
      testMatch: 'pages/**/*.spec.ts',
      use: {
        browserName: 'chromium',
        launchOptions: { executablePath: '/usr/bin/chromium', args: asRoot ? ['--no-sandbox'] : [] },
      },
    },
  ],
})

/** `npm run gallery`: every screen in every appearance, as pictures of half the size. */
import { getuid } from 'node:process'
import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: 'pictures.ts',
  outputDir: '../../test-results/gallery',
  reporter: 'list',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 600_000,
  use: {
    browserName: 'chromium',
    trace: 'off',
    locale: 'zh-CN',
    deviceScaleFactor: 0.5,
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})

/** `npm run demo`: the scenes, told step by step, with pictures of all sides. */
import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: '..',
  testMatch: 'scenes.spec.ts',
  outputDir: '../../test-results/demo',
  globalSetup: './display.ts',
  reporter: './teller.ts',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  use: { trace: 'off', locale: 'zh-CN' },
})

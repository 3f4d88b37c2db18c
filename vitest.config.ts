import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { __DEVELOPMENT__: 'true' },
  test: {
    include: ['{src,drivers,sandbox,tools,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 20_000,
    passWithNoTests: false,
    maxWorkers: 2,
  },
})

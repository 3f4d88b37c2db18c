import { defineConfig } from 'vitest/config'

const all = '{src,drivers,sandbox,tools,bench}/**/*.test.{ts,tsx}'

/** Files that take a module's place, load one anew, or watch what all of a process holds. */
const alone = [
  'drivers/resident-card/frame.test.ts',
  'drivers/seal/seal-evidence.test.ts',
  'sandbox/web/page/china-time.test.ts',
]

/** Every file but those has its process's modules in common with others: loading them takes longer than most tests. */
export default defineConfig({
  define: { __DEVELOPMENT__: 'true' },
  test: {
    environment: 'node',
    testTimeout: 20_000,
    passWithNoTests: false,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'shared', isolate: false, include: [all], exclude: alone } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
})

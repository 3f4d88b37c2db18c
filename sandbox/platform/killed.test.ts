import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../bench/chips/random.fake.ts'
import { killRun } from './killed.fake.ts'

/** Kill points are drawn from one seed; `npm run bench -- kills` plays twenty times as many and prints what came of them. */
const kills = 10
const project = fileURLToPath(new URL('../..', import.meta.url))
let outDir: string

beforeAll(async () => {
  await mkdir(path.join(project, 'out'), { recursive: true })
  outDir = await mkdtemp(path.join(project, 'out', 'killed-test-'))
  await build({
    configFile: path.join(project, 'vite.sandbox.config.ts'),
    logLevel: 'error',
    build: {
      outDir,
      rolldownOptions: {
        input: {
          'platform-server': path.join(project, 'bench', 'platform', 'server.ts'),
          'sm2-worker': path.join(project, 'sandbox', 'platform', 'sm2-worker.ts'),
        },
      },
    },
  })
}, 60_000)
afterAll(() => rm(outDir, { recursive: true, force: true }))

test('killed ten times in the middle of checks: none that was acknowledged is lost, and the same request gets the same reply', async () => {
  const folder = path.join(outDir, 'kept')
  await mkdir(folder)
  const draw = seededRandom('kills')
  const random = () => (draw(1)[0] ?? 0) / 256
  const program = path.join(outDir, 'platform-server.js')
  const figures = await killRun({ program, folder, kills, random })
  expect(figures).toMatchObject({ kills, sent: kills * 16, lost: 0, changed: 0, refused: 0 })
  // Some were acknowledged before each kill, and some were not.
  expect(figures.acknowledged).toBeGreaterThan(kills)
  expect(figures.acknowledged).toBeLessThan(figures.sent)
  expect([figures.rows, figures.receipts]).toEqual([figures.sent, figures.sent])
}, 180_000)

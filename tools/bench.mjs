// @ts-check
/** `npm run bench`: set-up, build, and the figures of bench/, each beside what the least program would need. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/problem.mjs'
import { setup } from './setup.mjs'

await runTool(async () => {
  await setup('start')
  await build()
  const vite = await import('vite')
  await vite.build({ configFile: join(root, 'vite.bench.config.ts'), logLevel: 'warn' })
  await import(pathToFileURL(join(root, 'out', 'bench', 'main.js')).href)
})

// @ts-check
/**
 * `npm run bench`: set-up, build, and the figures of bench/, each beside what the least program would need. Its parts can
 * be had alone, by the names in bench/main.ts: `npm run bench -- drivers`.
 */
import { join } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/problem.mjs'
import { setup } from './setup.mjs'

await runTool(async () => {
  const parts = argv.slice(2)
  // The drivers' part needs a PC/SC service with virtual readers; the terminal's, a terminal.
  await setup(parts.length > 0 && !parts.includes('drivers') ? 'start' : 'test')
  if (parts.length === 0 || ['terminal', 'screen', 'hall-api'].some((part) => parts.includes(part)))
    await build()
  const vite = await import('vite')
  await vite.build({ configFile: join(root, 'vite.bench.config.ts'), logLevel: 'warn' })
  await import(pathToFileURL(join(root, 'out', 'bench', 'main.js')).href)
})

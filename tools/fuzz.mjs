// @ts-check
/** `npm run fuzz`: set-up, and everything that reads from outside fed with inputs that it was not made for. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/problem.mjs'
import { setup } from './setup.mjs'

await runTool(async () => {
  // The signatures of its samples are made by the openssl command, as those of the tests are.
  await setup('test')
  const vite = await import('vite')
  await vite.build({ configFile: join(root, 'vite.fuzz.config.ts'), logLevel: 'warn' })
  const program = join(root, 'out', 'fuzz', 'main.js')
  const fuzz = spawn(process.execPath, ['--expose-gc', program, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  const [code] = await once(fuzz, 'exit')
  process.exitCode = typeof code === 'number' ? code : 1
})

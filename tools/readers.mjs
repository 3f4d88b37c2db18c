// @ts-check
/**
 * `node tools/readers.mjs [serial port]...`: which readers of resident cards there are, with the number of each one's SAM,
 * its place and its self-test, and what to enter in the configuration to enrol it. The terminal must not be running: a
 * reader is open to one program at a time.
 */
import { join } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/problem.mjs'
import { packages } from './setup/packages.mjs'

await runTool(async () => {
  await packages()
  const vite = await import('vite')
  const outDir = join(root, 'out', 'readers')
  await vite.build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['serialport', 'usb'], target: 'node' },
    build: {
      ssr: join(root, 'drivers', 'card-readers.ts'),
      outDir,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'main.js' } },
    },
  })
  process.argv = [argv[0] ?? 'node', 'readers', ...argv.slice(2)]
  await import(pathToFileURL(join(outDir, 'main.js')).href)
})

// @ts-check
/**
 * `npm run gallery`: every screen in every language and mode as pictures in gallery/index.html, with what axe finds
 * beside each; `npm run gallery -- method pass` those specimens alone. It ends with code 1 when anything is found.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, env } from 'node:process'
import { build } from './build.mjs'
import { galleryPage } from './gallery/page.mjs'
import { endAll, runLimited } from './lib/limited.mjs'
import { root } from './lib/paths.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { setup } from './setup.mjs'

const folder = join(root, 'gallery')
/** All of it takes some fifteen minutes on two processors (ms). */
const longest = 40 * 60_000

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(name, () => void endAll().then(() => process.exit(1)))
}

await runTool(async () => {
  const wanted = argv.slice(2)
  await setup('demo')
  await build()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const { code } = await runLimited(
    join(root, 'node_modules', '.bin', 'playwright'),
    ['test', '-c', join(root, 'e2e', 'gallery', 'playwright.config.ts')],
    {
      cwd: root,
      env: { ...env, PASSONLY_GALLERY: folder, PASSONLY_SPECIMENS: wanted.join(' ') },
      milliseconds: longest,
      onOutput: (chunk) => void process.stdout.write(chunk),
    },
  )
  const drawings = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  const page = join(folder, 'index.html')
  writeFileSync(page, galleryPage(drawings))
  const pictures = readdirSync(folder).filter((name) => name.endsWith('.png')).length
  if (pictures === 0) throw new Problem(`Nothing was drawn: there is no specimen called ${wanted.join(', ')}`)
  console.log(`\n${pictures} pictures in ${page}`)
  if (code !== 0) process.exitCode = 1
})

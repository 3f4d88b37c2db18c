// @ts-check
/**
 * `npm run demo`: invented people at the real terminal, with the real wallet page in a browser, scene after scene, or
 * the scenes that are named. Tells each step, and saves pictures of all sides in pictures/.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { argv, env } from 'node:process'
import { build } from './build.mjs'
import { endAll, playwrightEnding, runLimited } from './lib/limited.mjs'
import { root } from './lib/paths.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { setup } from './setup.mjs'

const pictures = join(root, 'pictures')
/** All scenes take some three minutes (ms). */
const longest = 15 * 60_000

/** @returns {Promise<readonly string[]>} the names of all scenes */
async function sceneNames() {
  const { runnerImport } = await import('vite')
  const path = '/sandbox/scenes/scene-ids.ts'
  const { module } = await runnerImport(path, { root, configFile: false, logLevel: 'error' })
  return module.sceneIds
}

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(name, () => void endAll().then(() => process.exit(1)))
}

await runTool(async () => {
  const wanted = argv.slice(2)
  await setup('demo')
  const names = await sceneNames()
  const unknown = wanted.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new Problem(`There is no scene called ${unknown}. The scenes: ${names.join(', ')}`)
  }
  await build()
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures)
  const chosen = wanted.length === 0 ? [] : ['-g', `scene (${wanted.join('|')})$`]
  const { code } = await runLimited(
    join(root, 'node_modules', '.bin', 'playwright'),
    ['test', '-c', join(root, 'e2e', 'scenes', 'playwright.config.ts'), ...chosen],
    {
      cwd: root,
      env: { ...env, PASSONLY_PICTURES: pictures },
      milliseconds: longest,
      onOutput: (chunk) => void process.stdout.write(chunk),
      ending: playwrightEnding,
    },
  )
  const saved = readdirSync(pictures, { encoding: 'utf8', recursive: true }).filter((name) =>
    name.endsWith('.png'),
  )
  console.log(`\n${saved.length} pictures in ${pictures}`)
  if (code !== 0) process.exitCode = 1
})

// @ts-check
/**
 * `npm run package`: the application as halls install it, in dist/linux-unpacked, with fuses set; nothing is done while
 * nothing has changed. It uses the runtime that set-up found; when that is the tested one and not the one to be shipped,
 * it says so.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, inputs as inputsOfBuild } from './build.mjs'
import { alone } from './lib/alone.mjs'
import { fingerprint } from './lib/fingerprint.mjs'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/problem.mjs'
import { setup } from './setup.mjs'
import { shippedElectron } from './setup/electron.mjs'

const dist = join(root, 'dist')
const stampFile = join(dist, '.stamp')

/** What a package is made of, beside the runtime. */
const inputs = [
  ...inputsOfBuild,
  'package.json',
  'electron-builder.yml',
  'tools/after-pack.mjs',
  'tools/package.mjs',
]

/**
 * Packages what is not packaged yet. Two that package at the same time wait for each other.
 * @param {import('./setup/electron.mjs').Runtime} runtime
 */
async function packageApplication(runtime) {
  const stamp = () => `${runtime.version} ${runtime.folder} ${fingerprint(root, inputs)}\n`
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return
  rmSync(stampFile, { force: true })
  const made = stamp()
  await build({ production: true })
  const electronBuilder = await import('electron-builder')
  await electronBuilder.build({
    projectDir: root,
    dir: true,
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      electronDist: runtime.folder,
      electronVersion: runtime.version,
    },
  })
  writeFileSync(stampFile, made)
}

await runTool(async () => {
  const runtime = await setup('start')
  mkdirSync(dist, { recursive: true })
  await alone(join(dist, '.packaging'), () => packageApplication(runtime))
  const shipped = shippedElectron()
  console.log(
    runtime.version === shipped
      ? `Packaged with Electron ${runtime.version}, the one to be shipped.`
      : `Packaged with Electron ${runtime.version}, the tested runtime, NOT the one to be shipped (${shipped}). Do not install this package in a hall.`,
  )
})

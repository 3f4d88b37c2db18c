// @ts-check
/**
 * `npm run package`: a production build in dist/linux-unpacked, with fuses set. It uses the runtime that set-up found; when
 * that is the tested one and not the one to be shipped, it says so.
 */
import { build } from './build.mjs'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/problem.mjs'
import { setup } from './setup.mjs'
import { shippedElectron } from './setup/electron.mjs'

await runTool(async () => {
  const runtime = await setup('start')
  await build({ production: true })
  const { build: packageApplication } = await import('electron-builder')
  await packageApplication({
    projectDir: root,
    dir: true,
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      electronDist: runtime.folder,
      electronVersion: runtime.version,
    },
  })
  const shipped = shippedElectron()
  console.log(
    runtime.version === shipped
      ? `Packaged with Electron ${runtime.version}, the one to be shipped.`
      : `Packaged with Electron ${runtime.version}, the tested runtime, NOT the one to be shipped (${shipped}). Do not install this package in a hall.`,
  )
})

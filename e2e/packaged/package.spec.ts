import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { FuseState } from '@electron/fuses/dist/constants.js'
import { expect, test } from 'playwright/test'
import { build } from '../../tools/build.mjs'
import { root } from '../../tools/lib/paths.mjs'
import { filesBelow } from '../canary/places.ts'
import { longestPackaging, packageApplication, packageFolder } from './installed.ts'

const resources = join(packageFolder, 'resources')
const archive = join(resources, 'app.asar')

/** What only a build for development has: virtual devices, and a word from the environment about where things are. */
const ofDevelopment = [
  /\bconnectVirtualDevices\b/,
  /\bvirtualLinkConnection\b/,
  /\bdevelopmentPlaces\b/,
  /PASSONLY_VIRTUAL_DEVICES/,
  /PASSONLY_PLATFORM_ROOT/,
  /PASSONLY_CONFIG/,
  /PASSONLY_ENROLMENT_CODE/,
]

const withoutComments = (code: string): string => code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

test.beforeAll(async () => {
  test.setTimeout(longestPackaging)
  await packageApplication()
})

test('the fuses are set: no Node, no inspector, no options from outside, nothing but the archive', async () => {
  const wire = await getCurrentFuseWire(join(packageFolder, 'passonly'))
  const states = Object.fromEntries(
    Object.values(FuseV1Options)
      .filter((option) => typeof option === 'number')
      .map((option) => [FuseV1Options[option], FuseState[wire[option] ?? FuseState.REMOVED]]),
  )
  expect(states).toEqual({
    RunAsNode: 'DISABLE',
    EnableCookieEncryption: 'DISABLE',
    EnableNodeOptionsEnvironmentVariable: 'DISABLE',
    EnableNodeCliInspectArguments: 'DISABLE',
    EnableEmbeddedAsarIntegrityValidation: 'ENABLE',
    OnlyLoadAppFromAsar: 'ENABLE',
    LoadBrowserProcessSpecificV8Snapshot: 'DISABLE',
    GrantFileProtocolExtraPrivileges: 'DISABLE',
  })
})

test('the archive holds the application alone: no sandbox, no source maps, no tests, and nothing lies beside it but native code', () => {
  const files = listPackage(archive, { isPack: false })
  const own = files.filter((file) => !file.startsWith('/node_modules'))
  expect(own).toContain('/out/main/index.js')
  expect([...new Set(own.map((file) => file.split('/').slice(0, 3).join('/')))].toSorted()).toEqual([
    '/out',
    '/out/main',
    '/out/preload',
    '/out/renderer',
    '/package.json',
  ])
  expect(files.filter((file) => /\.map$|\.test\.|default_app/.test(file))).toEqual([])
  expect(readdirSync(resources).toSorted()).toEqual(['app.asar', 'app.asar.unpacked'])
  const beside = filesBelow(join(resources, 'app.asar.unpacked'))
  expect(beside.filter((file) => !file.endsWith('.node'))).toEqual([])
})

test('the code is that of a shipping build: no virtual devices, no word from the environment', async () => {
  const files = listPackage(archive, { isPack: false }).filter((file) => /^\/out\/main\/.+\.js$/.test(file))
  const shipping = files.map((file) => extractFile(archive, file.slice(1)).toString()).join('\n')
  expect(ofDevelopment.filter((mark) => mark.test(withoutComments(shipping)))).toEqual([])
  expect(shipping).not.toContain('sourceMappingURL')

  // The same look at the build for development, which the tests of the other projects run, finds all of it.
  await build()
  const built = filesBelow(join(root, 'out', 'main')).filter((file) => file.endsWith('.js'))
  const development = built.map((file) => readFileSync(file, 'utf8')).join('\n')
  expect(ofDevelopment.filter((mark) => !mark.test(withoutComments(development)))).toEqual([])
})

// @ts-check
/**
 * Builds what the sources say, unless nothing has changed since the last time: `node tools/build.mjs` the application and
 * the sandbox for development, in out/; `--production` the application to be packaged, in out/shipping/.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { alone } from './lib/alone.mjs'
import { fingerprint } from './lib/fingerprint.mjs'
import { root } from './lib/paths.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { canSpeak } from './voice/can-speak.mjs'

const out = join(root, 'out')

/** What the builds are made of. */
export const inputs = [
  'src',
  'drivers',
  'sandbox',
  'electron.vite.config.ts',
  'vite.sandbox.config.ts',
  'vite.sandbox-web.config.ts',
  'package-lock.json',
  'tools/build.mjs',
  'tools/fonts.mjs',
  'tools/voice.mjs',
  'tools/voice',
]

/**
 * Builds what is not built yet. Two builds at the same time wait for each other, whatever they are for.
 * @param {{ production?: boolean }} [options]
 * @returns {Promise<'present' | 'built'>}
 */
export async function build({ production = false } = {}) {
  mkdirSync(out, { recursive: true })
  return alone(join(out, '.building'), async () => {
    const stampFile = join(out, production ? '.shipping-stamp' : '.stamp')
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return 'present'
    rmSync(stampFile, { force: true })
    await fonts()
    // Taken before the build reads its inputs: what is edited while it runs must be built again.
    const made = stamp()
    process.env.NODE_ENV = 'production'
    // All to their end, so that nothing is written any more once the lock is free.
    const built = await Promise.allSettled(
      production ? [application('production')] : [application('development'), sandbox()],
    )
    const failure = built.find((result) => result.status === 'rejected')
    if (failure !== undefined) throw new Problem(`The build failed.\n${failure.reason}`)
    writeFileSync(stampFile, made)
    return 'built'
  })
}

function stamp() {
  return `${fingerprint(root, inputs)} ${canSpeak() ? 'spoken' : 'silent'}\n`
}

async function fonts() {
  const tool = join(root, 'tools', 'fonts.mjs')
  if (!existsSync(tool)) return
  const { buildFonts } = await import(pathToFileURL(tool).href)
  await buildFonts()
}

/** @param {'development' | 'production'} mode */
async function application(mode) {
  const spoken = voice(mode)
  try {
    await screensAndMain(mode)
  } finally {
    await Promise.allSettled([spoken])
  }
  // Only now, as the screens' own build empties their folder.
  const put = await spoken
  put?.(join(out, mode === 'production' ? 'shipping' : '', 'renderer', 'voice'))
}

/** @param {'development' | 'production'} mode */
async function voice(mode) {
  if (!canSpeak()) {
    console.log(
      'Without espeak-ng and opusenc (opus-tools) there is no voice: the screens do not offer to read aloud.',
    )
    return undefined
  }
  const { buildVoice } = await import('./voice.mjs')
  return buildVoice(mode)
}

/** @param {'development' | 'production'} mode */
async function screensAndMain(mode) {
  const { build: buildApplication } = await import('electron-vite')
  await buildApplication({
    root,
    mode,
    configFile: join(root, 'electron.vite.config.ts'),
    logLevel: 'warn',
  })
}

async function sandbox() {
  const vite = await import('vite')
  for (const name of ['vite.sandbox.config.ts', 'vite.sandbox-web.config.ts']) {
    await vite.build({ configFile: join(root, name), logLevel: 'warn' })
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  await runTool(async () => {
    const began = performance.now()
    const done = await build({ production: argv.includes('--production') })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(done === 'built' ? `Built in ${seconds} s` : `The build is up to date (${seconds} s)`)
  })
}

// @ts-check
/**
 * The sentences that the screens speak, rendered with espeak-ng and encoded with opusenc.
 *
 * `npm run voice -- list` prints every sentence with the name of its file, for a hall that records them itself.
 * `npm run voice -- --config FILE --out DIR` renders the hall's own words in a terminal's configuration, for
 * /etc/passonly/voice; a clip that is there already stays. The build calls `buildVoice()`.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { root } from './lib/paths.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { canSpeak } from './voice/can-speak.mjs'
import { rendered } from './voice/render.mjs'

/** @typedef {import('../src/renderer/voice/clip.ts').Clip} Clip */

/** @returns {Promise<typeof import('./voice/script.ts')>} */
async function script() {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport('/tools/voice/script.ts', {
    root,
    configFile: false,
    logLevel: 'error',
  })
  return module
}

/**
 * Renders what the screens say, and in development the invented hall's words.
 * @param {'development' | 'production'} mode
 * @returns {Promise<(target: string) => number>} puts those into a folder that are not there, and says how many
 */
export async function buildVoice(mode) {
  const { clipsOfScreens, clipsOfDemo, clipPath } = await script()
  const clips = [...clipsOfScreens(), ...(mode === 'development' ? clipsOfDemo() : [])]
  return put(clips, clipPath)
}

/**
 * @param {readonly Clip[]} clips
 * @param {(clip: Clip) => string} clipPath
 */
async function put(clips, clipPath) {
  const places = placesOf(clips, clipPath)
  const files = await rendered([...places.values()])
  return (/** @type {string} */ target) => {
    // What lies there already may be somebody's recording.
    const absent = [...places].filter(([path]) => !existsSync(join(target, path)))
    for (const [path, clip] of absent) {
      const to = join(target, path)
      mkdirSync(dirname(to), { recursive: true })
      copyFileSync(files.get(clip) ?? '', to)
    }
    return absent.length
  }
}

/**
 * The clips by their paths.
 * @param {readonly Clip[]} clips
 * @param {(clip: Clip) => string} clipPath
 * @throws {Error} when two have one name
 */
export function placesOf(clips, clipPath) {
  /** @type {Map<string, Clip>} */
  const places = new Map()
  for (const clip of clips) {
    const path = clipPath(clip)
    const other = places.get(path)
    if (other !== undefined && other.text !== clip.text) {
      throw new Error(`“${clip.text}” and “${other.text}” would have one file: ${path}`)
    }
    places.set(path, clip)
  }
  return places
}

/** @param {string} file */
function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Problem(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const usage = 'npm run voice -- list [--config FILE]\nnpm run voice -- --config FILE --out DIR'

/** What the command line says. */
function given() {
  try {
    return parseArgs({
      options: { config: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    })
  } catch (error) {
    if (error instanceof TypeError) throw new Problem(usage)
    throw error
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  await runTool(async () => {
    const { values, positionals } = given()
    const { config, out } = values
    const { clipsOfScreens, clipsOfHall, clipPath } = await script()
    const [verb, ...more] = positionals
    if ((verb !== undefined && verb !== 'list') || more.length > 0) throw new Problem(usage)
    if (verb === 'list') {
      const clips = [...clipsOfScreens(), ...(config === undefined ? [] : clipsOfHall(parsed(config)))]
      for (const [path, { text }] of placesOf(clips, clipPath)) console.log(`${path}\t${text}`)
      return
    }
    if (config === undefined || out === undefined) {
      throw new Problem(usage)
    }
    if (!canSpeak())
      throw new Problem('This needs espeak-ng and opusenc: apt-get install espeak-ng opus-tools')
    const clips = clipsOfHall(parsed(config))
    if (clips.length === 0) throw new Problem(`${config} has no texts of a hall`)
    const count = (await put(clips, clipPath))(out)
    console.log(`${clips.length} texts of the hall: ${count} new clips in ${out}`)
  })
}

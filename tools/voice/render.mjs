// @ts-check
/** Clips made by espeak-ng and opusenc, each once for all clones of a user. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../lib/paths.mjs'
import { Problem } from '../lib/problem.mjs'
import { goesOn, spokenAs } from './pronunciation.mjs'

/** @typedef {import('../../src/renderer/voice/clip.ts').Clip} Clip */

/** Of the encoder: 16 kbit/s carry one voice; the least effort, and long frames, are what a fresh clone waits least for. */
const encoding = [
  '--quiet',
  '--speech',
  '--comp',
  '0',
  '--framesize',
  '60',
  '--bitrate',
  '16',
  '--discard-comments',
  '--padding',
  '0',
]
/** Clips that are made at the same time. */
const workers = 2

/**
 * Makes the clips that the cache does not have.
 * @param {readonly Clip[]} clips
 * @returns {Promise<ReadonlyMap<Clip, string>>} the file of each
 */
export async function rendered(clips) {
  const cache = join(cacheFolder(), 'voice')
  mkdirSync(cache, { recursive: true })
  const files = new Map(clips.map((clip) => [clip, cachedAs(cache, clip)]))
  const missing = new Map(
    [...files].filter(([, file]) => !existsSync(file)).map(([clip, file]) => [file, clip]),
  )
  const waiting = batchesOf([...missing])
  const work = async () => {
    for (let batch = waiting.pop(); batch; batch = waiting.pop()) await render(batch)
  }
  await Promise.all(Array.from({ length: workers }, work))
  return files
}

/**
 * A clip that sounds the same as another one is the same file, whatever language it belongs to.
 * @param {string} cache
 * @param {Clip} clip
 */
function cachedAs(cache, clip) {
  const sound = JSON.stringify([spokenAs(clip), goesOn(clip), encoding])
  return join(cache, `${createHash('sha256').update(sound).digest('hex').slice(0, 32)}.opus`)
}

/** So many clips of one shell: to start two programs from here costs as much as they do. */
const batchLength = 40

/** @param {readonly (readonly [string, Clip])[]} missing */
function batchesOf(missing) {
  const count = Math.ceil(missing.length / batchLength)
  return Array.from({ length: count }, (_, at) => missing.slice(at * batchLength, (at + 1) * batchLength))
}

/** Takes file, voice, speed, an option of the speaker or none, and words, again and again; ends at the first failure. */
const script = `
trap 'rm -f "$1.$$"' EXIT
while [ $# -gt 0 ]; do
  espeak-ng -v "$2" -s "$3" $4 --stdout -- "$5" | opusenc ${encoding.join(' ')} - "$1.$$"
  mv "$1.$$" "$1"
  shift 5
done`

/** @param {readonly (readonly [string, Clip])[]} batch files and what they say */
async function render(batch) {
  const all = batch.flatMap(([file, clip]) => {
    const { voice, speed, words } = spokenAs(clip)
    // Without the pause at a sentence's end where it goes on.
    return [file, voice, String(speed), goesOn(clip) ? '-z' : '', words]
  })
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', script, 'voice', ...all], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  shell.stderr.on('data', (chunk) => (said += String(chunk)))
  const code = await codeOf(shell)
  if (code === 0) return
  const failed = batch.find(([file]) => !existsSync(file))
  const text = failed === undefined ? '' : ` “${failed[1].text}” (${failed[1].language})`
  throw new Problem(`espeak-ng and opusenc cannot speak${text}: ${said.trim()}, code ${code}`)
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | string>} */
function codeOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'gone'))
  })
}

// @ts-check
/** Clips made by espeak-ng and opusenc, each once for all clones of a user. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
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
  const waiting = missing.entries()
  const work = async () => {
    for (const [file, clip] of waiting) await render(clip, file)
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

/** @param {Clip} clip @param {string} file */
async function render(clip, file) {
  const { voice, speed, words } = spokenAs(clip)
  const part = `${file}.${process.pid}`
  // Without the pause at a sentence's end where it goes on.
  const pause = goesOn(clip) ? ['-z'] : []
  const speaker = spawn('espeak-ng', ['-v', voice, '-s', String(speed), ...pause, '--stdout', '--', words], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const encoder = spawn('opusenc', [...encoding, '-', part], { stdio: [speaker.stdout, 'ignore', 'ignore'] })
  const codes = await Promise.all([speaker, encoder].map(codeOf))
  if (codes.some((code) => code !== 0)) {
    rmSync(part, { force: true })
    throw new Problem(
      `espeak-ng and opusenc cannot speak “${clip.text}” (${clip.language}): codes ${codes.join(', ')}`,
    )
  }
  renameSync(part, file)
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | string>} */
function codeOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone'))
  })
}

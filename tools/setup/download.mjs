// @ts-check
/** Fetching a file, giving up soon where the network does not lead there. */
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * @typedef {object} Patience
 * @property {number} answer milliseconds until the server must have answered
 * @property {number} stall milliseconds without a byte after which the download is given up
 * @property {number} whole milliseconds for all of it
 */

/** @type {Patience} */
const defaultPatience = { answer: 4_000, stall: 5_000, whole: 180_000 }

/**
 * Fetches a file.
 * @param {string} address
 * @param {string} file
 * @param {Patience} [patience]
 * @returns {Promise<undefined | string>} nothing when it arrived, else why not
 */
export async function download(address, file, patience = defaultPatience) {
  const stopped = new AbortController()
  const stop = (/** @type {string} */ why) => stopped.abort(new Error(why))
  let timer = setTimeout(stop, patience.answer, `no answer in ${patience.answer / 1000} s`)
  const whole = setTimeout(stop, patience.whole, `not done in ${patience.whole / 1000} s`)
  try {
    const response = await fetch(address, { signal: stopped.signal })
    if (!response.ok || response.body === null) return `the server answered ${response.status}`
    const watched = new Transform({
      transform(chunk, _encoding, done) {
        clearTimeout(timer)
        timer = setTimeout(stop, patience.stall, 'it stalled')
        done(null, chunk)
      },
    })
    await pipeline(response.body, watched, createWriteStream(file), { signal: stopped.signal })
    return undefined
  } catch (error) {
    return reasonOf(stopped.signal.aborted ? stopped.signal.reason : error)
  } finally {
    clearTimeout(timer)
    clearTimeout(whole)
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

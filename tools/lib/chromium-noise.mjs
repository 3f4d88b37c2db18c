// @ts-check
/** Chromium complains on standard error about what a machine without a desktop does not have. Nobody can act on that. */
import { Transform } from 'node:stream'

/** Chromium's own log lines: `[process:date/time:LEVEL:file(line)] …`. */
const logLine = /^\[\d+:\d+\/\d+\.\d+:(INFO|WARNING|ERROR):/

/**
 * A stream of text that leaves Chromium's log lines out. What the application itself writes, and fatal errors, pass.
 * @returns {Transform}
 */
export function chromiumNoise() {
  let rest = ''
  const kept = (/** @type {string} */ line) => (logLine.test(line) ? '' : line)
  return new Transform({
    transform(chunk, _encoding, done) {
      const lines = (rest + chunk).split(/(?<=\n)/)
      rest = lines.at(-1)?.endsWith('\n') === false ? (lines.pop() ?? '') : ''
      done(null, lines.map(kept).join(''))
    },
    flush(done) {
      done(null, kept(rest))
    },
  })
}

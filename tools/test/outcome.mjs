// @ts-check
/** What a stage of the tests came to, and what all of them come to. */

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {readonly string[]} failed each with its test's name
 * @property {readonly { name: string, reason: string }[]} skipped
 */

/**
 * @typedef {object} StageResult
 * @property {string} name
 * @property {number} seconds
 * @property {number} budget seconds that the stage should stay under
 * @property {Outcome} outcome
 */

/** A stage that is one test by itself. @param {string} name @param {boolean} passed @returns {Outcome} */
export function single(name, passed) {
  return { passed: passed ? 1 : 0, failed: passed ? [] : [name], skipped: [] }
}

/**
 * The outcome of a program that reports its tests. When it failed without naming a failed test, or came to no report,
 * that itself is a failure: a stage never passes by crashing.
 * @param {string} stage
 * @param {number} code its exit code
 * @param {Outcome | undefined} reported
 * @returns {Outcome}
 */
export function judged(stage, code, reported) {
  if (reported === undefined) return single(`${stage} ended with code ${code} and without results`, false)
  if (code !== 0 && reported.failed.length === 0) {
    return { ...reported, failed: [`${stage} ended with code ${code}`] }
  }
  const { passed, failed, skipped } = reported
  if (passed + failed.length + skipped.length === 0) return single(`${stage} ran no test at all`, false)
  return reported
}

/**
 * The closing report, line by line. The last line is always `N passed, N failed, N skipped`.
 * @param {readonly StageResult[]} results
 * @returns {string[]}
 */
export function summary(results) {
  const width = Math.max(...results.map(({ name }) => name.length), 'stage'.length)
  const lines = ['', `${'stage'.padEnd(width)}  seconds  budget`]
  for (const { name, seconds, budget } of results) {
    const over = seconds > budget ? '  over budget' : ''
    lines.push(
      `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(7)}  ${String(budget).padStart(6)}${over}`,
    )
  }
  const failed = results.flatMap(({ name, outcome }) => outcome.failed.map((test) => `  ${name}: ${test}`))
  const skipped = results.flatMap(({ name, outcome }) =>
    outcome.skipped.map((test) => `  ${name}: ${test.name} (${test.reason})`),
  )
  if (failed.length > 0) lines.push('', 'Failed:', ...failed)
  if (skipped.length > 0) lines.push('', 'Skipped:', ...skipped)
  const passed = results.reduce((sum, { outcome }) => sum + outcome.passed, 0)
  lines.push('', `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`)
  return lines
}

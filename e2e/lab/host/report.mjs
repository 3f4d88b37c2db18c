// @ts-check
/** What the guest's session says, line by line, and what it comes to. */

/**
 * @typedef {object} Report
 * @property {string[]} planned names of the tests, as the session announced them
 * @property {Map<string, 'passed' | 'failed' | 'skipped'>} results
 */

/** @returns {Report} */
export function emptyReport() {
  return { planned: [], results: new Map() }
}

/**
 * Takes one line of the session: `plan [names]`, `ok NAME`, `not ok NAME: reason`, `skip NAME: reason`; others say
 * nothing of a test.
 * @param {Report} report changed
 * @param {string} line
 */
export function readLine(report, line) {
  if (line.startsWith('plan ')) {
    report.planned = JSON.parse(line.slice('plan '.length))
    return
  }
  const name = report.planned.find((name) =>
    [`ok ${name}`, `not ok ${name}`, `skip ${name}`].some(
      (start) => line === start || line.startsWith(`${start}: `),
    ),
  )
  if (name === undefined) return
  report.results.set(
    name,
    line.startsWith('ok ') ? 'passed' : line.startsWith('skip ') ? 'skipped' : 'failed',
  )
}

/**
 * A planned test without a result has failed; so has a session that never announced its tests.
 * @param {Report} report
 */
export function totals({ planned, results }) {
  const count = (/** @type {string} */ result) =>
    [...results.values()].filter((value) => value === result).length
  const unheard = planned.length === 0 ? 1 : planned.length - results.size
  return { passed: count('passed'), failed: count('failed') + unheard, skipped: count('skipped') }
}

// @ts-check
/** Reads Playwright's JSON report. */

/**
 * @typedef {object} Suite
 * @property {string} title
 * @property {Suite[]} [suites]
 * @property {Spec[]} [specs]
 *
 * @typedef {object} Spec
 * @property {string} title
 * @property {SpecTest[]} tests one per project
 *
 * @typedef {object} SpecTest
 * @property {string} projectName
 * @property {'expected' | 'unexpected' | 'flaky' | 'skipped'} status
 * @property {{ type: string, description?: string }[]} annotations
 *
 * @typedef {object} Report
 * @property {Suite[]} suites
 * @property {{ message?: string }[]} errors what went wrong outside any test
 */

/**
 * @param {Report} report
 * @returns {import('./outcome.mjs').Outcome}
 */
export function outcomeOf(report) {
  let passed = 0
  const failed = report.errors.map(({ message }) => `outside any test: ${firstLine(message)}`)
  /** @type {{ name: string, reason: string }[]} */
  const skipped = []

  const visit = (/** @type {Suite} */ suite, /** @type {readonly string[]} */ path) => {
    const here = [...path, suite.title]
    for (const spec of suite.specs ?? []) {
      for (const { projectName, status, annotations } of spec.tests) {
        const name = `[${projectName}] ${[...here, spec.title].join(' > ')}`
        if (status === 'expected') passed += 1
        else if (status === 'skipped') skipped.push({ name, reason: reasonOf(annotations) })
        else failed.push(name)
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, here)
  }
  for (const suite of report.suites) visit(suite, [])
  return { passed, failed, skipped }
}

/** @param {SpecTest['annotations']} annotations */
function reasonOf(annotations) {
  const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  if (skip === undefined) return 'did not run: the run was stopped, or an earlier test of a series failed'
  return skip.description ?? 'no reason given'
}

/** @param {string | undefined} message */
const firstLine = (message) => (message ?? 'unknown').split('\n')[0]

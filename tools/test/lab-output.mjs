// @ts-check
/** Reads what the device lab prints: `not ok NAME: reason`, `skip NAME: reason`, and at the end `LAB {"passed":n,…}`. */

/**
 * @param {string} output
 * @returns {import('./outcome.mjs').Outcome | undefined} undefined when the lab came to no end
 */
export function outcomeOf(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const last = lines.findLast((line) => line.startsWith('LAB '))
  if (last === undefined) return undefined
  /** @type {{ passed: number, failed: number, skipped: number }} */
  const sum = JSON.parse(last.slice('LAB '.length))
  const failed = lines.flatMap((line) => (line.startsWith('not ok ') ? [line.slice('not ok '.length)] : []))
  const skipped = lines.flatMap((line) => {
    const parts = /^skip ([^:]+)(?:: (.*))?$/.exec(line)
    return parts === null ? [] : [{ name: parts[1] ?? '', reason: parts[2] ?? 'no reason given' }]
  })
  return {
    passed: sum.passed,
    failed: filled(failed, sum.failed, 'a test of which nothing was heard'),
    skipped: filled(skipped, sum.skipped, { name: 'a test', reason: 'no reason given' }),
  }
}

/**
 * As many entries as were counted: those that were named, and as many others as it takes.
 * @template T
 * @param {readonly T[]} named
 * @param {number} count
 * @param {T} other
 * @returns {T[]}
 */
function filled(named, count, other) {
  return [...named, ...Array.from({ length: Math.max(0, count - named.length) }, () => other)]
}

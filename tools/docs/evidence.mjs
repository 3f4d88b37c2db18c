// @ts-check
/**
 * What can be wrong with a table that says which code holds a rule and which test proves it: a row without either, a
 * file that is gone, a test that is no longer there under the name that the row gives.
 */
import { posix } from 'node:path'

/**
 * Rows that may say in both cells that nothing is there. A limit is for threats alone; a rule that nothing holds yet is
 * named here, with what it waits for, and its name goes when it is built.
 */
const openRows = new Map([
  ['12.8', 'the fleet'],
  ['12.11', 'the fleet'],
  ['F.5', 'a match of faces, which no terminal has'],
  ['F.8', 'another way than the face, on the wallet page'],
])

/** Whether a row may stand without code and test. @param {string} file @param {string} row @param {string} marker */
function mayBeOpen(file, row, marker) {
  if (marker === 'a limit') return file === 'docs/threat-model.md'
  return marker === 'not built yet' && file === 'docs/regulation.md' && openRows.has(row)
}

/** Whether a file has a test, or a group of tests, whose name has these words. @param {string} source @param {string} words */
function hasTest(source, words) {
  const quoted = words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  // After the bracket of test( or describe(, or of the call that test.each([…]) gives, or in the table of one.
  return new RegExp(String.raw`[(,[{]\s*(['"\`])(?:(?!\1)[^\n])*${quoted}`).test(source)
}
const link = /\[[^\]]*\]\(([^)\s]+)\)/g
const title = /“([^”]+)”/g
const testFile = /\.(?:test|spec)\.tsx?$/

/**
 * Looks at every table whose last two columns are headed `code` and `test`. A test is a link to its file with the
 * test's name, or the literal part of it, in “curly quotes” behind it.
 * @param {string} file the document, relative to the root, with forward slashes
 * @param {string} text
 * @param {{ read: (path: string) => string | null }} project gives a file's text, null when there is none
 * @returns {{ problems: string[], rows: string[] }} one line each; the first cell of every row
 */
export function evidenceIn(file, text, { read }) {
  /** @type {string[]} */
  const problems = []
  /** @type {string[]} */
  const rows = []
  for (const cells of rowsIn(text)) {
    const [name = ''] = cells
    const [code = '', test = ''] = cells.slice(-2)
    const say = (/** @type {string} */ what) => problems.push(`${file}: ${name}: ${what}`)
    if (rows.includes(name)) say('stands there twice')
    rows.push(name)
    if (code === test && mayBeOpen(file, name, code)) continue
    if (file === 'docs/regulation.md' && openRows.has(name)) say('is built: its name goes from the open rows')
    const open = (/** @type {string} */ target) => {
      const found = read(posix.join(posix.dirname(file), target))
      if (found === null) say(`${target} is missing`)
      return found ?? ''
    }
    const sources = targetsIn(code)
    if (sources.length === 0) say('names no code')
    for (const { target } of sources) open(target)
    const proofs = targetsIn(test)
    if (proofs.length === 0) say('names no test')
    for (const { target, after } of proofs) {
      const source = open(target)
      if (!testFile.test(target)) {
        say(`${target} is no test`)
        continue
      }
      const titles = [...after.matchAll(title)].map(([, words = '']) => words)
      if (titles.length === 0) say(`${target} is named without a test in it`)
      for (const words of titles) if (!hasTest(source, words)) say(`${target} has no test “${words}”`)
    }
  }
  return { problems, rows }
}

/** The rows of the tables that are meant, as trimmed cells. @param {string} text */
function rowsIn(text) {
  /** @type {string[][]} */
  const rows = []
  let inside = false
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) {
      inside = false
      continue
    }
    const cells = line.split('|').slice(1, -1)
    const trimmed = cells.map((cell) => cell.trim())
    if (trimmed.at(-2) === 'code' && trimmed.at(-1) === 'test') inside = true
    else if (inside && !trimmed.every((cell) => /^:?-+:?$/.test(cell))) rows.push(trimmed)
  }
  return rows
}

/** Links of a cell, each with what stands behind it before the next. @param {string} cell */
function targetsIn(cell) {
  const found = [...cell.matchAll(link)]
  return found.map((match, index) => ({
    target: match[1] ?? '',
    after: cell.slice(match.index + match[0].length, found[index + 1]?.index),
  }))
}

/** The parts of the rules that docs/regulation.md must have rows of, by the beginning of a row's number. */
const subjects = ['2', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', 'S', 'F']

/** @param {readonly string[]} rows numbers such as `4.2` @returns {string[]} one line each */
export function missingSubjects(rows) {
  return subjects
    .filter((subject) => !rows.some((row) => row.startsWith(`${subject}.`)))
    .map((subject) => `docs/regulation.md: no row of ${subject}`)
}

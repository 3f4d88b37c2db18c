// @ts-check
/** What can be wrong with a document: a link that leads nowhere, a command that does not exist. */
import { posix } from 'node:path'

/** `npm start` and `npm test` need no `run`. */
const command = /\bnpm (?:run )?(?!install|ci\b|pack\b|run\b)([a-z][a-z:-]*)/g
const link = /\]\(([^)\s]+)\)/g

/**
 * @param {string} file the document, relative to the root, with forward slashes
 * @param {string} text
 * @param {{ exists: (path: string) => boolean, scripts: ReadonlySet<string> }} project paths relative to the root
 * @returns {string[]} one line each
 */
export function problemsIn(file, text, { exists, scripts }) {
  const problems = []
  for (const [, target = ''] of text.matchAll(link)) {
    if (/^[a-z]+:/.test(target) || target.startsWith('#')) continue
    const path = posix.join(posix.dirname(file), decodeURI(target.split('#')[0] ?? ''))
    if (!exists(path)) problems.push(`${file}: ${target} leads nowhere`)
  }
  for (const code of codeIn(text)) {
    for (const [, script = ''] of code.matchAll(command)) {
      if (!scripts.has(script)) problems.push(`${file}: there is no npm script ${script}`)
    }
  }
  return problems
}

/** Code blocks and code spans. @param {string} text */
function codeIn(text) {
  const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map(([, code = '']) => code)
  const spans = [...text.replaceAll(/^```[^\n]*\n[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)]
  return [...blocks, ...spans.map(([, code = '']) => code)]
}

/**
 * Packages of which the document does not say why they and not others, each by its whole name. The scope may be left out
 * where it was said before, and types go with what they are the types of.
 * @param {readonly string[]} packages
 * @param {string} text of docs/dependencies.md
 * @returns {string[]} one line each
 */
export function unexplained(packages, text) {
  const words = new Set(text.match(/@?\w(?:[\w./-]*\w)?/g))
  return packages
    .filter((name) => {
      const short = name.startsWith('@') ? (name.split('/')[1] ?? name) : name
      return !name.startsWith('@types/') && !words.has(name) && !words.has(short)
    })
    .map((name) => `docs/dependencies.md does not say why ${name}`)
}

// @ts-check
/** The import rule as a rule of the linter: `passonly/boundaries`. */
import { relative, sep } from 'node:path'
import { refusal } from './boundaries.mjs'

/** @param {any} context the linter's context of one file */
function create(context) {
  const file = relative(context.cwd, context.filename).split(sep).join('/')

  /** @param {any} node @param {any} source */
  const check = (node, source) => {
    if (typeof source?.value !== 'string') return
    const message = refusal(file, source.value)
    if (message !== undefined) context.report({ node, message })
  }

  return {
    ImportDeclaration: (/** @type {any} */ node) => check(node, node.source),
    ExportNamedDeclaration: (/** @type {any} */ node) => check(node, node.source),
    ExportAllDeclaration: (/** @type {any} */ node) => check(node, node.source),
    ImportExpression: (/** @type {any} */ node) => check(node, node.source),
    TSImportType: (/** @type {any} */ node) => check(node, node.source),
  }
}

export default { meta: { name: 'passonly' }, rules: { boundaries: { create } } }

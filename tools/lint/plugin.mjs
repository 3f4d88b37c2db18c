// @ts-check
/** The import rule as a rule of the linter: `passonly/boundaries`. */
import { relative, sep } from 'node:path'
import { refusal } from './boundaries.mjs'

/** @param {any} context the linter's context of one file */
function create(context) {
  const file = relative(context.cwd, context.filename).split(sep).join('/')

  /** @param {any} node @param {any} source @param {boolean} typeOnly */
  const check = (node, source, typeOnly) => {
    if (typeof source?.value !== 'string') return
    const message = refusal(file, source.value, typeOnly)
    if (message !== undefined) context.report({ node, message })
  }

  /** @param {any} node whether every name of it is a type */
  const onlyTypes = (node) => node.importKind === 'type' || node.exportKind === 'type'

  return {
    ImportDeclaration: (/** @type {any} */ node) => check(node, node.source, onlyTypes(node)),
    ExportNamedDeclaration: (/** @type {any} */ node) => check(node, node.source, onlyTypes(node)),
    ExportAllDeclaration: (/** @type {any} */ node) => check(node, node.source, onlyTypes(node)),
    ImportExpression: (/** @type {any} */ node) => check(node, node.source, false),
    TSImportType: (/** @type {any} */ node) => check(node, node.source, true),
  }
}

export default { meta: { name: 'passonly' }, rules: { boundaries: { create } } }

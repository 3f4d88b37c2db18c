// @ts-check
/** Writes what vitest's tests came to, with the reasons of skips, which vitest's own JSON leaves out. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { root } from '../lib/paths.mjs'

/** The variable that names the file to write. */
export const outcomeFileVariable = 'PASSONLY_UNIT_OUTCOME'

export default class OutcomeReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly { message?: string }[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env[outcomeFileVariable]
    if (file === undefined) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(outcomeOf(modules, unhandledErrors)))
  }
}

/**
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @param {readonly { message?: string }[]} unhandledErrors
 * @returns {import('./outcome.mjs').Outcome}
 */
export function outcomeOf(modules, unhandledErrors) {
  let passed = 0
  const failed = unhandledErrors.map(({ message }) => `outside any test: ${message}`)
  const skipped = []
  for (const module of modules) {
    const file = relative(root, module.moduleId)
    for (const { message } of module.errors()) failed.push(`${file}: ${message}`)
    for (const test of module.children.allTests()) {
      const name = `${file} > ${test.fullName}`
      const result = test.result()
      if (result.state === 'passed') passed += 1
      else if (result.state === 'skipped') skipped.push({ name, reason: result.note ?? 'no reason given' })
      else failed.push(name)
    }
  }
  return { passed, failed, skipped }
}

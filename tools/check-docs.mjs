// @ts-check
/**
 * Checks the documents: links, commands, that every rule names code and a test that are there, and that docs/events.md
 * and the types of the hall API's client are what they are made from.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { evidenceIn, missingSubjects } from './docs/evidence.mjs'
import { problemsIn, unexplained } from './docs/problems.mjs'
import { run } from './lib/command.mjs'
import { root } from './lib/paths.mjs'
import { Problem, runTool } from './lib/problem.mjs'

await runTool(async () => {
  const documents = [
    ...readdirSync(root),
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) =>
      join('docs', name),
    ),
  ].filter((name) => name.endsWith('.md'))
  const { scripts, dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const project = {
    exists: (/** @type {string} */ path) => existsSync(join(root, path)),
    read: (/** @type {string} */ path) =>
      existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null,
    scripts: new Set(Object.keys(scripts)),
  }
  const problems = documents.flatMap((name) => {
    const file = name.split(sep).join('/')
    const text = readFileSync(join(root, name), 'utf8')
    const evidence = evidenceIn(file, text, project)
    const missing = file === 'docs/regulation.md' ? missingSubjects(evidence.rows) : []
    return [...problemsIn(file, text, project), ...evidence.problems, ...missing]
  })
  if (!documents.includes(join('docs', 'regulation.md'))) problems.push('docs/regulation.md is missing')
  problems.push(
    ...unexplained(
      Object.keys({ ...dependencies, ...devDependencies }),
      readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8'),
    ),
  )
  for (const tool of ['events-doc.mjs', 'hall-api.mjs']) {
    const made = await run(process.execPath, [join(root, 'tools', tool), '--check'], { cwd: root })
    if (made.code !== 0) problems.push(made.error.trim())
  }
  if (problems.length > 0) throw new Problem(problems.join('\n'))
})

import { describe, expect, test } from 'vitest'
import { evidenceIn, missingSubjects } from './evidence.mjs'

const files: Readonly<Record<string, string>> = {
  'src/rule.ts': 'export const rule = 1',
  'src/rule.test.ts': `test('holds when it should', () => {})`,
}
const project = { read: (path: string) => files[path] ?? null }
const head = '| no. | rule | code | test |\n| --- | --- | --- | --- |\n'
const proof = '[test](../src/rule.test.ts) “holds when it should”'

const problemsOf = (row: string) => evidenceIn('docs/a.md', head + row, project).problems

describe('a row that says what holds a rule', () => {
  test('is whole with code and a test of that name', () => {
    const { problems, rows } = evidenceIn(
      'docs/a.md',
      `${head}| 4.1 | words | [rule](../src/rule.ts) | ${proof} |\n`,
      project,
    )
    expect(problems).toEqual([])
    expect(rows).toEqual(['4.1'])
  })

  test('is whole when it says in both cells that nothing is there, and may', () => {
    const inFile = (file: string, row: string) => evidenceIn(file, head + row, project).problems
    const open = (name: string) => `| ${name} | words | not built yet | not built yet |`
    expect(inFile('docs/regulation.md', open('12.8'))).toEqual([])
    expect(inFile('docs/regulation.md', open('4.1'))).toContain('docs/regulation.md: 4.1: names no code')
    expect(inFile('docs/threat-model.md', '| x | words | a limit | a limit |')).toEqual([])
    expect(inFile('docs/regulation.md', '| 4.1 | words | a limit | a limit |')).toHaveLength(2)
    const built = `| 12.8 | words | [rule](../src/rule.ts) | ${proof} |`
    expect(inFile('docs/regulation.md', built)).toEqual([
      'docs/regulation.md: 12.8: is built: its name goes from the open rows',
    ])
    expect(problemsOf(`| 4.1 | words | not built yet | ${proof} |`)).toEqual([
      'docs/a.md: 4.1: names no code',
    ])
    expect(problemsOf('| 4.1 | words | [rule](../src/rule.ts) | not built yet |')).toEqual([
      'docs/a.md: 4.1: names no test',
    ])
  })

  test('lacks something with an empty cell', () => {
    expect(problemsOf(`| 4.1 | words |  | ${proof} |`)).toEqual(['docs/a.md: 4.1: names no code'])
    expect(problemsOf('| 4.1 | words | [rule](../src/rule.ts) |  |')).toEqual([
      'docs/a.md: 4.1: names no test',
    ])
  })

  test('must not name a file that is gone, nor code for a test', () => {
    expect(problemsOf(`| 4.1 | words | [rule](../src/gone.ts) | ${proof} |`)).toEqual([
      'docs/a.md: 4.1: ../src/gone.ts is missing',
    ])
    expect(problemsOf('| 4.1 | w | [rule](../src/rule.ts) | [x](../src/rule.ts) “rule” |')).toEqual([
      'docs/a.md: 4.1: ../src/rule.ts is no test',
    ])
  })

  test('must name a test that is there', () => {
    expect(problemsOf('| 4.1 | w | [rule](../src/rule.ts) | [x](../src/rule.test.ts) |')).toEqual([
      'docs/a.md: 4.1: ../src/rule.test.ts is named without a test in it',
    ])
    expect(problemsOf(`| 4.1 | w | [rule](../src/rule.ts) | ${proof}, “held once” |`)).toEqual([
      'docs/a.md: 4.1: ../src/rule.test.ts has no test “held once”',
    ])
  })

  test('must name a test and not other words of its file', () => {
    expect(problemsOf('| 4.1 | w | [rule](../src/rule.ts) | [x](../src/rule.test.ts) “() => {}” |')).toEqual([
      'docs/a.md: 4.1: ../src/rule.test.ts has no test “() => {}”',
    ])
  })

  test('has a number of its own', () => {
    const row = `| 4.1 | w | [rule](../src/rule.ts) | ${proof} |`
    expect(problemsOf(`${row}\n${row}`)).toEqual(['docs/a.md: 4.1: stands there twice'])
  })

  test('stands in a table of its kind: others are left alone', () => {
    expect(evidenceIn('docs/a.md', '| a | b |\n| --- | --- |\n| 1 | 2 |\n', project)).toEqual({
      problems: [],
      rows: [],
    })
  })
})

test('a rule that has lost all its rows is missed', () => {
  const all = ['2.1', '4.1', '5.1', '6.1', '7.1', '8.1', '9.1', '10.1', '11.1', '12.1', '13.1', 'S.1', 'F.1']
  expect(missingSubjects(all)).toEqual([])
  expect(missingSubjects(all.filter((row) => row !== '8.1'))).toEqual(['docs/regulation.md: no row of 8'])
})

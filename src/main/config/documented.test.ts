import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { terminalConfigSchema } from '../../shared/config.ts'
import { parseTerminalConfig } from './load-config.ts'

const document = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')

test('the example in docs/configuration.md can be used', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(document) ?? []
  expect(parseTerminalConfig('example', example).services).toHaveLength(2)
})

/** Names of all members of a schema and of what stands in it. */
function membersOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(membersOf)
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(membersOf)
  return 'properties' in value ? inner.concat(Object.keys(value.properties ?? {})) : inner
}

test('docs/configuration.md names every member that a hall can set', () => {
  const schema = z.toJSONSchema(terminalConfigSchema, { io: 'input', unrepresentable: 'any' })
  const { devices: _devices, delays: _delays, ...own } = schema.properties ?? {}
  const undocumented = membersOf({ properties: own }).filter((name) => !document.includes(name))
  expect(undocumented).toEqual([])
})

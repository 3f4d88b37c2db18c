import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { type TerminalConfig, terminalConfigSchema } from '../../shared/config.ts'
import { ConfigurationError } from './configuration-error.ts'
import { JsonTextError, readJsonLines } from './json-lines.ts'

/** Reads and checks the configuration file. @throws ConfigurationError */
export function loadTerminalConfig(path: string): TerminalConfig {
  return parseTerminalConfig(path, readText(path))
}

/** Checks a configuration text; `path` is for the message. @throws ConfigurationError */
export function parseTerminalConfig(path: string, text: string): TerminalConfig {
  const { lines } = locate(path, text)
  const parsed = terminalConfigSchema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue === undefined) throw new ConfigurationError(path, null, 'not a configuration')
  const member = memberOf(issue)
  throw new ConfigurationError(path, lineOf(lines, member), `${nameOf(issue)}: ${faultOf(issue)}`)
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) throw new ConfigurationError(path, null, 'is not UTF-8 text')
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new ConfigurationError(path, null, code === 'ENOENT' ? 'there is no such file' : 'cannot be read')
  }
}

function locate(path: string, text: string): ReturnType<typeof readJsonLines> {
  try {
    return readJsonLines(text)
  } catch (error) {
    if (error instanceof JsonTextError) throw new ConfigurationError(path, error.line, error.message)
    throw error
  }
}

/** The path of what is wrong: for an unknown member the member itself, not what holds it. */
function memberOf({ path, ...issue }: z.core.$ZodIssue): readonly string[] {
  const names = path.map(String)
  return issue.code === 'unrecognized_keys' ? [...names, issue.keys[0] ?? ''] : names
}

/** The line of a member, or of the nearest thing around it when the member is missing. */
function lineOf(lines: ReadonlyMap<string, number>, member: readonly string[]): number {
  for (let length = member.length; length > 0; length--) {
    const line = lines.get(member.slice(0, length).join('.'))
    if (line !== undefined) return line
  }
  return lines.get('') ?? 1
}

/** `services[0].title.en`, as a technician would point at it. */
function nameOf(issue: z.core.$ZodIssue): string {
  const name = memberOf(issue).reduce(
    (name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`),
    '',
  )
  return name === '' ? 'the configuration' : name
}

function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? 'is missing'
        : `must be of type ${issue.expected}`
    case 'unrecognized_keys':
      return 'is not a setting'
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `must have ${issue.minimum} or more`
        : `is less than the least allowed, ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `must have ${issue.maximum} or fewer`
        : `is more than the most allowed, ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'regex'
        ? `does not have the form ${issue.pattern}`
        : `is not a valid ${issue.format}`
    case 'invalid_union':
      return 'is not one of the kinds that there are'
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return issue.message
  }
}

import { readFileSync } from 'node:fs'
import { configurationPath } from './configuration-path.ts'

/**
 * Whether the configuration makes this terminal a counter. Looks at nothing else, for a window has to be opened first; what
 * cannot be read is a kiosk's, whose window then says that it is misconfigured.
 */
export function isCounter(): boolean {
  try {
    return hasCounter(JSON.parse(readFileSync(configurationPath(), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return false
    throw error
  }
}

function hasCounter(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'counter' in value
}

/**
 * Where things stand in a JSON text, so that an error can name a line. Values are JSON.parse's business.
 */
export interface JsonLines {
  /** Line of each value, counted from 1, by its path (`services.0.title`; '' is the whole). */
  readonly lines: ReadonlyMap<string, number>
}

/** The text is not JSON, or names a member twice. */
export class JsonTextError extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'JsonTextError'
    this.line = line
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const quotedText = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const word = /true|false|null/y
const space = /[ \t\r\n]*/y

/** Nothing that is configured is nested deeper. */
const deepest = 32

/** @throws JsonTextError at the first fault (RFC 8259) */
export function readJsonLines(text: string): JsonLines {
  const lines = new Map<string, number>()
  let at = 0
  const line = () => text.slice(0, at).split('\n').length
  const fault = (message: string) => new JsonTextError(message, line())
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? null
    at += found?.length ?? 0
    return found
  }
  /** A string, quotes included; it may not hold a control character. */
  const matchString = (): string | null => {
    const start = at
    const quoted = match(quotedText)
    if (quoted === null || Array.from(quoted).every((character) => character >= ' ')) return quoted
    at = start
    return null
  }
  const skipSpace = () => match(space)
  const take = (mark: string): boolean => {
    skipSpace()
    if (text[at] !== mark) return false
    at++
    return true
  }
  const members = (path: string, depth: number): void => {
    const names = new Set<string>()
    do {
      skipSpace()
      const quoted = matchString()
      if (quoted === null) throw fault('a member’s name in double quotes was expected')
      const name = String(JSON.parse(quoted))
      if (names.has(name)) throw fault(`the member "${name}" stands here a second time`)
      names.add(name)
      if (!take(':')) throw fault(`a colon was expected after "${name}"`)
      value(path === '' ? name : `${path}.${name}`, depth)
    } while (take(','))
    if (!take('}')) throw fault('a comma or } was expected')
  }
  const elements = (path: string, depth: number): void => {
    let index = 0
    do value(path === '' ? `${index++}` : `${path}.${index++}`, depth)
    while (take(','))
    if (!take(']')) throw fault('a comma or ] was expected')
  }
  const value = (path: string, depth: number): void => {
    skipSpace()
    lines.set(path, line())
    if (depth > deepest) throw fault('too deeply nested')
    if (take('{')) {
      if (!take('}')) members(path, depth + 1)
    } else if (take('[')) {
      if (!take(']')) elements(path, depth + 1)
    } else if (matchString() === null && match(number) === null && match(word) === null) {
      throw fault('a value was expected')
    }
  }
  value('', 0)
  skipSpace()
  if (at < text.length) throw fault('nothing may follow the last }')
  return { lines }
}

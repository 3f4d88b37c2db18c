import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const renderer = join(import.meta.dirname, '..')
const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.css') && !file.includes('generated'),
)
const tokens = new Set(
  readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8').match(/--t-[a-z]+(?=:)/g) ?? [],
)

/** Sizes of type that large text would leave as they are, or that stand in no token. */
function foreignSizes(sheet: string): readonly string[] {
  return [...sheet.matchAll(/font(?:-size)?:([^;}]*)/g)]
    .map(([, size = '']) => size.trim())
    .filter((size) => {
      const token = /^var\((--t-[a-z]+)\)$/.exec(size)?.[1]
      return size !== 'inherit' && (token === undefined || !tokens.has(token))
    })
}

it.each(sheets)('every size of type in %s is a token, so that large text reaches it', (file) => {
  expect(foreignSizes(readFileSync(join(renderer, file), 'utf8'))).toEqual([])
})

it('finds a size of its own, a token that does not exist, and the short form', () => {
  const sheet =
    'a { font-size: 36px } b { font-size: calc(36 * var(--px)); } c { font-size: var(--t-none) } d { font: 12px x; }'
  expect(foreignSizes(sheet)).toEqual(['36px', 'calc(36 * var(--px))', 'var(--t-none)', '12px x'])
  expect(foreignSizes('e { font-size: var(--t-body); font-family: x; font: inherit; }')).toEqual([])
})

import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isDrawn } from '../src/shared/drawn-characters.ts'
import { buildFonts, drawnRunsSource } from './fonts.mjs'

const generated = join(import.meta.dirname, '../src/renderer/ui/fonts/generated')

it('makes four small fonts and names four whole ones, and makes none again while the characters stay the same', async () => {
  await buildFonts()
  const again = await buildFonts()
  expect(again.made).toBe(false)
  const css = await readFile(join(generated, 'fonts.css'), 'utf8')
  const whole = await readFile(join(generated, 'whole.css'), 'utf8')
  const files = [...css.matchAll(/url\('(.*?)'\)/g)].map(([, path]) => join(generated, path ?? ''))
  const wholeFiles = [...whole.matchAll(/url\('(.*?)'\)/g)].map(([, path]) => join(generated, path ?? ''))
  expect(files).toHaveLength(4)
  expect(wholeFiles).toHaveLength(4)
  for (const file of files) {
    const bytes = await readFile(file)
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('wOF2')
    expect(bytes.length).toBeLessThan(400_000)
  }
  for (const file of wholeFiles) expect((await stat(file)).size).toBeGreaterThan(1_000_000)
})

it('src/shared says which characters the whole fonts draw: as they are now, by node tools/fonts.mjs --drawn', async () => {
  const file = join(import.meta.dirname, '../src/shared/drawn-runs.ts')
  expect(await readFile(file, 'utf8')).toBe(await drawnRunsSource())
})

it('a character counts as drawn where one of the fonts has it, and only what can be seen', () => {
  // Of the first plane, of one font alone, of a name with a rare character (GB 18030 beyond the first plane).
  for (const character of ['政', '務', '㐀', '“', 'é', '\u{30EDE}']) {
    expect({ character, drawn: isDrawn(character) }).toEqual({ character, drawn: true })
  }
  for (const character of [
    '\u{20002}',
    '\u{31350}',
    '\u{1F600}',
    '\uE000',
    '\u202E',
    '\u200B',
    '\n',
    '\uFFFE',
  ]) {
    expect({ character, drawn: isDrawn(character) }).toEqual({ character, drawn: false })
  }
})

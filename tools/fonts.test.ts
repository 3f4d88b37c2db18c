import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildFonts } from './fonts.mjs'

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

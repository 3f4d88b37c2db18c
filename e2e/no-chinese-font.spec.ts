import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './support/fixtures.ts'
import { startTerminal } from './support/terminal.ts'

/** A machine whose only fonts are DejaVu's, which has no Chinese characters. */
function fontsConfig(folder: string): string {
  const file = join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>${folder}</cachedir></fontconfig>`,
  )
  return file
}

test('a machine without Chinese fonts shows Chinese', async ({ sandbox }) => {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-fonts-'))
  const terminal = await startTerminal({ sandbox, environment: { FONTCONFIG_FILE: fontsConfig(folder) } })
  try {
    const { page } = terminal
    await page.evaluate(() => document.fonts.ready)
    const families = await page.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
    )
    expect(families.length).toBeGreaterThan(0)

    /** How many pixels differ between these two texts, drawn large with the screen's own font. */
    const difference = (one: string, other: string) =>
      page.evaluate(
        async ([one = '', other = '']) => {
          const { fontFamily } = getComputedStyle(document.querySelector('h1') ?? document.body)
          const font = `120px ${fontFamily}`
          await document.fonts.load(font, one + other)
          const draw = (text: string) => {
            const canvas = Object.assign(document.createElement('canvas'), { width: 200, height: 200 })
            const context = canvas.getContext('2d', { willReadFrequently: true })
            if (!context) throw new Error('no canvas')
            context.font = font
            context.fillText(text, 20, 150)
            return context.getImageData(0, 0, 200, 200).data
          }
          const [a, b] = [draw(one), draw(other)]
          return a.reduce((sum, value, index) => sum + Number(value !== b[index]), 0)
        },
        [one, other],
      )
    // Boxes for missing characters are all alike; characters are not. The last two are beyond the interface's texts.
    for (const [one, other] of [
      ['身', '份'],
      ['核', '验'],
      ['驗', '認'],
      ['龘', '丼'],
    ] as const) {
      expect(await difference(one, other), `${one} and ${other}`).toBeGreaterThan(300)
    }
    await page.screenshot({ path: test.info().outputPath('attract.png') })
  } finally {
    await terminal.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

// @ts-check
/**
 * The interface's fonts. A hall's machine may hold no Chinese font at all, so the screens bring Noto Sans SC and TC (SIL OFL):
 * a small part with every character the interface's own texts use, read at start, and the whole fonts behind it, which the
 * browser reads only when a hall's or a service's name needs a character beyond that part.
 *
 * Written to src/renderer/ui/fonts/generated: `fonts.css` (families PassOnly SC, PassOnly TC) and `whole.css` (PassOnly SC
 * Whole, PassOnly TC Whole). `node tools/fonts.mjs` or `buildFonts()`; nothing is done while the characters stay the same.
 *
 * `node tools/fonts.mjs --drawn` writes src/shared/drawn-runs.ts anew: which characters the whole fonts can draw.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join, relative, sep } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { root } from './lib/paths.mjs'
import { runTool } from './lib/problem.mjs'

const target = join(root, 'src/renderer/ui/fonts/generated')
/** Where texts stand that a person reads on a screen. */
const sources = ['src/renderer', 'sandbox']
const textFiles = new Set(['.ts', '.tsx', '.html', '.json'])
/** What Intl.DateTimeFormat writes, and no file of ours says. */
const dateCharacters = '0123456789年月日星期周週一二三四五六上下午凌晨早晚'

const faces = [
  {
    family: 'SC',
    weight: 400,
    package: '@expo-google-fonts/noto-sans-sc',
    file: '400Regular/NotoSansSC_400Regular.ttf',
  },
  {
    family: 'SC',
    weight: 700,
    package: '@expo-google-fonts/noto-sans-sc',
    file: '700Bold/NotoSansSC_700Bold.ttf',
  },
  {
    family: 'TC',
    weight: 400,
    package: '@expo-google-fonts/noto-sans-tc',
    file: '400Regular/NotoSansTC_400Regular.ttf',
  },
  {
    family: 'TC',
    weight: 700,
    package: '@expo-google-fonts/noto-sans-tc',
    file: '700Bold/NotoSansTC_700Bold.ttf',
  },
]

/**
 * Makes the fonts, unless those that are there hold the same characters of the same packages by the same code.
 * @returns {Promise<{ made: boolean, characters: number }>} whether anything was made, and the number of characters
 */
export async function buildFonts() {
  const require = createRequire(import.meta.url)
  const characters = await charactersOnScreens()
  const key = await fingerprint(require, characters)
  if (await isMade(key)) return { made: false, characters: characters.length }
  await mkdir(target, { recursive: true })
  const { default: subset } = await import('subset-font')
  const text = characters.join('')
  for (const face of faces) {
    const whole = await readFile(join(packageFolder(require, face.package), face.file))
    await writeFile(
      join(target, partName(face)),
      await subset(whole, text, { targetFormat: 'woff2', noHinting: true }),
    )
  }
  await writeFile(join(target, 'whole.css'), faces.map((face) => wholeRule(require, face)).join('\n'))
  await writeFile(join(target, 'fonts.css'), [`/* ${key} */`, ...faces.map(partRule)].join('\n'))
  return { made: true, characters: characters.length }
}

/** Every character of the screens' sources, of ASCII, and of GB 2312's rows 1 to 3 (punctuation, numbers, full-width forms). */
async function charactersOnScreens() {
  const found = new Set(dateCharacters)
  for (let code = 0x20; code < 0x7f; code += 1) found.add(String.fromCodePoint(code))
  const gb2312 = new TextDecoder('gb2312')
  for (let row = 0xa1; row <= 0xa3; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) found.add(gb2312.decode(Uint8Array.of(row, cell)))
  }
  const files = (await Promise.all(sources.map((folder) => textsIn(join(root, folder))))).flat()
  for (const text of await Promise.all(files.map((file) => readFile(file, 'utf8')))) {
    for (const character of text) found.add(character)
  }
  return [...found].filter((character) => character >= ' ' && character !== '\uFFFD').sort()
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>} the files with texts in it and below; none where the folder is missing
 */
async function textsIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(missing([]))
  return entries
    .filter((entry) => entry.isFile() && textFiles.has(extname(entry.name)) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${sep}node_modules${sep}`))
}

/**
 * @param {NodeJS.Require} require
 * @param {readonly string[]} characters
 */
async function fingerprint(require, characters) {
  const hash = createHash('sha256').update(await readFile(new URL(import.meta.url)))
  for (const name of new Set(['subset-font', ...faces.map((face) => face.package)])) {
    hash.update(await readFile(join(packageFolder(require, name), 'package.json')))
  }
  return hash.update(characters.join('')).digest('hex')
}

/** @param {string} key */
async function isMade(key) {
  const css = await readFile(join(target, 'fonts.css'), 'utf8').catch(missing(''))
  return css.startsWith(`/* ${key} */`)
}

/**
 * @param {NodeJS.Require} require
 * @param {string} name
 */
function packageFolder(require, name) {
  return dirname(require.resolve(`${name}/package.json`))
}

/** @param {(typeof faces)[number]} face */
function partName({ family, weight }) {
  return `${family.toLowerCase()}-${weight}.woff2`
}

/** @param {(typeof faces)[number]} face */
function partRule(face) {
  return rule(`PassOnly ${face.family}`, face.weight, `./${partName(face)}`, 'woff2')
}

/**
 * @param {NodeJS.Require} require
 * @param {(typeof faces)[number]} face
 */
function wholeRule(require, face) {
  const path = relative(target, join(packageFolder(require, face.package), face.file)).replaceAll(sep, '/')
  return rule(`PassOnly ${face.family} Whole`, face.weight, path, 'truetype')
}

/**
 * @param {string} family
 * @param {number} weight
 * @param {string} path
 * @param {string} format
 */
function rule(family, weight, path, format) {
  return `@font-face { font-family: '${family}'; font-weight: ${weight}; font-display: block; src: url('${path}') format('${format}'); }\n`
}

const drawnFile = join(root, 'src/shared/drawn-runs.ts')

/** The source of drawn-runs.ts as the fonts' packages have it now. */
export async function drawnRunsSource() {
  const require = createRequire(import.meta.url)
  const drawn = new Set()
  for (const family of ['SC', 'TC']) {
    const weights = await Promise.all(
      faces
        .filter((face) => face.family === family)
        .map(async (face) =>
          charactersIn(await readFile(join(packageFolder(require, face.package), face.file))),
        ),
    )
    for (const code of weights[0] ?? []) if (weights.every((weight) => weight.has(code))) drawn.add(code)
  }
  return sourceOfRuns([...drawn].sort((a, b) => a - b))
}

/**
 * The code points for which a TrueType font has a glyph: its `cmap`, sub-table format 12 (ISO/IEC 14496-22, 5.2.1).
 * @param {Buffer} font
 * @returns {Set<number>}
 */
function charactersIn(font) {
  const tables = font.readUInt16BE(4)
  const records = Array.from({ length: tables }, (_, index) => 12 + index * 16)
  const record = records.find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  if (record === undefined) throw new Error('the font has no cmap')
  const cmap = font.readUInt32BE(record + 8)
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => cmap + 4 + index * 8)
  const whole = subtables
    .map((at) => cmap + font.readUInt32BE(at + 4))
    .find((at) => font.readUInt16BE(at) === 12)
  if (whole === undefined) throw new Error('the font has no sub-table of all planes')
  const found = new Set()
  for (let group = 0; group < font.readUInt32BE(whole + 12); group += 1) {
    const at = whole + 16 + group * 12
    const glyph = font.readUInt32BE(at + 8)
    for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code += 1) {
      if (glyph + code - font.readUInt32BE(at) > 0) found.add(code)
    }
  }
  return found
}

/** @param {readonly number[]} codes ascending */
function sourceOfRuns(codes) {
  /** @type {[gap: number, length: number][]} */
  const runs = []
  let end = 0
  for (const code of codes) {
    const last = runs.at(-1)
    if (last && code === end) last[1] += 1
    else runs.push([code - end, 1])
    end = code + 1
  }
  const words = runs.map(
    ([gap, length]) => `${gap.toString(36)}${length === 1 ? '' : `:${length.toString(36)}`}`,
  )
  const lines = ['']
  for (const word of words) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length < 116) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
    else lines.push(word)
  }
  return `/**
 * Which characters the screens' fonts can draw, in regular and in bold. Generated by \`node tools/fonts.mjs --drawn\`.
 *
 * Runs of code points, in base 36: how many are left out, then after a colon how many there are (one where none is said).
 */
export const drawnRuns = \`
${lines.join('\n')}
\`
`
}

/**
 * @template T
 * @param {T} value given for a file or a folder that does not exist
 * @returns {(error: unknown) => T}
 */
function missing(value) {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value
    throw error
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  await runTool(async () => {
    if (argv.includes('--drawn')) {
      await writeFile(drawnFile, await drawnRunsSource())
      return
    }
    const began = performance.now()
    const { made, characters } = await buildFonts()
    const state = made ? 'made' : 'already there'
    console.log(`Fonts: ${state}, ${characters} characters, ${(performance.now() - began).toFixed(0)} ms`)
  })
}

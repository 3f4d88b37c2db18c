// @ts-check
/** Writes the worked example of docs/protocol.md anew, with new keys: `node tools/protocol-doc.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { root } from './lib/paths.mjs'

const path = join(root, 'docs', 'protocol.md')
const { module } = await runnerImport('/tools/protocol/example.ts', {
  root,
  configFile: false,
  logLevel: 'error',
})

/** @param {{ title: string, text?: string, hex?: string }} part */
function section({ title, text, hex }) {
  const lines = hex === undefined ? [text] : (hex.match(/.{1,100}/g) ?? [])
  return `**${title}**\n\n\`\`\`${hex === undefined ? '' : 'hex'}\n${lines.join('\n')}\n\`\`\``
}

const example = module.makeExample().map(section).join('\n\n')
const page = readFileSync(path, 'utf8')
const marked = /<!-- example -->[^]*<!-- \/example -->/
if (!marked.test(page)) throw new Error('docs/protocol.md has lost the place of its example')
writeFileSync(
  path,
  page.replace(marked, () => `<!-- example -->\n\n${example}\n\n<!-- /example -->`),
)

// @ts-check
/**
 * Writes the types of the hall API's client, src/shared/hall-api/client-types.ts, from its OpenAPI document.
 *
 *     node tools/hall-api.mjs           writes the file
 *     node tools/hall-api.mjs --check   writes nothing; status 1 when the file is not what it would write
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from 'json-schema-to-typescript'
import { runnerImport } from 'vite'
import { root } from './lib/paths.mjs'

const path = join(root, 'src', 'shared', 'hall-api', 'client-types.ts')
const banner = '/** Made from the OpenAPI document by `node tools/hall-api.mjs`; do not edit. */'

/** @returns {Promise<string>} */
async function clientTypes() {
  const { module } = await runnerImport('/src/main/hall-api/openapi.ts', {
    root,
    configFile: false,
    logLevel: 'error',
  })
  const types = Object.entries(module.openApi().components.schemas).map(([name, schema]) =>
    compile(schema, name, {
      additionalProperties: false,
      bannerComment: '',
      style: { semi: false, singleQuote: true, printWidth: 110 },
    }),
  )
  return [banner, ...(await Promise.all(types))].join('\n')
}

const types = await clientTypes()
if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== types) {
    process.stderr.write('src/shared/hall-api/client-types.ts is not current: run node tools/hall-api.mjs\n')
    process.exitCode = 1
  }
} else writeFileSync(path, types)

/**
 * Starts the application named on Electron's command line: `electron [-r module]… [switches] folder [arguments]`.
 *
 * An ES module that awaits the application at its top level: Electron holds its `ready` event back until this module is
 * done, so the application's own top level still runs before `ready`, where schemes must be registered.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const preloads = []
let target
for (let index = 1; index < process.argv.length && target === undefined; index += 1) {
  const argument = process.argv[index]
  if (argument === '-r' || argument === '--require') {
    index += 1
    preloads.push(process.argv[index])
  } else if (!argument.startsWith('-')) {
    target = resolve(argument)
  }
}

if (target === undefined) {
  process.stderr.write('Name the folder or file of an application.\n')
  app.exit(1)
} else {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  const manifestFile = join(target, 'package.json')
  let entry = target
  let folder = dirname(target)
  if (existsSync(manifestFile)) {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
    entry = join(target, manifest.main ?? 'index.js')
    folder = target
    const name = manifest.productName ?? manifest.name
    if (name !== undefined) app.setName(name)
    if (manifest.version !== undefined) app.setVersion(manifest.version)
  }
  app.setAppPath(folder)

  const require = createRequire(import.meta.url)
  for (const preload of preloads) require(resolve(preload))

  try {
    await import(pathToFileURL(entry).href)
  } catch (error) {
    process.stderr.write(`${error?.stack ?? error}\n`)
    app.exit(1)
  }
}

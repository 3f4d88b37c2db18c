// @ts-check
/**
 * Which part of the product may import which: imports run one way.
 *
 * renderer, preload, main, drivers and sandbox may import src/shared, where the contract of main and drivers is. Main and
 * drivers do not import each other. Nothing imports main, but the walk that holds the terminal against its own statechart, and
 * the figures of what a counter keeps.
 * Drivers and sandbox never import Electron. What runs in a page (renderer, preload, shared) never imports Node's modules.
 */
import { builtinModules } from 'node:module'
import { posix } from 'node:path'

/** @typedef {'main' | 'preload' | 'renderer' | 'shared' | 'cli' | 'drivers' | 'sandbox' | 'tooling'} Part tooling is all the rest: e2e, bench, tools, configuration */

/** @type {Readonly<Record<string, Part>>} */
const parts = {
  'src/main': 'main',
  'src/preload': 'preload',
  'src/renderer': 'renderer',
  'src/shared': 'shared',
  'src/cli': 'cli',
  drivers: 'drivers',
  sandbox: 'sandbox',
}

/** What each part may import besides itself. @type {Readonly<Record<Part, readonly string[]>>} */
const allowed = {
  main: ['shared', 'electron', 'node', 'native', 'package'],
  preload: ['shared', 'electron', 'package'],
  renderer: ['shared', 'package'],
  shared: ['package'],
  cli: ['shared', 'node', 'native', 'package'],
  drivers: ['shared', 'node', 'native', 'package'],
  sandbox: ['shared', 'node', 'native', 'package'],
  tooling: [
    'preload',
    'renderer',
    'shared',
    'cli',
    'drivers',
    'sandbox',
    'electron',
    'node',
    'native',
    'package',
  ],
}

/** What a test may import besides: it puts real parts together. */
const allowedInTests = new Set(['shared', 'drivers', 'sandbox', 'tooling', 'node', 'native', 'package'])

/** The walk that leads the terminal through its statechart asks the statechart where to go. */
const isWalk = (/** @type {string} */ file, /** @type {string} */ path) =>
  file.startsWith('e2e/model/') && path.startsWith('src/main/journey/')

/** What a counter does with its files is measured without a screen. */
const isMeasure = (/** @type {string} */ file, /** @type {string} */ path) =>
  file.startsWith('bench/counter/') &&
  ['counter', 'hall-store', 'journal'].some((folder) => path.startsWith(`src/main/${folder}/`))

const native = new Set(['node-hid', 'libsql', 'pcsc-mini', 'serialport', 'usb'])
const builtins = new Set(builtinModules)

/**
 * Why an import is not allowed, or undefined when it is.
 * @param {string} file the importing file, relative to the root, with forward slashes
 * @param {string} specifier what it imports, as written
 * @returns {string | undefined}
 */
export function refusal(file, specifier) {
  const from = partOf(file)
  const path = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined
  const to = path === undefined ? kindOfPackage(specifier) : partOf(path)
  if (to === from) return undefined
  if (allowed[from].includes(to)) return undefined
  if (isTest(file) && allowedInTests.has(to)) return undefined
  if (path !== undefined && (isWalk(file, path) || isMeasure(file, path))) return undefined
  return to === 'main'
    ? `nothing imports main (${specifier})`
    : `${from} must not import ${to} (${specifier})`
}

/**
 * @param {string} path relative to the root
 * @returns {Part}
 */
function partOf(path) {
  for (const [folder, part] of Object.entries(parts)) {
    if (path.startsWith(`${folder}/`)) return part
  }
  return 'tooling'
}

/** @param {string} specifier */
function kindOfPackage(specifier) {
  const name = specifier.split('/')[0] ?? specifier
  if (specifier.startsWith('node:') || builtins.has(name)) return 'node'
  if (name === 'electron') return 'electron'
  return native.has(name) ? 'native' : 'package'
}

/** @param {string} file */
const isTest = (file) => /\.test\.tsx?$/.test(file)

/** How the application is built: main and the device host, the preloads, the screens. */
import { readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname

/** What the built code loads at run time: Electron, Node itself, and the packages with native code. All else is bundled. */
const external = [
  'electron',
  /^electron\//,
  /^node:/,
  ...builtinModules,
  'node-hid',
  /^node-hid\//,
  'libsql',
  /^libsql\//,
  'pcsc-mini',
  'serialport',
  'usb',
]

/** The runtimes in which the code must run: those of the tested Electron. */
const node = 'node20.18'
const chrome = 'chrome130'

/** One preload per kind of screen: the files of src/preload that carry such a kind's name. */
function preloads() {
  const folder = join(root, 'src', 'preload')
  const kinds = new Set([
    'citizen.ts',
    'counter.ts',
    'counter-display.ts',
    'technician.ts',
    'secure-entry.ts',
  ])
  const files = readdirSync(folder).filter((file) => kinds.has(file))
  return Object.fromEntries(files.map((file) => [basename(file, '.ts'), join(folder, file)]))
}

/** One page per kind of screen: every folder of src/renderer with an index.html. */
function pages() {
  const folder = join(root, 'src', 'renderer')
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const found = entries.filter((entry) => basename(entry) === 'index.html')
  return Object.fromEntries(found.map((entry) => [join(entry, '..'), join(folder, entry)]))
}

export default defineConfig(({ mode }) => {
  const define = { __DEVELOPMENT__: String(mode !== 'production') }
  // Each build has a folder of its own: what is packaged cannot be what was built for development, nor the other way.
  const out = mode === 'production' ? join(root, 'out', 'shipping') : join(root, 'out')
  return {
    main: {
      define,
      build: {
        outDir: join(out, 'main'),
        target: node,
        externalizeDeps: false,
        minify: false,
        rolldownOptions: {
          external,
          input: {
            index: join(root, 'src', 'main', 'index.ts'),
            'device-host': join(root, 'drivers', 'host.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      define,
      build: {
        outDir: join(out, 'preload'),
        target: node,
        externalizeDeps: false,
        isolatedEntries: true,
        minify: false,
        rolldownOptions: {
          external: ['electron'],
          input: preloads(),
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: join(root, 'src', 'renderer'),
      plugins: [react()],
      define,
      build: {
        outDir: join(out, 'renderer'),
        target: chrome,
        minify: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: pages() },
      },
    },
  }
})

/** How the measuring programs are built: one for plain Node, one that is an Electron application of its own. */
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const root = import.meta.dirname

/** The tools are plain Node and stay where they are: they find the project by their own place in it. */
const toolsInPlace: Plugin = {
  name: 'passonly-tools-in-place',
  enforce: 'pre',
  resolveId: (source, importer) =>
    importer && source.endsWith('.mjs') && source.startsWith('.')
      ? { id: pathToFileURL(resolve(importer, '..', source)).href, external: true }
      : null,
}

export default defineConfig({
  root,
  plugins: [toolsInPlace],
  define: { __DEVELOPMENT__: 'true' },
  ssr: { noExternal: true, external: ['electron', 'playwright', 'libsql', 'pcsc-mini'], target: 'node' },
  build: {
    ssr: true,
    outDir: join(root, 'out', 'bench'),
    target: 'node20.18',
    minify: false,
    rolldownOptions: {
      input: {
        main: join(root, 'bench', 'main.ts'),
        window: join(root, 'bench', 'window', 'main.ts'),
        'platform-server': join(root, 'bench', 'platform', 'server.ts'),
        'sm2-worker': join(root, 'sandbox', 'platform', 'sm2-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})

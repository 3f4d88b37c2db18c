/** How the sandbox's server is built: a program for plain Node. It is never part of a package. */
import { join } from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

export default defineConfig({
  root,
  define: { __DEVELOPMENT__: 'true' },
  ssr: { noExternal: true, external: ['libsql'], target: 'node' },
  build: {
    ssr: true,
    outDir: join(root, 'out', 'sandbox'),
    emptyOutDir: false,
    target: 'node20.18',
    minify: false,
    rolldownOptions: {
      input: {
        main: join(root, 'sandbox', 'main.ts'),
        export: join(root, 'sandbox', 'export.ts'),
        'sm2-worker': join(root, 'sandbox', 'platform', 'sm2-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})

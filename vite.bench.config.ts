/** How the measuring programs are built: one for plain Node, one that is an Electron application of its own. */
import { join } from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

export default defineConfig({
  root,
  define: { __DEVELOPMENT__: 'true' },
  ssr: { noExternal: true, external: ['electron', 'playwright', 'libsql'], target: 'node' },
  build: {
    ssr: true,
    outDir: join(root, 'out', 'bench'),
    target: 'node20.18',
    minify: false,
    rolldownOptions: {
      external: [/\.mjs$/],
      input: {
        main: join(root, 'bench', 'main.ts'),
        window: join(root, 'bench', 'window', 'main.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})

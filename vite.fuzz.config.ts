/** How the program that feeds readers with damaged inputs is built, for plain Node. */
import { join } from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

export default defineConfig({
  root,
  define: { __DEVELOPMENT__: 'true' },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: join(root, 'bench', 'fuzz', 'main.ts'),
    outDir: join(root, 'out', 'fuzz'),
    target: 'node20.18',
    minify: false,
    rolldownOptions: { output: { format: 'es', entryFileNames: '[name].js' } },
  },
})

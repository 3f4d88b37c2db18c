/**
 * How the sandbox's web pages are built: the phone's wallet, the device bench, the four-sided
 * page, the relying parties' sites. They run in ordinary browsers.
 */
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = import.meta.dirname

export default defineConfig({
  root: join(root, 'sandbox'),
  base: './',
  plugins: [react()],
  define: { __DEVELOPMENT__: 'true' },
  build: {
    outDir: join(root, 'out', 'sandbox', 'web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['wallet', 'bench', 'four-sides', 'relying-party'].map((page) =>
        join(root, 'sandbox', page, 'index.html'),
      ),
    },
  },
})

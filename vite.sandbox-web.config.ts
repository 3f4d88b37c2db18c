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
  // What a page needs under a name that stays the same: manifest and icons.
  publicDir: join(root, 'sandbox', 'public'),
  plugins: [react()],
  define: { __DEVELOPMENT__: 'true' },
  build: {
    outDir: join(root, 'out', 'sandbox', 'web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The cryptography's package asks Node for random octets where there is no browser to ask; here there is one.
      external: ['crypto'],
      input: ['wallet', 'bench', 'four-sides', 'relying-party'].map((page) =>
        join(root, 'sandbox', page, 'index.html'),
      ),
    },
  },
})

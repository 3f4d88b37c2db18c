// @ts-check
/** The session's program, one file, so that the guest reads little and needs no TypeScript. */
import { join } from 'node:path'
import { root } from '../../../tools/lib/paths.mjs'

/**
 * Bundles guest/session.ts. It must lie two folders below the repository's root: what it shares with our tools finds the
 * root from its own place.
 * @param {string} folder
 * @returns {Promise<string>} path of the program
 */
export async function bundleSession(folder) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['libsql', 'node-hid'], target: 'node' },
    build: {
      ssr: join(root, 'e2e', 'lab', 'guest', 'session.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'session.mjs', codeSplitting: false } },
    },
  })
  return join(folder, 'session.mjs')
}

import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { keptServerIdentitySchema } from './server-identity.ts'
import { keptWebTerminalSchema } from './web-terminal.ts'

/** The server's keys, in a file of their own: the database holds what is known of people, and no key. */
export const serverKeysSchema = z.strictObject({
  version: z.literal(2),
  server: keptServerIdentitySchema,
  terminals: z.array(keptWebTerminalSchema),
})
export type ServerKeys = z.output<typeof serverKeysSchema>
export type KeptServerKeys = z.input<typeof serverKeysSchema>

const formerSchema = z.object({ version: z.literal(1) })

/** @returns null where there is none yet, or one that a former sandbox wrote: its server enrols anew */
export async function readServerKeys(file: string): Promise<ServerKeys | null> {
  try {
    const keys = z.union([serverKeysSchema, formerSchema]).parse(JSON.parse(await readFile(file, 'utf8')))
    return keys.version === 1 ? null : keys
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Whole or not at all, and for its owner alone. */
export async function writeServerKeys(file: string, keys: KeptServerKeys): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(keys)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

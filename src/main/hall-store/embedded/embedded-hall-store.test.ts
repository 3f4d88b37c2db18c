import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hallStoreContract } from '../hall-store-contract.ts'
import { openEmbeddedHallStore } from './embedded-hall-store.ts'

hallStoreContract('an SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hall-'))
  return {
    open: async (gate) => openEmbeddedHallStore(join(folder, 'state', 'hall.db'), gate),
    remove: async () => {
      rmSync(folder, { recursive: true })
    },
  }
})

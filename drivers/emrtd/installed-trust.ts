import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { readTrustFolder } from './trust-folder.ts'
import type { TrustStore } from './trust-store.ts'

/** Where a shipping build finds the certificates of the authorities that issue travel documents. */
export const documentTrustPath = '/etc/passonly/csca'

/** The folder is missing, or somebody other than the administrator could have put something into it. */
export class DocumentTrustError extends Error {
  constructor() {
    super('document trust')
    this.name = 'DocumentTrustError'
  }
}

function isProtected({ uid, mode }: Stats): boolean {
  return uid === 0 && (mode & 0o022) === 0
}

/**
 * The authorities of an installed terminal: plain files, in a folder, all owned by the superuser and writable by nobody
 * else.
 * @throws DocumentTrustError
 */
export function readInstalledTrust(folder: string = documentTrustPath): TrustStore {
  return readingFolder(() => {
    const stats = lstatSync(folder)
    if (!stats.isDirectory() || !isProtected(stats)) throw new DocumentTrustError()
    for (const name of readdirSync(folder)) {
      const file = lstatSync(join(folder, name))
      if (!file.isFile() || !isProtected(file)) throw new DocumentTrustError()
    }
    return readTrustFolder(folder).store
  })
}

/**
 * The authorities of a sandbox, for development builds: any folder.
 * @throws DocumentTrustError
 */
export function readSandboxTrust(folder: string): TrustStore {
  return readingFolder(() => readTrustFolder(folder).store)
}

function readingFolder(read: () => TrustStore): TrustStore {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new DocumentTrustError()
    throw error
  }
}

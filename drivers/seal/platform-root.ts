import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import type { GmCertificate } from '../../src/shared/gm/index.ts'
import {
  PlatformRootError,
  platformRootPath,
  readRootPem,
  requireProtected,
} from '../../src/shared/platform-root.ts'

const largestFile = 16 * 1024

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}

/** @param judge looks at the open file, not at its name: the name could stand for another by then */
function readText(file: string, judge: (stats: Stats) => void): string {
  let descriptor: number
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new PlatformRootError(error.code === 'ELOOP' ? 'not-protected' : 'unreadable')
  }
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw new PlatformRootError('not-protected')
    judge(stats)
    if (stats.size > largestFile) throw new PlatformRootError('malformed')
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

function requireProtectedFolder(folder: string): void {
  let stats: Stats
  try {
    stats = lstatSync(folder)
  } catch (error) {
    if (isSystemError(error)) throw new PlatformRootError('unreadable')
    throw error
  }
  if (!stats.isDirectory()) throw new PlatformRootError('not-protected')
  requireProtected(stats)
}

/**
 * The root of an installed terminal: a regular file, in a folder, both owned by the superuser and writable by
 * nobody else. The device host reads it itself, so that no other process can put another in its place; only the rules are
 * shared with main.
 * @throws PlatformRootError
 */
export function readInstalledRoot(file: string = platformRootPath): GmCertificate {
  requireProtectedFolder(dirname(file))
  return readRootPem(readText(file, requireProtected), false)
}

/**
 * The root of a sandbox, for development builds: any file, but only a certificate that says of itself that it is
 * a sandbox's, so that a terminal started this way can never seal for a real platform.
 * @throws PlatformRootError
 */
export function readSandboxRoot(file: string): GmCertificate {
  return readRootPem(
    readText(file, () => undefined),
    true,
  )
}

import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import {
  fromPem,
  type GmCertificate,
  GmError,
  isSandboxCertificate,
  parseCertificate,
} from '../../src/shared/gm/index.ts'

/** Where an installed terminal keeps the certificate that all sealing rests on: one PEM block. */
export const installedPlatformRoot = '/etc/passonly/platform-root.pem'

const largestFile = 16 * 1024
const superuser = 0
const writableByOthers = 0o022

/** The platform's root cannot be had. The reason never says what the file holds. */
export class PlatformRootError extends Error {
  readonly reason: 'missing' | 'unsafe' | 'not-a-certificate' | 'not-a-sandbox'

  constructor(reason: PlatformRootError['reason']) {
    super(`platform root: ${reason}`)
    this.name = 'PlatformRootError'
    this.reason = reason
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}

/** Only the superuser can have written it, and nobody else can. */
function isSuperusersOwn(stats: Stats): boolean {
  return stats.uid === superuser && (stats.mode & writableByOthers) === 0
}

/** @param isTrustworthy looks at the open file, not at its name: the name could stand for another by then */
function readText(file: string, isTrustworthy: (stats: Stats) => boolean): string {
  let descriptor: number
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new PlatformRootError(error.code === 'ELOOP' ? 'unsafe' : 'missing')
  }
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile() || !isTrustworthy(stats)) throw new PlatformRootError('unsafe')
    if (stats.size > largestFile) throw new PlatformRootError('not-a-certificate')
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

function certificateOf(text: string): GmCertificate {
  try {
    return parseCertificate(fromPem('CERTIFICATE', text))
  } catch (error) {
    if (error instanceof GmError) throw new PlatformRootError('not-a-certificate')
    throw error
  }
}

function requireSuperusersFolder(folder: string): void {
  let stats: Stats
  try {
    stats = lstatSync(folder)
  } catch (error) {
    if (isSystemError(error)) throw new PlatformRootError('missing')
    throw error
  }
  if (!stats.isDirectory() || !isSuperusersOwn(stats)) throw new PlatformRootError('unsafe')
}

/**
 * The root of an installed terminal: a regular file, in a folder, both owned by the superuser and writable by
 * nobody else. The device host reads it itself, so that no other process can put another in its place.
 * @throws PlatformRootError
 */
export function readInstalledRoot(file: string = installedPlatformRoot): GmCertificate {
  requireSuperusersFolder(dirname(file))
  return certificateOf(readText(file, isSuperusersOwn))
}

/**
 * The root of a sandbox, for development builds: any file, but only a certificate that says of itself that it is
 * a sandbox's, so that a terminal started this way can never seal for a real platform.
 * @throws PlatformRootError
 */
export function readSandboxRoot(file: string): GmCertificate {
  const certificate = certificateOf(readText(file, () => true))
  if (!isSandboxCertificate(certificate)) throw new PlatformRootError('not-a-sandbox')
  return certificate
}

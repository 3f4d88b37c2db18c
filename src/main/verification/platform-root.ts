import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isSandboxCertificate, type GmCertificate } from '../../shared/gm/certificate.ts'
import {
  PlatformRootError,
  readRootPem,
  requireProtected,
  type Ownership,
} from '../../shared/platform-root.ts'

/** The root under which every reply must stand. The device host reads its own: main cannot substitute that one. */
export interface PlatformRoot {
  readonly certificate: GmCertificate
  /** A sandbox's root: every screen says TEST. */
  readonly isTest: boolean
}

interface OpenedFile {
  readonly text: string
  readonly file: Ownership
  readonly folder: Ownership
}

/** No certificate is longer (bytes). */
const largestFile = 16 * 1024

/** What was judged is what was read: one descriptor, no link followed, no pipe waited for. */
function open(path: string): OpenedFile {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const file = fstatSync(descriptor)
      if (!file.isFile()) throw new PlatformRootError('unreadable')
      if (file.size > largestFile) throw new PlatformRootError('malformed')
      return { text: readFileSync(descriptor, 'utf8'), file, folder: statSync(dirname(path)) }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    throw error instanceof PlatformRootError ? error : new PlatformRootError('unreadable')
  }
}

/**
 * Reads the platform's root certificate.
 * @param development a development build, whose file must be a sandbox's root and may belong to anybody; in a
 * shipping build file and folder belong to root
 * @throws PlatformRootError
 */
export function readPlatformRoot(path: string, development: boolean): PlatformRoot {
  const { text, file, folder } = open(path)
  if (!development) requireProtected(file, folder)
  const certificate = readRootPem(text, development)
  return { certificate, isTest: isSandboxCertificate(certificate) }
}

import { parseCertificate, fromPem, isSandboxCertificate, type GmCertificate } from './gm/certificate.ts'
import { GmError } from './gm/errors.ts'

/** Where a shipping build finds the platform's root certificate. */
export const platformRootPath = '/etc/passonly/platform-root.pem'

/** What a file system says of a file or folder. */
export interface Ownership {
  readonly uid: number
  /** Permission bits, as in `st_mode`. */
  readonly mode: number
}

export const platformRootFaults = [
  /** Missing, not a plain file, or not readable. */
  'unreadable',
  /** Somebody other than root owns the file or its folder, or may write to it. */
  'not-protected',
  /** Not one PEM block with an SM2 certificate of an authority. */
  'malformed',
  /** A development build trusts a sandbox's root and no other. */
  'not-a-sandbox',
] as const
export type PlatformRootFault = (typeof platformRootFaults)[number]

export class PlatformRootError extends Error {
  readonly fault: PlatformRootFault

  constructor(fault: PlatformRootFault) {
    super(`platform root: ${fault}`)
    this.name = 'PlatformRootError'
    this.fault = fault
  }
}

/** In a shipping build the root and its folder belong to root, and nobody else may write there. */
export function requireProtected(...owned: readonly Ownership[]): void {
  if (owned.some(({ uid, mode }) => uid !== 0 || (mode & 0o022) !== 0))
    throw new PlatformRootError('not-protected')
}

/**
 * The root certificate in a PEM file.
 * @param development a development build: its root comes from a place that anybody may name, so it must be a
 * sandbox's, which puts TEST on every screen
 * @throws PlatformRootError
 */
export function readRootPem(pem: string, development: boolean): GmCertificate {
  const root = parseRoot(pem)
  if (!root.isCa) throw new PlatformRootError('malformed')
  if (development && !isSandboxCertificate(root)) throw new PlatformRootError('not-a-sandbox')
  return root
}

function parseRoot(pem: string): GmCertificate {
  try {
    return parseCertificate(fromPem('CERTIFICATE', pem))
  } catch (error) {
    if (error instanceof GmError) throw new PlatformRootError('malformed')
    throw error
  }
}

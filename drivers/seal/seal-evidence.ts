import type { BizSeq, EvidenceKind, TerminalNumber } from '../../src/shared/check.ts'
import type { SealRefusal } from '../../src/shared/device-contract.ts'
import {
  envelopData,
  type GmCertificate,
  GmError,
  parseCertificate,
  prepareRecipient,
  verifyCertificateChain,
  zero,
} from '../../src/shared/gm/index.ts'
import { writeEvidenceContent } from '../../src/shared/sealed-content.ts'
import { writeTimeStamp } from '../../src/shared/wire.ts'
import { PlatformRootError } from '../../src/shared/platform-root.ts'

export interface Evidence {
  readonly kind: EvidenceKind
  readonly bizSeq: BizSeq
  readonly terminal: TerminalNumber
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number
  /** What the device read. The caller zeroes it. */
  readonly presented: Uint8Array
}

/** Gives CMS EnvelopedData (GB/T 35275), DER, that only the platform can open. */
export type Seal = (evidence: Evidence) => Uint8Array

/** Sealing is not possible, for one of the contract's reasons. */
export class SealRefused extends Error {
  readonly reason: SealRefusal

  constructor(reason: SealRefusal) {
    super(`no seal: ${reason}`)
    this.name = 'SealRefused'
    this.reason = reason
  }
}

/** @throws SealRefused */
function rootFrom(readRoot: () => GmCertificate): GmCertificate {
  try {
    return readRoot()
  } catch (error) {
    if (error instanceof PlatformRootError) throw new SealRefused('root-unreadable')
    throw error
  }
}

/**
 * The platform's encryption certificate, if it leads to the root at this time and may be encrypted to.
 * @throws SealRefused
 */
function trustedRecipient(
  platformChain: readonly Uint8Array[],
  root: GmCertificate,
  at: Date,
): GmCertificate {
  try {
    const [leaf, ...intermediates] = platformChain.map(parseCertificate)
    if (!leaf) throw new SealRefused('platform-untrusted')
    verifyCertificateChain({ leaf, intermediates, root, at, usage: 'keyEncipherment' })
    prepareRecipient(leaf)
    return leaf
  } catch (error) {
    if (error instanceof GmError) throw new SealRefused('platform-untrusted')
    throw error
  }
}

/** Seals and leaves no plaintext behind but the caller's own. */
function sealFor(recipient: GmCertificate, { time, ...evidence }: Evidence): Uint8Array {
  const content = writeEvidenceContent({ ...evidence, timeStamp: writeTimeStamp(time) })
  try {
    return envelopData({ content, recipient })
  } finally {
    zero(content)
  }
}

/**
 * Does at arming all that need not wait for a presentation: reads the root, verifies the platform's chain, and makes
 * the tables for the encryption.
 * @param platformChain DER, the encryption certificate first, the root left out
 * @param time milliseconds since 1970-01-01 UTC
 * @throws SealRefused
 */
export function prepareSeal(
  platformChain: readonly Uint8Array[],
  readRoot: () => GmCertificate,
  time: number,
): Seal {
  const recipient = trustedRecipient(platformChain, rootFrom(readRoot), new Date(time))
  return (evidence) => sealFor(recipient, evidence)
}

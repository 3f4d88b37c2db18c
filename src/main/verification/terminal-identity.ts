import type { TerminalNumber } from '../../shared/check.ts'
import { requireKeyPair, type Sm2KeyPair } from '../../shared/gm/sm2-keys.ts'
import { equalBytes, zero } from '../../shared/gm/bytes.ts'
import {
  type GmCertificate,
  type LeafUsage,
  parseCertificate,
  verifyCertificateChain,
} from '../../shared/gm/certificate.ts'
import { GmError } from '../../shared/gm/errors.ts'

/** What makes this terminal known to the platform. */
export interface TerminalIdentity {
  readonly terminal: TerminalNumber
  readonly keyPair: Sm2KeyPair
  /** The terminal's certificate and its issuers up to, not including, the root; DER, leaf first. */
  readonly terminalChain: readonly Uint8Array[]
  /** The same of the platform's encryption certificate, under which the device host seals. */
  readonly platformChain: readonly Uint8Array[]
  /** The same of the platform's signing certificate. A reply is believed from no other signer and with no other path. */
  readonly signerChain: readonly Uint8Array[]
}

/** Whether key, certificate and terminal number are of one terminal. */
export function belongsTogether({ terminal, keyPair, terminalChain }: TerminalIdentity): boolean {
  try {
    const [leaf] = terminalChain
    if (leaf === undefined) return false
    const certificate = parseCertificate(leaf)
    requireKeyPair(keyPair)
    return (
      equalBytes(certificate.publicKey, keyPair.publicKey) && isTerminalName(certificate.subject, terminal)
    )
  } catch (error) {
    if (error instanceof GmError) return false
    throw error
  }
}

/** A terminal's certificate names it by its number alone (common name), whatever else the subject says. */
export function isTerminalName(subject: string, terminal: TerminalNumber): boolean {
  return subject.split(',').includes(`CN=${terminal}`)
}

/**
 * Throws unless all chains of an identity lead to this root at this moment: the terminal may sign, evidence may be
 * sealed for the platform, and the platform may sign.
 *
 * Every terminal's certificate leads to the same root and may sign too. The platform's two certificates (双证书) bear one
 * name, which the authority gives to nobody else: whoever signs must be whom the evidence is sealed for.
 * @throws GmError
 */
export function requireChains(
  {
    terminalChain,
    platformChain,
    signerChain,
  }: Pick<TerminalIdentity, 'terminalChain' | 'platformChain' | 'signerChain'>,
  root: GmCertificate,
  at: Date,
): void {
  requireChain(terminalChain, 'digitalSignature', root, at)
  const encryption = requireChain(platformChain, 'keyEncipherment', root, at)
  const signing = requireChain(signerChain, 'digitalSignature', root, at)
  if (!equalBytes(signing.subjectRaw, encryption.subjectRaw)) throw new GmError('signer')
}

function requireChain(
  chain: readonly Uint8Array[],
  usage: LeafUsage,
  root: GmCertificate,
  at: Date,
): GmCertificate {
  const [leaf, ...intermediates] = chain.map(parseCertificate)
  if (leaf === undefined) throw new GmError('certificate-chain')
  verifyCertificateChain({ leaf, intermediates, root, at, usage })
  return leaf
}

/** Whether an identity that was stored earlier is still good under the root that the terminal has now. */
export function standsUnder(identity: TerminalIdentity, root: GmCertificate, at: Date): boolean {
  try {
    requireChains(identity, root, at)
    return true
  } catch (error) {
    if (error instanceof GmError) return false
    throw error
  }
}

export function forget(identity: Pick<TerminalIdentity, 'keyPair'>): void {
  zero(identity.keyPair.privateKey)
}

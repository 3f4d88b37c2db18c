import type { TerminalNumber } from '../../shared/check.ts'
import { requireKeyPair, type Sm2KeyPair } from '../../shared/gm/sm2-keys.ts'
import { equalBytes, zero } from '../../shared/gm/bytes.ts'
import { parseCertificate } from '../../shared/gm/certificate.ts'
import { GmError } from '../../shared/gm/errors.ts'

/** What makes this terminal known to the platform. */
export interface TerminalIdentity {
  readonly terminal: TerminalNumber
  readonly keyPair: Sm2KeyPair
  /** The terminal's certificate and its issuers up to, not including, the root; DER, leaf first. */
  readonly terminalChain: readonly Uint8Array[]
  /** The same of the platform's encryption certificate, under which the device host seals. */
  readonly platformChain: readonly Uint8Array[]
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

export function forget(identity: Pick<TerminalIdentity, 'keyPair'>): void {
  zero(identity.keyPair.privateKey)
}

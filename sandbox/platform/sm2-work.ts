import type { AuthorityCredentials, Credential } from './authority-files.ts'
import { keepCertificate } from '../../src/shared/gm/certificate-parse.ts'
import { openEnvelope, verifySignedData } from '../../src/shared/gm/cms.ts'
import { nativeMultiply } from './native-sm2.ts'

/** A message whose signature holds, under a certificate of the issuing authority. */
export interface VerifiedMessage {
  readonly content: Uint8Array
  /** The signer's certificate, DER. */
  readonly signer: Uint8Array
}

/**
 * The cryptography that takes milliseconds: verifying what terminals signed, opening what device hosts sealed. Both
 * reject with a `GmError`.
 */
export interface Sm2Work {
  /** @param message CMS SignedData, DER @param at ms */
  verify(message: Uint8Array, at: number): Promise<VerifiedMessage>
  /** @param envelope CMS EnvelopedData, DER; the caller zeroes what it gets */
  open(envelope: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * Verifies before anybody reads. Terminals are certified by the issuing authority alone, so that certificate is the
 * anchor: a message may bring it along or leave it out.
 */
export function verifyMessage(
  { issuing }: { readonly issuing: Pick<Credential, 'certificate'> },
  message: Uint8Array,
  at: number,
): VerifiedMessage {
  // Every terminal's message brings it along.
  keepCertificate(issuing.certificate)
  const { content, signer } = verifySignedData(message, { root: issuing.certificate, at: new Date(at) })
  return { content, signer: signer.der }
}

export function openMessage(
  { encryption }: Pick<AuthorityCredentials, 'encryption'>,
  envelope: Uint8Array,
): Uint8Array {
  const { certificate, keyPair } = encryption
  return openEnvelope(envelope, { certificate, privateKey: keyPair.privateKey, multiply: nativeMultiply })
}

/** Does the work where it is asked for, on the event loop's thread. */
export function workHere(credentials: Pick<AuthorityCredentials, 'issuing' | 'encryption'>): Sm2Work {
  return {
    verify: async (message, at) => verifyMessage(credentials, message, at),
    open: async (envelope) => openMessage(credentials, envelope),
    close: async () => undefined,
  }
}

import type { TerminalNumber } from '../../src/shared/check.ts'
import { type GmCertificate, issueCertificate, randomSerial } from '../../src/shared/gm/certificate.ts'
import { encodeName } from '../../src/shared/gm/distinguished-name.ts'
import { type AuthorityCredentials, type Credential, organisation, validity } from './authority-files.ts'

const terminalYears = 2

/** The platform's own keys, and the right to certify terminals. */
export interface CertificateAuthority {
  readonly root: GmCertificate
  readonly issuing: GmCertificate
  /** Signs replies. */
  readonly signing: Credential
  /** Opens what device hosts sealed. */
  readonly encryption: Credential
  /** Certifies a terminal's key; DER. Its name is the number alone: nothing of place or owner. */
  certifyTerminal(number: TerminalNumber, publicKey: Uint8Array, now: number): Uint8Array
}

/** The DER of the name that a terminal's certificate carries. */
export function terminalName(number: TerminalNumber): Uint8Array {
  return encodeName({ commonName: number, organisation, country: 'CN' })
}

export function certificateAuthority(credentials: AuthorityCredentials): CertificateAuthority {
  const { root, issuing, signing, encryption } = credentials
  return {
    root: root.certificate,
    issuing: issuing.certificate,
    signing,
    encryption,
    certifyTerminal: (number, publicKey, now) =>
      issueCertificate({
        subject: terminalName(number),
        issuer: issuing.certificate,
        issuerKey: issuing.keyPair,
        publicKey,
        serial: randomSerial(),
        ...validity(now, terminalYears),
        isCa: false,
        keyUsage: ['digitalSignature'],
      }),
  }
}

import { toBase64, zero } from '../../../src/shared/gm/bytes.ts'
import { parseCertificate } from '../../../src/shared/gm/certificate.ts'
import { envelopData, signData } from '../../../src/shared/gm/cms.ts'
import type { CertificateAuthority } from '../certificate-authority.ts'
import type { PartyServer } from '../store/party-servers.ts'
import {
  type Notice,
  type PartyAnswer,
  type SealedNotice,
  type SealedReceipt,
  type SealedRetained,
  writePartyJson,
} from './wire.ts'

/** Seals what is about a person for one relying party's server; EnvelopedData in base64. */
export function sealFor(
  { encryption }: PartyServer,
  content: SealedNotice | SealedReceipt | SealedRetained,
): string {
  const bytes = writePartyJson(content)
  try {
    return toBase64(envelopData({ content: bytes, recipient: parseCertificate(encryption) }))
  } finally {
    zero(bytes)
  }
}

/** SignedData of the platform, DER. */
export function signForParty(authority: CertificateAuthority, content: Notice | PartyAnswer): Uint8Array {
  const { certificate, keyPair } = authority.signing
  const includeCertificate = [authority.issuing.der]
  return signData({ content: writePartyJson(content), certificate, keyPair, includeCertificate })
}

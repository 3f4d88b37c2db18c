import { equalBytes } from '../../shared/gm/bytes.ts'
import { type GmCertificate, verifyCertificateChain } from '../../shared/gm/certificate.ts'
import { readSignedData } from '../../shared/gm/cms.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'

export interface ReplyTrust {
  readonly root: GmCertificate
  /** DER, the platform's signing certificate first, the root left out; as the platform gave it at enrolment. */
  readonly signerChain: readonly Uint8Array[]
  readonly at: Date
}

/**
 * The content of a signed reply, once the signature and the signer's chain hold.
 *
 * The certificates it brings must be, byte for byte, those that the terminal has known since its enrolment. Another one
 * that leads to the same root would verify as well, and could carry something about the person in its serial number or an
 * extension: a reply has no room for that.
 * @throws GmError, VerificationUnavailable `reply-certificate`
 */
export function verifyReplySignature(der: Uint8Array, { root, signerChain, at }: ReplyTrust): Uint8Array {
  const message = readSignedData(der)
  const { signer, certificates } = message
  const isKnown = (certificate: GmCertificate) =>
    signerChain.some((known) => equalBytes(known, certificate.der))
  const [known] = signerChain
  if (
    known === undefined ||
    !equalBytes(known, signer.der) ||
    certificates.length !== signerChain.length ||
    !certificates.every(isKnown)
  ) {
    throw new VerificationUnavailable('reply-certificate')
  }
  const intermediates = certificates.filter((certificate) => certificate !== signer)
  verifyCertificateChain({ leaf: signer, intermediates, root, at, usage: 'digitalSignature' })
  message.verify()
  return message.content
}

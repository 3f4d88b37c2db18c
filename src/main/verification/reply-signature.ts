import { equalBytes } from '../../shared/gm/bytes.ts'
import { type GmCertificate, verifyCertificateChain } from '../../shared/gm/certificate.ts'
import { readSignedData } from '../../shared/gm/cms.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'

export interface ReplyTrust {
  readonly root: GmCertificate
  /** The certificate under which evidence is sealed. */
  readonly encryption: GmCertificate
  readonly at: Date
}

/**
 * The content of a signed reply, once the signature, its chain and the signer's name hold.
 *
 * Every terminal's certificate leads to the same root and may sign too. The platform's two certificates (双证书)
 * bear one name, which the authority gives to nobody else: the signer must be whoever the evidence is sealed for.
 * @throws GmError, VerificationUnavailable `reply-certificate`
 */
export function verifyReplySignature(der: Uint8Array, { root, encryption, at }: ReplyTrust): Uint8Array {
  const message = readSignedData(der)
  const { signer, certificates } = message
  const intermediates = certificates.filter((certificate) => certificate !== signer)
  if (!equalBytes(signer.subjectRaw, encryption.subjectRaw) || !isBarePath(signer, intermediates)) {
    throw new VerificationUnavailable('reply-certificate')
  }
  verifyCertificateChain({ leaf: signer, intermediates, root, at, usage: 'digitalSignature' })
  message.verify()
  return message.content
}

/** Whether every certificate is an issuer on the signer's path: a reply brings nothing along that nobody reads. */
function isBarePath(signer: GmCertificate, intermediates: readonly GmCertificate[]): boolean {
  let rest = intermediates
  for (let at = signer; rest.length > 0;) {
    const issuer = rest.find((certificate) => equalBytes(certificate.subjectRaw, at.issuerRaw))
    if (issuer === undefined) return false
    rest = rest.filter((certificate) => certificate !== issuer)
    at = issuer
  }
  return true
}

import { isSignedBy, readCertificate } from './certificate.ts'
import { DocumentFault } from './fault.ts'
import { readSignedMessage } from './signed-message.ts'
import { readExactly, readMembers, readOnly } from './tlv.ts'
import { trustStore } from './trust-store.ts'

const masterList = '2.23.136.1.1.2'
const mostCertificates = 16_384

/**
 * The authorities' certificates in a master list (ICAO 9303-12, 9). Its signature must hold, and its signer be issued by
 * an authority that is in the list or among `known`: the list then is as its publisher made it. That it is the right
 * publisher's is for whoever put the list where it was read. Throws `unreadable`, `issuer-unknown`, `signature-not-trusted`.
 */
export function readMasterList(der: Uint8Array, known: readonly Uint8Array[]): readonly Uint8Array[] {
  const message = readSignedMessage(der)
  if (message.contentType !== masterList) throw new DocumentFault('unreadable')
  const [, list] = readExactly(readOnly(message.content, 0x30), 0x02, 0x31)
  if (!list) throw new DocumentFault('unreadable')
  const certificates = readMembers(list, mostCertificates).map(({ raw }) => raw)
  const authorities = trustStore([...known, ...certificates])
  const [signer] = message.signers
  const outline = signer && message.certificates.find((certificate) => signer.isNamedBy(certificate))
  if (!outline) throw new DocumentFault('unreadable')
  const certificate = readCertificate(outline.der)
  const issuers = authorities.issuersOf(certificate)
  if (issuers.length === 0) throw new DocumentFault('issuer-unknown')
  const issued = issuers.some((issuer) => isSignedBy(certificate, readCertificate(issuer.der)))
  if (!issued || !certificate.key || !signer.signedWith(certificate.key)) {
    throw new DocumentFault('signature-not-trusted')
  }
  return certificates
}

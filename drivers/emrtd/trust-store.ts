import { toHex } from '../../src/shared/gm/bytes.ts'
import { type CertificateOutline, outlineOf } from './certificate-outline.ts'
import type { DocumentCertificate } from './certificate.ts'

/** The authorities (CSCA) whose document signers are trusted. */
export interface TrustStore {
  readonly size: number
  /** The authorities that may have issued a certificate, by key identifier and by name; few. */
  issuersOf(certificate: DocumentCertificate): readonly CertificateOutline[]
}

/** An authority has few keys at a time, and few certificates for each. */
const mostIssuers = 16

/** A store of these certificates. Throws `unreadable` when one of them is none. */
export function trustStore(certificates: Iterable<Uint8Array>): TrustStore {
  const all = new Map<string, CertificateOutline>()
  const byKeyId = new Map<string, CertificateOutline[]>()
  const bySubject = new Map<string, CertificateOutline[]>()
  for (const der of certificates) {
    const name = toHex(der)
    if (all.has(name)) continue
    const outline = outlineOf(der)
    all.set(name, outline)
    add(bySubject, outline.subject, outline)
    if (outline.subjectKeyId) add(byKeyId, outline.subjectKeyId, outline)
  }
  return {
    size: all.size,
    issuersOf: ({ authorityKeyId, issuer }) => {
      const found = new Set([
        ...((authorityKeyId && byKeyId.get(toHex(authorityKeyId))) ?? []),
        ...(bySubject.get(toHex(issuer)) ?? []),
      ])
      return [...found].slice(0, mostIssuers)
    },
  }
}

function add(index: Map<string, CertificateOutline[]>, key: Uint8Array, outline: CertificateOutline): void {
  const name = toHex(key)
  const list = index.get(name)
  if (list) list.push(outline)
  else index.set(name, [outline])
}

import { type CertificatePurpose, type Certified, certify, distinguishedName } from './certificates.ts'
import type { Random } from './curves.ts'
import { integer, sequence, setOf } from './der-values.ts'
import { objectId } from './object-identifiers.ts'
import { signContent } from './signed-data.ts'
import { createSigner, generateKeysAside, type Keys, type SignatureScheme } from './signing.ts'

/** A state that issues documents. None of these names belongs to a real authority. */
export interface AuthorityProfile {
  /** Two letters, as certificates have it. */
  readonly country: string
  readonly organisation: string
  readonly root: SignatureScheme
  readonly documentSigner: SignatureScheme
}

/** The root (CSCA), and a document signer under it. */
export interface IssuingAuthority {
  readonly root: Certified
  /** Made at first use, which takes the better part of a second where its key is one of RSA and was not prepared. */
  readonly documentSigner: Certified
  /** Makes the document signer while others go on. */
  prepare(): Promise<void>
  /** A master list with these roots (DER), by a signer of its own under this root (ICAO 9303-12, 9). */
  masterList(roots: readonly Uint8Array[]): Uint8Array
}

const day = 86_400_000

export function openIssuingAuthority(profile: AuthorityProfile, now: Date, random: Random): IssuingAuthority {
  const from = (days: number) => new Date(Math.floor(now.getTime() / 1000) * 1000 + days * day)
  const named = (purpose: CertificatePurpose, commonName: string, scheme: SignatureScheme, keys?: Keys) => ({
    purpose,
    signer: createSigner(scheme, keys),
    subject: distinguishedName(profile.country, profile.organisation, commonName),
  })
  const root = certify(
    {
      ...named('root', 'Test CSCA', profile.root),
      issuer: null,
      notBefore: from(-800),
      notAfter: from(5000),
    },
    random,
  )
  const under = { issuer: root, notBefore: from(-60), notAfter: from(4000) }
  let documentSigner: Certified | null = null
  let preparing: Promise<void> | null = null
  const makeDocumentSigner = (keys?: Keys): Certified => {
    const signer = named('document-signer', 'Test document signer', profile.documentSigner, keys)
    return certify({ ...signer, ...under }, random)
  }
  const prepare = async () => {
    const keys = await generateKeysAside(profile.documentSigner)
    documentSigner ??= makeDocumentSigner(keys)
  }
  return {
    root,
    get documentSigner() {
      documentSigner ??= makeDocumentSigner()
      return documentSigner
    },
    prepare: async () => {
      if (documentSigner) return
      preparing ??= prepare()
      await preparing
    },
    masterList: (roots) => {
      const lister = named('master-list-signer', 'Test master list signer', profile.documentSigner)
      return signContent({
        contentType: objectId.masterList,
        content: sequence(integer(0), setOf(...roots)),
        signer: certify({ ...lister, ...under }, random),
        signerIdentifier: 'key-identifier',
        certificates: [root.certificate],
        signingTime: now,
      })
    },
  }
}

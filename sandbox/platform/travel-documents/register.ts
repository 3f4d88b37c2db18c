/** A travel document as the authority that issued it has it in its register. All of them are invented. */
export interface IssuedDocument {
  /** Three letters, as the machine readable zone has them. */
  readonly issuingState: string
  /** Without fillers. */
  readonly number: string
  /** The holder's date of birth, yyMMdd. */
  readonly birth: string
  /** Whose it is, by the register of persons; null for a holder who is not in it. */
  readonly person: string | null
  readonly reportedLost: boolean
}

/** What the platform knows of travel documents. It is asked at every check, so that it may change at any time. */
export interface DocumentRegister {
  /** The issuing authorities' root certificates (CSCA) in DER that the platform itself trusts. */
  trustedRoots(): readonly Uint8Array[]
  issued(): readonly IssuedDocument[]
}

/** The register of a platform that checks no travel documents: none passes. */
export const noDocuments: DocumentRegister = { trustedRoots: () => [], issued: () => [] }

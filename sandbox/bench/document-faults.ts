/** What can be wrong while a travel document lies on the reader. */
export interface DocumentFaults {
  /** It is taken away while it is at its so-manieth command, each time it is laid down. */
  readonly liftedAt: number | null
  /** Milliseconds that every answer takes more than the chip's own. */
  readonly slowness: number
  /** The share of the answers, 0 to 1, that does not reach the reader. */
  readonly noise: number
}

export const noDocumentFaults: DocumentFaults = { liftedAt: null, slowness: 0, noise: 0 }

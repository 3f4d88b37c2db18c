import type { EvidenceKind } from '../../src/shared/check.ts'
import { fromBase64, zero } from '../../src/shared/gm/bytes.ts'
import { GmError } from '../../src/shared/gm/errors.ts'
import { EvidenceContentError, readEvidenceContent } from '../../src/shared/sealed-content.ts'
import { readTravelDocumentEvidence } from '../../src/shared/travel-document-evidence.ts'
import { type CheckRequest, clockTolerance, readTimeStamp } from '../../src/shared/wire.ts'
import type { EvidencePlan } from './admission.ts'
import { type PresentedCard, readPresentedCard } from './presented-card.ts'
import { Refusal } from './refusals.ts'
import type { Sm2Work } from './sm2-work.ts'
import { examineDocument, type PresentedDocument } from './travel-documents/decide.ts'
import type { DocumentRegister } from './travel-documents/register.ts'
import { walletCodeDigest } from './wallet-codes.ts'

/** What was presented, as far as it is needed to decide. */
export type Presented =
  /** `digest` is what the code is kept under. */
  | { readonly kind: 'wallet-code'; readonly digest: string }
  /** Digits in ASCII, of which nobody has asked yet whether they are any. */
  | { readonly kind: 'dynamic-code' | 'phone-approval'; readonly digits: Uint8Array }
  | { readonly kind: 'resident-card'; readonly card: PresentedCard }
  | { readonly kind: 'travel-document'; readonly document: PresentedDocument }

export interface EvidenceOpening {
  readonly work: Sm2Work
  readonly documents: DocumentRegister
}

type SealedPiece = CheckRequest['evidence'][number]

function presentedAs(
  kind: EvidenceKind,
  presented: Uint8Array,
  documents: DocumentRegister,
  now: number,
): Presented {
  switch (kind) {
    case 'wallet-code':
      return { kind, digest: walletCodeDigest(presented) }
    case 'dynamic-code':
    case 'phone-approval':
      return { kind, digits: presented.slice() }
    case 'resident-card': {
      const card = readPresentedCard(presented)
      if (!card) throw new Refusal('refused')
      return { kind, card }
    }
    case 'travel-document': {
      const evidence = readTravelDocumentEvidence(presented)
      if (!evidence) throw new Refusal('refused')
      return { kind, document: examineDocument(evidence, documents, now) }
    }
  }
}

/**
 * Opens one sealed piece of evidence. What stands inside the seal must be this check's: kind, serial number, terminal, and
 * a time no further from the request's than clocks may be.
 * @throws Refusal `refused`, whatever did not fit
 */
async function openPiece(
  { work, documents }: EvidenceOpening,
  request: CheckRequest,
  piece: SealedPiece,
  now: number,
): Promise<Presented> {
  let plaintext: Uint8Array | undefined
  try {
    plaintext = await work.open(fromBase64(piece.data))
    const content = readEvidenceContent(plaintext)
    const sealedAt = readTimeStamp(content.timeStamp)
    const sentAt = readTimeStamp(request.timeStamp)
    const belongs =
      content.kind === piece.kind &&
      content.bizSeq === request.bizSeq &&
      content.terminal === request.terminal &&
      sealedAt !== null &&
      sentAt !== null &&
      Math.abs(sentAt - sealedAt) <= clockTolerance
    if (!belongs) throw new Refusal('refused')
    return presentedAs(piece.kind, content.presented, documents, now)
  } catch (error) {
    if (error instanceof GmError || error instanceof EvidenceContentError) throw new Refusal('refused')
    throw error
  } finally {
    if (plaintext) zero(plaintext)
  }
}

/**
 * Opens what a request carries.
 * @param plan what each piece may be
 * @throws Refusal `evidence` for too much, too little or another kind; `refused`, whatever else did not fit
 */
export async function openEvidence(
  opening: EvidenceOpening,
  request: CheckRequest,
  plan: EvidencePlan,
  now: number,
): Promise<readonly Presented[]> {
  const { evidence } = request
  const isTaken = evidence.length === plan.length
  if (!isTaken || !evidence.every(({ kind }, at) => plan[at]?.includes(kind))) throw new Refusal('evidence')
  return Promise.all(evidence.map((piece) => openPiece(opening, request, piece, now)))
}

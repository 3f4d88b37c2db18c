import type { EvidenceKind } from '../../src/shared/check.ts'
import { fromBase64, zero } from '../../src/shared/gm/bytes.ts'
import { openEnvelope } from '../../src/shared/gm/cms.ts'
import { GmError } from '../../src/shared/gm/errors.ts'
import { EvidenceContentError, readEvidenceContent } from '../../src/shared/sealed-content.ts'
import { type CheckRequest, clockTolerance, readTimeStamp } from '../../src/shared/wire.ts'
import type { Credential } from './authority-files.ts'
import { type PresentedCard, readPresentedCard } from './presented-card.ts'
import { Refusal } from './refusals.ts'
import { walletCodeDigest } from './wallet-codes.ts'

/** What was presented, as far as it is needed to decide. */
export type Presented =
  /** `digest` is what the code is kept under. */
  | { readonly kind: 'wallet-code'; readonly digest: string }
  /** Eight digits in ASCII, of which nobody has asked yet whether they are any. */
  | { readonly kind: 'dynamic-code'; readonly digits: Uint8Array }
  | { readonly kind: 'resident-card'; readonly card: PresentedCard }

function presentedAs(kind: EvidenceKind, presented: Uint8Array): Presented {
  if (kind === 'wallet-code') return { kind, digest: walletCodeDigest(presented) }
  if (kind === 'dynamic-code') return { kind, digits: presented.slice() }
  if (kind !== 'resident-card') throw new Refusal('evidence')
  const card = readPresentedCard(presented)
  if (!card) throw new Refusal('refused')
  return { kind, card }
}

/**
 * Opens the one sealed piece of evidence of a request. What stands inside the seal
 * must be this check's: kind, serial number, terminal, and a time no further from the request's than clocks may be.
 * @param kinds what the request's mode takes
 * @throws Refusal `evidence` for evidence of another kind; `refused`, whatever else did not fit
 */
export function openEvidence(
  encryption: Credential,
  request: CheckRequest,
  kinds: readonly EvidenceKind[],
): Presented {
  const [evidence, ...others] = request.evidence
  if (!evidence || others.length > 0 || !kinds.includes(evidence.kind)) throw new Refusal('evidence')
  let plaintext: Uint8Array | undefined
  try {
    plaintext = openEnvelope(fromBase64(evidence.data), {
      certificate: encryption.certificate,
      privateKey: encryption.keyPair.privateKey,
    })
    const content = readEvidenceContent(plaintext)
    const sealedAt = readTimeStamp(content.timeStamp)
    const sentAt = readTimeStamp(request.timeStamp)
    const belongs =
      content.kind === evidence.kind &&
      content.bizSeq === request.bizSeq &&
      content.terminal === request.terminal &&
      sealedAt !== null &&
      sentAt !== null &&
      Math.abs(sentAt - sealedAt) <= clockTolerance
    if (!belongs) throw new Refusal('refused')
    return presentedAs(evidence.kind, content.presented)
  } catch (error) {
    if (error instanceof GmError || error instanceof EvidenceContentError) throw new Refusal('refused')
    throw error
  } finally {
    if (plaintext) zero(plaintext)
  }
}

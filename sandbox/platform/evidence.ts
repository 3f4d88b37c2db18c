import { fromBase64, zero } from '../../src/shared/gm/bytes.ts'
import { openEnvelope } from '../../src/shared/gm/cms.ts'
import { GmError } from '../../src/shared/gm/errors.ts'
import { EvidenceContentError, readEvidenceContent } from '../../src/shared/sealed-content.ts'
import { type CheckRequest, clockTolerance, readTimeStamp } from '../../src/shared/wire.ts'
import type { Credential } from './authority-files.ts'
import { Refusal } from './refusals.ts'
import { walletCodeDigest } from './wallet-codes.ts'

/**
 * Opens the one sealed wallet code of a request and gives the digest it is kept under. What stands inside the seal
 * must be this check's: kind, serial number, terminal, and a time no further from the request's than clocks may be.
 * @throws Refusal `refused`, whatever did not fit
 */
export function openWalletCode(encryption: Credential, request: CheckRequest): string {
  const [evidence, ...others] = request.evidence
  if (!evidence || others.length > 0) throw new Refusal('evidence')
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
    return walletCodeDigest(content.presented)
  } catch (error) {
    if (error instanceof GmError || error instanceof EvidenceContentError) throw new Refusal('refused')
    throw error
  } finally {
    if (plaintext) zero(plaintext)
  }
}

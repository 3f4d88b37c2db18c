import { GmError, type GmErrorCode } from '../../shared/gm/errors.ts'
import { type UnavailableReason, VerificationUnavailable } from '../../shared/verdict.ts'
import { CanonicalJsonError, type CanonicalJsonFault } from '../../shared/wire.ts'

const reasonsByFault: Readonly<Record<CanonicalJsonFault, UnavailableReason>> = {
  malformed: 'reply-malformed',
  'not-canonical': 'reply-not-canonical',
  members: 'reply-members',
}

/** Refusals of the cryptography that are more than a message of the wrong form. */
const reasonsByCode: Readonly<Partial<Record<GmErrorCode, UnavailableReason>>> = {
  signature: 'reply-signature',
  'scalar-out-of-range': 'reply-signature',
  signer: 'reply-certificate',
  'certificate-chain': 'reply-certificate',
  'certificate-expired': 'reply-certificate',
  'certificate-extension': 'reply-certificate',
  'certificate-malformed': 'reply-certificate',
  'certificate-not-yet-valid': 'reply-certificate',
  'certificate-usage': 'reply-certificate',
  'point-off-curve': 'reply-certificate',
}

/**
 * Runs one step of reading a reply; what the step refuses becomes a reason of the closed list, and nothing that the
 * reply held goes with it. Errors of the program itself pass through.
 * @throws VerificationUnavailable
 */
export function readingReply<Result>(step: () => Result): Result {
  try {
    return step()
  } catch (error) {
    if (error instanceof GmError)
      throw new VerificationUnavailable(reasonsByCode[error.code] ?? 'reply-malformed')
    if (error instanceof CanonicalJsonError) throw new VerificationUnavailable(reasonsByFault[error.fault])
    throw error
  }
}

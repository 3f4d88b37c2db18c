import { toBase64 } from '../../../src/shared/gm/bytes.ts'
import type { GmCertificate } from '../../../src/shared/gm/certificate.ts'
import { envelopData } from '../../../src/shared/gm/cms.ts'
import { writeEvidenceContent } from '../../../src/shared/sealed-content.ts'
import { type ApprovalRequest, type CheckRequest, writeTimeStamp } from '../../../src/shared/wire.ts'

/**
 * The check that follows an approval, under the same serial number.
 * @param digits the two that the phone showed, as they were typed into the page
 * @param recipient the platform's enciphering certificate
 * @param expected the pseudonym of the person whom alone a pass may be about
 */
export function approvedCheck(
  offer: ApprovalRequest,
  digits: string,
  recipient: GmCertificate,
  { now, expected }: { readonly now: number; readonly expected: string | undefined },
): CheckRequest {
  const { version, customNumber, terminal, bizSeq, policy, authMode, subject } = offer
  const timeStamp = writeTimeStamp(now)
  const kind = 'phone-approval'
  const presented = new TextEncoder().encode(digits)
  const content = writeEvidenceContent({ kind, bizSeq, terminal, timeStamp, presented })
  return {
    version,
    customNumber,
    terminal,
    bizSeq,
    timeStamp,
    policy,
    authMode,
    subject,
    ...(expected !== undefined && { expected }),
    evidence: [{ kind, data: toBase64(envelopData({ content, recipient })) }],
  }
}

import {
  approvalChain,
  approvalStep,
  longestPurpose,
  purposeDigest,
  writeApprovalCode,
} from '../../shared/approval-code.ts'
import type { OfferedCodes } from './platform-gateway.ts'

/** A code for the screen, and for how long. */
export interface ShownCode {
  /** What the QR symbol holds. */
  readonly text: string
  /** Milliseconds until another takes its place, or none does. */
  readonly left: number
}

/** The codes of one approval. Nothing in them comes from the platform, and the check's serial number is in none. */
export interface ApprovalCodes extends OfferedCodes {
  /** @param age milliseconds since the approval was offered; null where no code is left */
  at(age: number): ShownCode | null
}

/** @param words what the check is for, as the phone is to show it; cut where they are longer than a code can hold */
export function makeApprovalCodes(
  words: string,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): ApprovalCodes {
  const { anchor, links } = approvalChain(random(new Uint8Array(32)))
  const salt = random(new Uint8Array(16))
  const purpose = fitting(words)
  return {
    anchor,
    purpose: purposeDigest(salt, purpose),
    at(age) {
      const step = Math.max(0, Math.floor(age / approvalStep))
      const link = links[step]
      if (link === undefined) return null
      return {
        text: writeApprovalCode({ step, link, salt, purpose }),
        left: (step + 1) * approvalStep - Math.max(0, age),
      }
    },
  }
}

/** As many whole characters as fit, with an ellipsis in place of the rest. */
function fitting(words: string): string {
  const lengthOf = (text: string) => new TextEncoder().encode(text).length
  if (lengthOf(words) <= longestPurpose) return words
  const characters = Array.from(new Intl.Segmenter().segment(words), ({ segment }) => segment)
  while (lengthOf(`${characters.join('')}…`) > longestPurpose) characters.pop()
  return `${characters.join('')}…`
}

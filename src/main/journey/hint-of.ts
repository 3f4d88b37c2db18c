import type { RejectionReason } from '../../shared/device-contract.ts'
import type { PresentHint } from '../../shared/journey-view.ts'

/** What the screen says of something that could not be used. */
export function hintOf(reason: RejectionReason): PresentHint {
  switch (reason) {
    case 'not-a-code':
    case 'too-long':
    case 'malformed-report':
      return 'not-a-code'
    case 'incomplete':
    case 'device-gone':
    case 'card-moved':
    case 'read-interrupted':
      return 'read-again'
    case 'card-not-accepted':
    case 'card-unknown':
    case 'text-invalid':
      return 'card-unusable'
    case 'shown-before':
    case 'not-a-document-key':
    case 'document-key-wrong':
      return reason
    case 'document-moved':
      return 'lay-back'
    case 'document-unknown':
    case 'chip-not-genuine':
    case 'document-not-trusted':
      return 'document-unusable'
  }
}

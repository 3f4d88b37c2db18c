import {
  type AuthMode,
  type Check,
  type EvidenceKind,
  newBizSeq,
  type SealedEvidence,
  type Subject,
} from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import type { ApprovalView, MethodId, PresentedMethod, Turn } from '../../shared/journey-view.ts'
import type { EntryForm } from '../../shared/secure-entry.ts'
import { methodsOf, policyOf } from '../config/service-terms.ts'
import type { SealedPieces } from '../verification/platform-gateway.ts'
import type { HallAsk } from './hall-ask.ts'

/** What the citizen chose to present, and how far that is. */
export interface Presented {
  readonly config: TerminalConfig
  /** Id of the chosen service. */
  readonly service: string | null
  readonly method: PresentedMethod
  readonly subject: Subject
  /** What has been presented for this check so far. */
  readonly sealed: readonly SealedEvidence[]
  /** The key of a travel document was taken. */
  readonly documentKey: boolean
  /** How the approval by a phone goes; null where there is none. */
  readonly approval: ApprovalView | null
  /** What the hall's software asked for; null where the citizen began. */
  readonly hallAsk: HallAsk | null
}

/** Digits that are typed bring no face with them. */
function takesTypedCodes(mode: AuthMode): boolean {
  return mode === 'R01' || mode === 'R02'
}

/** What the citizen could type on the present screen, if anything. */
export function formOf({
  method,
  config,
  service,
  documentKey,
  approval,
}: Omit<Presented, 'subject' | 'sealed' | 'hallAsk'>): EntryForm | null {
  switch (method) {
    case 'network-identity':
      // The phone shows two digits now, and they are good for a minute.
      if (approval?.state === 'approved') return 'phone-approval'
      return takesTypedCodes(policyOf(config, service, method).authMode) ? 'dynamic-code' : null
    case 'identity-card':
      return null
    case 'travel-document':
      return documentKey ? null : 'document-key'
  }
}

/** Whose presentation is due. */
export function turnOf({ subject, sealed }: Pick<Presented, 'subject' | 'sealed'>): Turn {
  if (subject !== 'child') return 'own'
  return sealed.length === 0 ? 'guardian' : 'child'
}

/** What the check takes beside what it has: a phone's approval answers for one person alone, the guardian. */
export function nextAccepts({ accepts }: Check): readonly EvidenceKind[] {
  return accepts.filter((kind) => kind !== 'phone-approval')
}

/** The pieces that a check is sent with. */
export function piecesOf([first, second]: readonly SealedEvidence[]): SealedPieces {
  if (!first) throw new Error('there is no evidence')
  return second ? [first, second] : [first]
}

/** How somebody can be checked in this visit: a document answers for nobody in particular who is awaited. */
export function offeredMethods({
  config,
  service,
  hallAsk,
}: Pick<Presented, 'config' | 'service' | 'hallAsk'>): readonly MethodId[] {
  const methods = methodsOf(config, service)
  if (hallAsk?.expected === undefined) return methods
  return methods.filter((method) => method === 'network-identity' || method === 'window')
}

/** What the service, or the hall's software, says of the one person who is awaited. */
function awaited(
  service: TerminalConfig['services'][number] | undefined,
  hallAsk: HallAsk | null,
): Pick<Check, 'expected' | 'retention'> {
  const { expected = hallAsk?.expected, retention } = service?.awaits ?? {}
  return { ...(expected !== undefined && { expected }), ...(retention !== undefined && { retention }) }
}

/** A check of what the citizen chose to present. */
export function newCheck({
  method,
  subject,
  service,
  config,
  hallAsk,
}: Pick<Presented, 'method' | 'subject' | 'service' | 'config' | 'hallAsk'>): Check {
  const terms = policyOf(config, service, method)
  const check = { bizSeq: newBizSeq(), subject, ...terms }
  switch (method) {
    case 'network-identity':
      return {
        ...check,
        ...awaited(
          config.services.find(({ id }) => id === service),
          hallAsk,
        ),
        accepts: takesTypedCodes(terms.authMode)
          ? ['wallet-code', 'dynamic-code', 'phone-approval']
          : ['wallet-code', 'phone-approval'],
      }
    case 'identity-card':
      return { ...check, accepts: ['resident-card'] }
    case 'travel-document':
      return { ...check, accepts: ['travel-document'] }
  }
}

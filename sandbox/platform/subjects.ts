import type { AuthMode, Subject } from '../../src/shared/check.ts'
import type { Decision } from './decision.ts'
import { isDocumentMode } from './modes.ts'
import type { FailCause } from './store/checks.ts'

/** What the law makes of a citizen's age, and whether the 网证 may be used at all. */
export interface Standing {
  readonly state: 'active' | 'suspended' | 'deleted'
  readonly age: 'under-8' | 'under-14' | '14-17' | '18-and-over'
  /** Citizens who consent for this one. */
  readonly guardians: readonly string[]
}

/** Whom a check was about, and who stood in for a child, or whose document lay beside a credential. */
export type Judgement = Decision & { readonly guardian: string | null }

/** A citizen's standing now; undefined when nobody has the id. */
export type StandingOf = (citizen: string) => Standing | undefined

function failing(cause: FailCause, citizen: string | null, guardian: string | null): Judgement {
  return { verdict: 'fail', cause, citizen, guardian }
}

/**
 * Applies articles 4 and 5 of the regulation to what the pieces of evidence are worth one by one: a child under 14
 * passes only with a guardian's presentation, somebody of 14 to 17 only under supervision or with a guardian, and a
 * suspended 网证 passes for nobody. An adult who is called supervised passes: the terminal must not learn from a
 * verdict how old somebody is. Documents are other papers: of them a child's needs the guardian's beside it, and
 * where both are citizens here, the right guardian's.
 * @param decisions of a child's check the guardian's first; where a document's holder is to be shown, the document's first
 */
export function judge(
  subject: Subject,
  mode: AuthMode,
  decisions: readonly Decision[],
  standingOf: StandingOf,
): Judgement {
  if (subject !== 'child' && decisions.length > 1) return judgeHolder(subject, decisions, standingOf)
  const [guardian, presenter] = subject === 'child' ? decisions : [null, decisions[0]]
  if (!presenter || guardian === undefined) throw new TypeError('too little evidence for this subject')
  const { citizen } = presenter
  const companion = guardian?.citizen ?? null
  if (guardian?.verdict === 'fail') return failing(guardian.cause, citizen, companion)
  if (presenter.verdict === 'fail') return failing(presenter.cause, citizen, companion)
  const cause = isDocumentMode(mode)
    ? documentFault(citizen, guardian, standingOf)
    : credentialFault(subject, citizen, guardian, standingOf)
  return cause === null
    ? { verdict: 'pass', citizen, guardian: companion }
    : failing(cause, citizen, companion)
}

/**
 * A document and the credential of whoever holds it pass together, for one person and by the credential's rules. Who came
 * with another's document reads that, and so does the one whose document it is.
 */
function judgeHolder(
  subject: Subject,
  [document, holder]: readonly Decision[],
  standingOf: StandingOf,
): Judgement {
  if (!document || !holder) throw new TypeError('too little evidence for this subject')
  const { citizen } = holder
  const about = citizen ?? document.citizen
  const other = document.citizen === about ? null : document.citizen
  if (document.verdict === 'fail') return failing(document.cause, about, other)
  if (holder.verdict === 'fail') return failing(holder.cause, about, other)
  if (citizen === null || document.citizen !== citizen) return failing('not-the-holder', about, other)
  const cause = credentialFault(subject, citizen, null, standingOf)
  return cause === null ? { verdict: 'pass', citizen, guardian: null } : failing(cause, citizen, null)
}

function isGuardian(guardian: Decision, child: string, standingOf: StandingOf): boolean {
  if (guardian.citizen === null) return false
  const isAdult = standingOf(guardian.citizen)?.age === '18-and-over'
  return isAdult && (standingOf(child)?.guardians.includes(guardian.citizen) ?? false)
}

function documentFault(
  citizen: string | null,
  guardian: Decision | null,
  standingOf: StandingOf,
): FailCause | null {
  if (!guardian || citizen === null || guardian.citizen === null || !standingOf(citizen)) return null
  return isGuardian(guardian, citizen, standingOf) ? null : 'guardian-missing'
}

function credentialFault(
  subject: Subject,
  citizen: string | null,
  guardian: Decision | null,
  standingOf: StandingOf,
): FailCause | null {
  const standing = citizen === null ? undefined : standingOf(citizen)
  if (citizen === null || standing?.state !== 'active') return 'suspended'
  if (guardian) {
    if (guardian.citizen === null || standingOf(guardian.citizen)?.state !== 'active') return 'suspended'
    return isGuardian(guardian, citizen, standingOf) ? null : 'guardian-missing'
  }
  if (standing.age === 'under-8' || standing.age === 'under-14') return 'guardian-missing'
  if (standing.age === '14-17' && subject !== 'supervised') return 'supervision-missing'
  return null
}

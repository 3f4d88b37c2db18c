import { setTimeout } from 'node:timers/promises'
import { readApprovalCode } from '../../src/shared/approval-code.ts'
import type { Platform } from '../platform/platform.ts'
import { Refusal } from '../platform/refusals.ts'
import type { CheckView } from '../relying-party/api.ts'
import type { RelyingParty } from '../relying-party/relying-party.ts'
import type { Visitor } from '../relying-party/visitors/visitor.ts'
import type { StageFault } from './stage-faults.ts'

/** What somebody's phone does with a code on a page. */
export type ApprovingPhone = Pick<Platform, 'openApproval' | 'approveApproval'>

/** How often (ms) a page asks that only waits for the phone's answer to arrive. */
const askEvery = 5

/**
 * Has somebody sign in at a relying party's site as they would themselves, by its own reception and their phone. Who has
 * no account there yet opens one.
 * @returns the pseudonym under which the relying party's own database has the account
 */
export async function knownAtSite(
  party: Pick<RelyingParty, 'reception' | 'visitors' | 'store'>,
  phone: ApprovingPhone,
  citizen: string,
): Promise<{ readonly pseudonym: string } | { readonly fault: StageFault }> {
  const { reception, visitors, store } = party
  const visitor = visitors.find(visitors.enter())
  if (!visitor) throw new Error('a visit has ended before it began')
  const check = () => reception.visit(visitor).check
  try {
    await reception.begin(visitor, 'sign-in', 'zh-CN')
    const digits = await approved(phone, citizen, check())
    if (digits === null) return { fault: faultOf(check()) }
    await arrived(check)
    await reception.confirm(visitor, digits)
    const after = check()
    if (after?.state === 'done' && after.outcome === 'no-account') reception.openAccount(visitor)
    const pseudonym = accountOf(visitor, store)?.pseudonym
    return pseudonym === undefined ? { fault: faultOf(after) } : { pseudonym }
  } finally {
    reception.signOut(visitor)
  }
}

function accountOf({ account }: Visitor, { accounts }: RelyingParty['store']) {
  return account === null ? undefined : accounts.find(account)
}

/** @returns the two digits that the phone then shows; null where there was no code, or the phone did not approve */
async function approved(
  phone: ApprovingPhone,
  citizen: string,
  check: CheckView | null,
): Promise<string | null> {
  const code = check?.state === 'waiting' ? readApprovalCode(check.code) : null
  if (!code) return null
  try {
    const { anchor } = phone.openApproval(citizen, code)
    return (await phone.approveApproval(citizen, anchor)).digits
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Until the site has heard of the phone, or the check is over. */
async function arrived(check: () => CheckView | null): Promise<void> {
  for (let now = check(); now?.state === 'waiting' || now?.state === 'opened'; now = check()) {
    await setTimeout(askEvery)
  }
}

/** A check that still waits was left by its phone. */
function faultOf(check: CheckView | null): StageFault {
  const isDone = check?.state === 'done'
  return check !== null && (!isDone || check.outcome === 'failed' || check.outcome === 'ended')
    ? 'phone'
    : 'site'
}

import type { AccountView, CheckOutcome, CheckView, SiteLanguage, Visit } from '../api.ts'
import type { WebCheck, WebCheckAsked, WebCheckState } from '../checks/web-check.ts'
import type { WebPlace, WebPlaces } from '../checks/web-places.ts'
import type { Answer } from '../platform-link/platform-http.ts'
import type { WhoPassed } from '../receipts/who-passed.ts'
import { asked, type CheckPurpose } from '../relying-party-sites.ts'
import type { Account } from '../store/accounts.ts'
import { namesOf } from '../store/retained.ts'
import type { RelyingPartyStore } from '../store/store.ts'
import { openAccount } from './accounts.ts'
import { checkWords } from './check-words.ts'
import type { CheckRun, Visitor } from './visitor.ts'

/** What visitors of the site can do. Each act ends in what the page then shows. */
export interface Reception {
  visit(visitor: Visitor): Visit
  begin(visitor: Visitor, purpose: CheckPurpose, language: SiteLanguage): Promise<void>
  /** @param digits the two that the phone shows */
  confirm(visitor: Visitor, digits: string): Promise<void>
  leaveCheck(visitor: Visitor): void
  /** Opens an account for somebody whom a check to sign in showed to have none. */
  openAccount(visitor: Visitor): void
  signOut(visitor: Visitor): void
  /** What a rule of the site's would do of its own: from now on the account wants its owner. */
  markOdd(visitor: Visitor): void
  closeAccount(visitor: Visitor): void
}

export interface ReceptionParts {
  readonly store: RelyingPartyStore
  readonly places: WebPlaces
  readonly offer: (place: WebPlace, asked: WebCheckAsked) => Promise<Answer<WebCheck>>
  readonly whoPassed: WhoPassed
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  /** Monotonic milliseconds. */
  readonly elapsed: () => number
}

/** So long after a check (ms) an account can be opened without another. */
const provenFor = 5 * 60_000

export function openReception(parts: ReceptionParts): Reception {
  const { store, places, offer, whoPassed, now, elapsed } = parts

  const accountOf = (visitor: Visitor): Account | undefined =>
    visitor.account === null ? undefined : store.accounts.find(visitor.account)

  const finish = (visitor: Visitor, purpose: CheckPurpose, outcome: CheckOutcome) => {
    places.release(visitor)
    visitor.run = { kind: 'done', purpose, outcome }
  }

  /** Ends the visitor's check, and gives its place to others. */
  const leave = (visitor: Visitor) => {
    visitor.leave()
    places.release(visitor)
  }

  const enter = ({ number }: Account, visitor: Visitor) => {
    store.accounts.signedIn(number, now())
    visitor.account = number
  }

  /** What a pass is good for: nothing once the visitor has left the check, for somebody else may sit there by then. */
  const afterPass = async (visitor: Visitor, run: CheckRun, receipt: string): Promise<CheckOutcome> => {
    const { purpose } = run
    if (visitor.run !== run) return 'ended'
    if (purpose === 'confirm') {
      // Asked with the account's own pseudonym: the pass says that it is the owner.
      if (visitor.account === null) return 'unavailable'
      store.accounts.setState(visitor.account, 'active')
      return 'restored'
    }
    const who = await whoPassed(receipt)
    if (who.kind !== 'known') return 'not-told'
    if (visitor.run !== run) return 'ended'
    const account = store.accounts.ofPerson(who.pseudonym)
    if (account) {
      enter(account, visitor)
      return purpose === 'register' ? 'had-account' : 'signed-in'
    }
    if (purpose === 'sign-in') {
      visitor.proven = { pseudonym: who.pseudonym, until: elapsed() + provenFor }
      return 'no-account'
    }
    visitor.account = openAccount(store, who.pseudonym, now()).number
    return 'registered'
  }

  const outcomeOf = async (visitor: Visitor, run: CheckRun, state: WebCheckState): Promise<CheckOutcome> => {
    if (state.state !== 'decided') return state.state === 'over' ? outcomeFor(state.why) : 'unavailable'
    const { verdict, receipt, bizSeq } = state
    store.receipts.add({ ...receipt, bizSeq, purpose: run.purpose, verdict, decidedAt: now() })
    return verdict === 'pass' ? afterPass(visitor, run, receipt.number) : 'failed'
  }

  return {
    visit: (visitor) => {
      const { run } = visitor
      if (run?.kind === 'running') {
        const state = run.check.state()
        if (state.state === 'over') finish(visitor, run.purpose, outcomeFor(state.why))
      }
      const account = accountOf(visitor)
      return { check: checkView(visitor), account: account ? accountView(store, account) : null }
    },
    begin: async (visitor, purpose, language) => {
      leave(visitor)
      visitor.proven = null
      const account = accountOf(visitor)
      // Only somebody who is in an account has one to confirm.
      if ((purpose === 'confirm') !== (account !== undefined)) return
      const place = places.take(visitor, elapsed())
      if (!place) return finish(visitor, purpose, 'busy')
      const beginning: CheckRun = { kind: 'beginning', purpose }
      visitor.run = beginning
      const words = checkWords[language][purpose]
      const answer = await offer(place, {
        ...asked[purpose],
        words,
        ...(account && { expected: account.pseudonym }),
      })
      if (visitor.run !== beginning) {
        // The visitor has left, or begun another, while the platform was asked.
        if (answer.kind === 'answer') answer.value.leave()
        return
      }
      if (answer.kind === 'unavailable') return finish(visitor, purpose, outcomeFor(answer.reason))
      visitor.run = { kind: 'running', purpose, check: answer.value }
    },
    confirm: async (visitor, digits) => {
      const { run } = visitor
      if (run?.kind !== 'running' || run.check.state().state !== 'approved') return
      await run.check.confirm(digits)
      const outcome = await outcomeOf(visitor, run, run.check.state())
      // Whoever began another one meanwhile hears of that.
      if (visitor.run === run) finish(visitor, run.purpose, outcome)
    },
    leaveCheck: (visitor) => {
      leave(visitor)
      visitor.proven = null
    },
    openAccount: (visitor) => {
      const { proven } = visitor
      visitor.proven = null
      if (!proven || elapsed() > proven.until || store.accounts.ofPerson(proven.pseudonym)) return
      visitor.account = openAccount(store, proven.pseudonym, now()).number
      visitor.run = { kind: 'done', purpose: 'register', outcome: 'registered' }
    },
    signOut: (visitor) => {
      leave(visitor)
      visitor.account = null
      visitor.proven = null
    },
    markOdd: (visitor) => {
      if (visitor.account !== null) store.accounts.setState(visitor.account, 'odd')
      leave(visitor)
    },
    closeAccount: (visitor) => {
      const account = accountOf(visitor)
      // Somebody else may sit at it: what is odd is not given up before its owner has been shown.
      if (account?.state !== 'active') return
      store.transaction(() => {
        store.accounts.close(account.number)
        store.deliveries.forgetPerson(account.pseudonym)
      })
      store.compact()
      visitor.account = null
      leave(visitor)
    },
  }
}

function outcomeFor(why: Extract<WebCheckState, { readonly state: 'over' }>['why']): CheckOutcome {
  switch (why) {
    case 'ended':
    case 'expired':
    case 'busy':
      return why
    case 'offline':
    case 'refused':
    case 'not-found':
    case 'clock':
    case 'answer':
    case 'left':
      return 'unavailable'
  }
}

function checkView({ run }: Visitor): CheckView | null {
  if (!run) return null
  const { purpose } = run
  if (run.kind === 'done') return { state: 'done', purpose, outcome: run.outcome }
  if (run.kind === 'beginning') return { state: 'checking', purpose }
  const state = run.check.state()
  switch (state.state) {
    case 'waiting':
    case 'opened':
    case 'approved':
    case 'checking':
      return { ...state, purpose }
    case 'decided':
    case 'over':
      // Its outcome is being found out.
      return { state: 'checking', purpose }
  }
}

function accountView(store: RelyingPartyStore, account: Account): AccountView {
  const { number, pseudonym, state, openedAt, signedInAt } = account
  if (state === 'odd') return { number, state, kept: null }
  const retained = store.retained
    .all()
    .filter((one) => one.pseudonym === pseudonym)
    .map((one) => ({ consent: one.consent, fields: namesOf(one), endsAt: one.endsAt }))
  const checks = store.deliveries.count(pseudonym)
  const ageMark = store.deliveries.ageMark(pseudonym)
  return { number, state, kept: { pseudonym, openedAt, signedInAt, checks, ageMark, retained } }
}

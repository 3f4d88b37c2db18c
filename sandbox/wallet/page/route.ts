import type { Approval } from './approval.ts'
import type { Showing } from './showing.ts'

/** Where one is on the phone. Those of the first line have a tab. */
export type Route =
  | { readonly at: 'card'; readonly showing?: Showing }
  | { readonly at: 'record' | 'me' }
  | { readonly at: 'scan' | 'phones' }
  /** Proves more for a credential: the citizen's own, or that of a child in their care. */
  | { readonly at: 'stronger'; readonly citizen: string; readonly showing: Showing }
  | { readonly at: 'children' | 'requests' | 'apply' | 'apply-for-child' }
  | { readonly at: 'approve'; readonly approval: Approval }
  | { readonly at: 'child'; readonly citizen: string }
  /** A child's credential, shown with the guardian's consent. */
  | { readonly at: 'shown-child'; readonly citizen: string; readonly showing: Showing }
  | { readonly at: 'consents' | 'notices' | 'password' | 'suspend' | 'restore' | 'delete' }

export type GoTo = (route: Route) => void

export const tabs = ['card', 'scan', 'record', 'me'] as const
export type Tab = (typeof tabs)[number]

export function tabOf({ at }: Route): Tab | null {
  return tabs.find((tab) => tab === at) ?? null
}

import type { Approval } from './approval.ts'

/** Where one is on the phone. Those of the first line have a tab. */
export type Route =
  | { readonly at: 'card' | 'record' | 'me' }
  | { readonly at: 'scan' | 'stronger' | 'phones' }
  | { readonly at: 'children' | 'requests' | 'apply' | 'apply-for-child' }
  | { readonly at: 'approve'; readonly approval: Approval }
  | { readonly at: 'child'; readonly citizen: string }
  | { readonly at: 'consents' | 'notices' | 'password' | 'suspend' | 'restore' | 'delete' }

export type GoTo = (route: Route) => void

export const tabs = ['card', 'scan', 'record', 'me'] as const
export type Tab = (typeof tabs)[number]

export function tabOf({ at }: Route): Tab | null {
  return tabs.find((tab) => tab === at) ?? null
}

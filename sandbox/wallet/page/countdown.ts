import type { PhoneView } from '../api.ts'

/** What the phone showed last, and when this page learned it. */
export interface Seen {
  readonly phone: PhoneView
  /** The page's own clock when the answer came (ms). */
  readonly at: number
}

/** The state of the shown code now, between two answers of the server. */
export type CodeView =
  | { readonly state: 'none' | 'used' | 'expired' }
  | { readonly state: 'valid'; readonly seconds: number }

/**
 * Counts down by the platform's clock, not by the phone's.
 * @param at the page's own clock (ms)
 */
export function codeView({ phone, at: seenAt }: Seen, at: number): CodeView {
  const { code, now } = phone
  if (!code) return { state: 'none' }
  if (code.state !== 'valid') return { state: code.state }
  const remaining = code.expiresAt - (now + at - seenAt)
  return remaining > 0 ? { state: 'valid', seconds: Math.ceil(remaining / 1000) } : { state: 'expired' }
}

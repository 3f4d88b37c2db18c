import type { PhoneView } from '../api.ts'

/** What the phone showed last, and when this page learned it. */
export interface Seen {
  readonly phone: PhoneView
  /** The page's own clock when the answer came (ms). */
  readonly at: number
}

/** A time of the platform's, and the page's own clock when it came: what counting down goes by. */
export interface Instant {
  readonly now: number
  readonly at: number
}

/**
 * Full seconds left, counted by the platform's clock and not by the phone's; never under zero.
 * @param at the page's own clock (ms); where a drawing took it before the answer came, it counts as that moment
 */
export function secondsLeft(expiresAt: number, instant: Instant, at: number): number {
  return Math.max(0, Math.ceil((expiresAt - instant.now - Math.max(0, at - instant.at)) / 1000))
}

/** The state of the shown code now, between two answers of the server. */
export type CodeView =
  | { readonly state: 'none' | 'used' | 'expired' }
  | { readonly state: 'valid'; readonly seconds: number }

/** @param at the page's own clock (ms) */
export function codeView({ phone, at: seenAt }: Seen, at: number): CodeView {
  const { code, now } = phone
  if (!code) return { state: 'none' }
  if (code.state !== 'valid') return { state: code.state }
  const seconds = secondsLeft(code.expiresAt, { now, at: seenAt }, at)
  return seconds > 0 ? { state: 'valid', seconds } : { state: 'expired' }
}

/** What stands where the eight digits are shown. */
export type DynamicCodeView =
  | { readonly state: 'none' }
  | { readonly state: 'used' | 'blocked' | 'expired'; readonly terminal: string }
  | {
      readonly state: 'valid'
      readonly terminal: string
      readonly code: string
      readonly seconds: number
      /** What was proven for them. */
      readonly proven: NonNullable<PhoneView['dynamicCode']>['proven']
    }

/**
 * When the digits are over, the next ones come with the next answer.
 * @param at the page's own clock (ms)
 */
export function dynamicCodeView({ phone, at: seenAt }: Seen, at: number): DynamicCodeView {
  const shown = phone.dynamicCode
  if (!shown) return { state: 'none' }
  const { state, terminal, code, expiresAt, proven } = shown
  if (state !== 'valid') return { state, terminal }
  const seconds = secondsLeft(expiresAt, { now: phone.now, at: seenAt }, at)
  return { state, terminal, code, seconds, proven }
}

/** The one word a terminal learns about a person. */
export const verdicts = ['pass', 'fail'] as const
export type Verdict = (typeof verdicts)[number]

/**
 * Why a check ended without a verdict. The list is closed: it is all that the journal, the screens and the
 * technician ever hear of a failed exchange.
 *
 * | reason | what happened |
 * |---|---|
 * | `offline` | no connection to the platform |
 * | `timeout` | no complete reply within the time limit |
 * | `server-error` | the platform answered with a 5xx status |
 * | `request-refused` | the platform refused the request (400 or any status not named here) |
 * | `terminal-unknown` | 401: the platform does not know this terminal |
 * | `terminal-revoked` | 403: the terminal's certificate was revoked |
 * | `conflict` | 409: this serial number was used with other content |
 * | `busy` | 429: too many checks |
 * | `clock` | the clocks of terminal and platform differ by more than five minutes |
 * | `reply-too-large` | more bytes than any reply can have |
 * | `reply-malformed` | not a signed message in the form of the protocol |
 * | `reply-not-canonical` | JSON that does not re-serialise to the same bytes |
 * | `reply-members` | a member too many, too few or of another type |
 * | `reply-signature` | the signature does not verify |
 * | `reply-certificate` | the signer's certificate does not chain to this terminal's root, or may not sign |
 * | `reply-other-check` | the reply names another serial number |
 * | `reply-other-terminal` | the reply names another terminal |
 * | `reply-replayed` | the reply answers another request |
 * | `cancelled` | the citizen left before the reply came |
 * | `not-enrolled` | this terminal has no certificate yet |
 * | `platform-untrusted` | the platform's certificate does not chain to the root the device host trusts |
 * | `no-device` | no device host could be started |
 */
export const unavailableReasons = [
  'offline',
  'timeout',
  'server-error',
  'request-refused',
  'terminal-unknown',
  'terminal-revoked',
  'conflict',
  'busy',
  'clock',
  'reply-too-large',
  'reply-malformed',
  'reply-not-canonical',
  'reply-members',
  'reply-signature',
  'reply-certificate',
  'reply-other-check',
  'reply-other-terminal',
  'reply-replayed',
  'cancelled',
  'not-enrolled',
  'platform-untrusted',
  'no-device',
] as const
export type UnavailableReason = (typeof unavailableReasons)[number]

/** No verdict could be had. Never to be shown or counted as `fail`. */
export class VerificationUnavailable extends Error {
  readonly reason: UnavailableReason

  constructor(reason: UnavailableReason) {
    super(`verification unavailable: ${reason}`)
    this.name = 'VerificationUnavailable'
    this.reason = reason
  }
}

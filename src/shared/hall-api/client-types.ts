/** Made from the OpenAPI document by `node tools/hall-api.mjs`; do not edit. */
/**
 * Asks that somebody be checked at this terminal.
 */
export interface StartCheck {
  /**
   * Id of a service in the terminal’s configuration.
   */
  service: string
  /**
   * Whom the check is for; the service must be done for such a person.
   */
  subject: 'self' | 'supervised' | 'child'
  /**
   * The relying party’s own pseudonym of the one person awaited: pass then means that it is them.
   */
  expected?: string
  /**
   * Drawn anew for each check. The same key with the same members gives the same check again.
   */
  idempotencyKey: string
}

/**
 * A check that this client asked for.
 */
export type Check =
  | {
      id: string
      state: 'in-progress'
    }
  | {
      id: string
      state: 'completed'
      verdict: 'pass' | 'fail'
      /**
       * First 20 digits of SM3 over request and reply.
       */
      receiptNo: string
    }
  | {
      id: string
      state: 'cancelled'
    }
  | {
      id: string
      state: 'left'
    }
  | {
      id: string
      state: 'unavailable'
    }

/**
 * Why a call was refused (RFC 9457).
 */
export interface Problem {
  type: string
  title: string
  status: number
  code:
    | 'malformed'
    | 'unauthorised'
    | 'origin-not-allowed'
    | 'service-not-allowed'
    | 'not-found'
    | 'method-not-allowed'
    | 'slow'
    | 'busy'
    | 'check-ended'
    | 'key-reused'
    | 'body-too-large'
    | 'unsupported-media-type'
    | 'wrong-host'
    | 'invalid'
    | 'too-many-requests'
    | 'expected-limit'
    | 'headers-too-large'
    | 'internal'
    | 'out-of-service'
  /**
   * Of `invalid`: the member at fault, where it is one of those that there are.
   */
  member?: 'service' | 'subject' | 'expected' | 'idempotencyKey'
}

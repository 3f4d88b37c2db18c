/**
 * Every way in which the platform turns a request away without a verdict, with its status. The list is closed. One
 * word, `refused`, covers all that is cryptographic, so that nobody can feel their way along a signature or a seal.
 *
 * | code | what happened |
 * |---|---|
 * | `refused` | signature, certificate, seal, or what stands in the seal |
 * | `malformed` | not JSON of the protocol: not canonical, a member too many, too few or of another type |
 * | `policy` | the relying party did not register this policy, it asks for more than this mode, or a document's
 *   check is to await somebody |
 * | `evidence` | this mode, or this subject, needs other evidence |
 * | `approval-unknown` | a phone: no terminal shows this code, or no longer |
 * | `approval-taken` | a phone: another one was there before |
 * | `approval-ended` | a phone: declined, withdrawn, used or over |
 * | `factor-missing` | a phone: the policy asks for more than was presented |
 * | `factor-failed` | a phone: what was presented is wrong, or not to be had; the phone hears which and why |
 * | `terminal-not-approved` | enrolled, and the operator has not let it ask |
 * | `busy` | more than a terminal or a credential may |
 * | `enrolment` | enrolment code, relying party or certificate request not accepted; never says which |
 */
export const refusals = {
  refused: 400,
  malformed: 400,
  policy: 400,
  evidence: 400,
  enrolment: 400,
  'factor-missing': 403,
  'factor-failed': 403,
  'approval-unknown': 404,
  'approval-taken': 409,
  'approval-ended': 410,
  'terminal-unknown': 401,
  'terminal-not-approved': 403,
  'terminal-revoked': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  clock: 412,
  'too-large': 413,
  'media-type': 415,
  busy: 429,
  failed: 500,
} as const satisfies Record<string, number>
export type RefusalCode = keyof typeof refusals

export class Refusal extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.name = 'Refusal'
    this.code = code
  }
}

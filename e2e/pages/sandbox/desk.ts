/** A terminal of the sandbox’s platform, without a screen: what tests of the phone offer, and ask of what it shows. */
import { readFile } from 'node:fs/promises'
import { type ApprovalCode, approvalStep, writeApprovalCode } from '../../../src/shared/approval-code.ts'
import type { ApprovalRequest, CheckRequest } from '../../../src/shared/wire.ts'
import { fromPem, parseCertificate } from '../../../src/shared/gm/certificate.ts'
import {
  approvalRequest,
  approvedRequest,
  checkRequest,
  dynamicCodeRequest,
  enrol,
  type FakeTerminal,
  post,
  readReply,
  signed,
} from '../../../sandbox/platform/terminal.fake.ts'
import type { Sandbox } from '../../support/sandbox.ts'

export interface Offer {
  readonly request: ApprovalRequest
  /** What a screen would show now. */
  readonly text: () => string
  readonly code: ApprovalCode
}

export class Desk {
  readonly #sandbox: Sandbox
  readonly #terminal: FakeTerminal

  private constructor(sandbox: Sandbox, terminal: FakeTerminal) {
    this.#sandbox = sandbox
    this.#terminal = terminal
  }

  static async enrol(sandbox: Sandbox): Promise<Desk> {
    return new Desk(sandbox, await enrol(sandbox.ready.platform, await sandbox.enrolmentCode()))
  }

  get number(): string {
    return this.#terminal.number
  }

  /** Offers a check for a phone to approve. */
  async offer(change?: Parameters<typeof approvalRequest>[2]): Promise<Offer> {
    const { platform } = this.#sandbox.ready
    const { request, codes } = approvalRequest(this.#terminal, Date.now(), change)
    const reply = await post(platform, signed(this.#terminal, request), 'application/cms', 'approvals')
    if (!reply.ok) throw new Error(`the offer was refused: ${reply.status}`)
    const [code] = codes
    if (!code) throw new Error('an offer without codes')
    const began = Date.now()
    return {
      request,
      code,
      text: () => writeApprovalCode(codes[Math.floor((Date.now() - began) / approvalStep)] ?? code),
    }
  }

  /** The check that follows an approval, with the digits as they were tapped. */
  approved(request: ApprovalRequest, digits: string): Promise<string> {
    const { authMode, subject, policy } = request
    return this.#verdict(
      approvedRequest(this.#terminal, request, digits, Date.now(), {
        request: { authMode, subject, policy },
      }),
    )
  }

  /** A check of a code that a phone showed; its serial number may be one that somebody knows already. */
  code(code: string, request: Partial<CheckRequest> = {}): Promise<string> {
    const { bizSeq } = request
    const seal = bizSeq === undefined ? {} : { bizSeq }
    return this.#verdict(checkRequest(this.#terminal, code, Date.now(), { request, seal }))
  }

  /** A child's check: the guardian's code first, then the child's. */
  child(guardian: string, child: string): Promise<string> {
    const now = Date.now()
    const first = checkRequest(this.#terminal, guardian, now, { request: { subject: 'child' } })
    const { bizSeq } = first
    const second = checkRequest(this.#terminal, child, now, { seal: { bizSeq } })
    return this.#verdict({ ...first, evidence: [...first.evidence, ...second.evidence] })
  }

  /** A child's check that a guardian approved by phone: the two digits first, then the child's code. */
  approvedChild(request: ApprovalRequest, digits: string, child: string): Promise<string> {
    const { authMode, subject, policy, bizSeq } = request
    const now = Date.now()
    const first = approvedRequest(this.#terminal, request, digits, now, {
      request: { authMode, subject, policy },
    })
    const second = checkRequest(this.#terminal, child, now, { seal: { bizSeq } })
    return this.#verdict({ ...first, evidence: [...first.evidence, ...second.evidence] })
  }

  digits(digits: string, request: Partial<CheckRequest> = {}): Promise<string> {
    return this.#verdict(dynamicCodeRequest(this.#terminal, digits, Date.now(), { request }))
  }

  async #verdict(request: CheckRequest): Promise<string> {
    const { platform, platformRoot } = this.#sandbox.ready
    const reply = await post(platform, signed(this.#terminal, request))
    if (!reply.ok) throw new Error(`the check was refused: ${reply.status}`)
    const root = parseCertificate(fromPem('CERTIFICATE', await readFile(platformRoot, 'utf8')))
    return readReply(root, new Uint8Array(await reply.arrayBuffer()), Date.now()).authResult
  }
}

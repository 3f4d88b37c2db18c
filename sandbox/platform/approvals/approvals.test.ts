import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ApprovalCode, isPurpose } from '../../../src/shared/approval-code.ts'
import { newBizSeq } from '../../../src/shared/check.ts'
import { type ApprovalRequest, requestDigest, writeCanonicalJson } from '../../../src/shared/wire.ts'
import type { FactorPresentation } from '../factors/factor.ts'
import { password } from '../factors/presented.fake.ts'
import { type RunningPlatform, runPlatform, walletCode } from '../platform.fake.ts'
import {
  approvalRequest,
  approvedRequest,
  checkRequest,
  enrol,
  post,
  readApprovalReply,
  readReply,
  signed,
  type Tampering,
} from '../terminal.fake.ts'

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
})
beforeEach(() => running.clock.setOffset(0))
afterAll(() => running.end())

const now = () => running.clock.now()
const pass = (milliseconds: number) => running.clock.setOffset(running.clock.offset + milliseconds)
const lastCheck = (citizen = 'test-1') => running.platform.store.checks.ofCitizen(citizen, 1)[0]
const other = (digits: string) => (digits === '00' ? '01' : '00')

async function octetsOf(response: Response): Promise<Uint8Array> {
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

async function offer(request: ApprovalRequest, terminal = running.terminal) {
  const response = await post(running.url, signed(terminal, request), 'application/cms', 'approvals')
  return readApprovalReply(running.platform.authority.root, await octetsOf(response), now())
}

async function refusalOf(message: Uint8Array): Promise<unknown> {
  const response = await post(running.url, message, 'application/cms', 'approvals')
  return [response.status, await response.json()]
}

async function follow(bizSeq: string, after?: string, signal?: AbortSignal) {
  const query = after === undefined ? '' : `?after=${after}`
  const response = await fetch(`${running.url}/v1/approvals/${bizSeq}${query}`, { signal: signal ?? null })
  return readApprovalReply(running.platform.authority.root, await octetsOf(response), now()).state
}

/** An approval that a terminal shows. */
async function shown(change?: Parameters<typeof approvalRequest>[2]) {
  const made = approvalRequest(running.terminal, now(), change)
  expect((await offer(made.request)).state).toBe('waiting')
  return made
}

const first = ({ codes }: { readonly codes: readonly ApprovalCode[] }): ApprovalCode => {
  const [code] = codes
  if (!code) throw new Error('no code')
  return code
}
const approve = (citizen: string, anchor: string, ...presentations: FactorPresentation[]) =>
  running.platform.approveApproval(citizen, anchor, presentations)
const open = (code: ApprovalCode, citizen = 'test-1') => running.platform.openApproval(citizen, code)

async function verdictOf(request: ApprovalRequest, digits: string, tampering?: Tampering): Promise<string> {
  const check = approvedRequest(running.terminal, request, digits, now(), tampering)
  const message = await octetsOf(await post(running.url, signed(running.terminal, check)))
  return readReply(running.platform.authority.root, message, now()).authResult
}

/** A check that test-1 approved. */
async function approved(change?: Parameters<typeof approvalRequest>[2]) {
  const made = await shown(change)
  const { anchor } = open(first(made))
  return { ...made, anchor, ...(await approve('test-1', anchor)) }
}

describe('an approval', () => {
  test('goes from the screen to the phone, back to the glass, and passes', async () => {
    const made = await shown()
    const { bizSeq } = made.request
    expect(await follow(bizSeq)).toBe('waiting')
    const opened = open(first(made))
    expect(opened).toMatchObject({ relyingParty: '示例政务服务机构', mode: 'R01', gives: 'result' })
    expect(await follow(bizSeq, 'waiting')).toBe('opened')
    const { digits } = await approve('test-1', opened.anchor)
    expect(digits).toMatch(/^[0-9]{2}$/)
    expect(await follow(bizSeq, 'opened')).toBe('approved')
    expect(await verdictOf(made.request, digits)).toBe('pass')
    expect(lastCheck()).toMatchObject({ verdict: 'pass', cause: null })
    expect(await follow(bizSeq, 'approved')).toBe('ended')
  })

  test('is answered with the state alone: neither who nor the digits', async () => {
    const { request } = await approved()
    const reply = await offer(request)
    expect(reply).toEqual({
      bizSeq: request.bizSeq,
      terminal: running.terminal.number,
      timeStamp: reply.timeStamp,
      state: 'approved',
      digest: requestDigest(writeCanonicalJson(request)),
    })
  })

  test('shows the phone what it is for, word for word as the terminal signed it', async () => {
    const made = await shown()
    const code = first(made)
    const { purpose } = open(code)
    expect(isPurpose(code, purpose)).toBe(true)
    expect(isPurpose({ ...code, purpose: '领取奖品' }, purpose)).toBe(false)
  })

  test('tells the platform nothing of what it is for', async () => {
    const { codes } = await approved()
    for (const name of ['platform.db', 'platform.db-wal']) {
      const bytes = await readFile(path.join(running.folder, name))
      expect(bytes.includes('社会保障卡补办')).toBe(false)
      expect(bytes.includes(Buffer.from(codes[0]?.salt ?? []))).toBe(false)
    }
  })

  test('asks for what the policy asks for', async () => {
    const made = await shown({ authMode: 'R02' })
    const { anchor } = open(first(made))
    await expect(approve('test-1', anchor)).rejects.toThrow('factor-missing')
    const { digits } = await approve('test-1', anchor, password())
    // The answer was lost, and the phone asks again.
    expect(await approve('test-1', anchor, password())).toEqual({ digits })
    expect(await verdictOf(made.request, digits, { request: { authMode: 'R02' } })).toBe('pass')
  })

  test('is not remembered: nobody can read later whose phone was at which terminal', async () => {
    const { request } = await approved()
    pass(300_000)
    await shown()
    expect(running.platform.store.approvals.find(request.bizSeq)?.citizen).toBe('test-1')
    pass(300_000)
    await shown()
    expect(running.platform.store.approvals.find(request.bizSeq)).toBeUndefined()
  })

  test('outlives a restart of the platform', async () => {
    const { request, digits } = await approved()
    await running.restart()
    expect(await follow(request.bizSeq)).toBe('approved')
    expect(await verdictOf(request, digits)).toBe('pass')
  })
})

describe('a code that was carried off', () => {
  test('is worth nothing without the digits of the phone that approved: one try', async () => {
    const { request, digits } = await approved()
    expect(await verdictOf(request, other(digits))).toBe('fail')
    expect(lastCheck()).toMatchObject({ cause: 'approval-digits' })
    const again = approvedRequest(running.terminal, request, digits, now())
    const response = await post(running.url, signed(running.terminal, again))
    expect([response.status, await response.json()]).toEqual([409, { code: 'conflict' }])
  })

  test('opens on one phone alone', async () => {
    const made = await shown()
    const { anchor } = open(first(made))
    expect(() => open(first(made), 'test-2')).toThrow('approval-taken')
    await expect(approve('test-2', anchor)).rejects.toThrow('approval-taken')
    expect(() => running.platform.declineApproval('test-2', anchor)).toThrow('approval-taken')
    expect(open(first(made)).anchor).toBe(anchor)
  })

  test('is old after twenty seconds, and a later one cannot be made from it', async () => {
    const made = await shown()
    pass(20_000)
    expect(() => open(first(made))).toThrow('approval-unknown')
    const forged = { ...first(made), step: 2 }
    expect(() => open(forged)).toThrow('approval-unknown')
    const present = made.codes[2]
    expect(present && open(present).gives).toBe('result')
  })

  test('is not taken before it can be on the screen', async () => {
    const made = await shown()
    const later = made.codes[4]
    expect(() => later && open(later)).toThrow('approval-unknown')
  })

  test('cannot be used again when its check is over', async () => {
    const { request, digits, ...made } = await approved()
    expect(await verdictOf(request, digits)).toBe('pass')
    expect(() => open(first(made))).toThrow('approval-ended')
    await expect(approve('test-1', made.anchor)).rejects.toThrow('approval-ended')
  })

  test('says no word by which anybody could ask how the approval goes', async () => {
    const made = await shown()
    expect(JSON.stringify(made.codes)).not.toContain(made.request.bizSeq)
  })
})

describe('the terminal’s waiting ends', () => {
  const waiting = new AbortController()
  afterEach(() => running.clock.setOffset(0))

  /** Waits until the platform holds a question open, so that what follows meets it waiting. */
  async function held(): Promise<void> {
    await expect.poll(() => running.platform.waiting).toBeGreaterThan(0)
  }

  test('when a phone opens it', async () => {
    const made = await shown()
    const answer = follow(made.request.bizSeq, 'waiting')
    await held()
    open(first(made))
    expect(await answer).toBe('opened')
  })

  test('when the citizen declines, before approving or after', async () => {
    const made = await shown()
    const { anchor } = open(first(made))
    const answer = follow(made.request.bizSeq, 'opened')
    await held()
    running.platform.declineApproval('test-1', anchor)
    expect(await answer).toBe('ended')
    const later = await approved()
    running.platform.declineApproval('test-1', later.anchor)
    expect(await follow(later.request.bizSeq, 'approved')).toBe('ended')
    expect(await verdictOf(later.request, later.digits)).toBe('fail')
    expect(lastCheck()).toMatchObject({ cause: 'approval-declined' })
  })

  test('when its three minutes are over', async () => {
    const { request } = await shown()
    pass(179_950)
    expect(await follow(request.bizSeq, 'waiting')).toBe('ended')
  })

  test('when the digits were not tapped within a minute', async () => {
    const { request, digits } = await approved()
    pass(60_000)
    expect(await follow(request.bizSeq, 'approved')).toBe('ended')
    expect(await verdictOf(request, digits)).toBe('fail')
    expect(lastCheck()).toMatchObject({ cause: 'approval-expired' })
  })

  test('when the terminal shows another', async () => {
    const { request } = await shown()
    const answer = follow(request.bizSeq, 'waiting')
    await held()
    await shown()
    expect(await answer).toBe('ended')
  })

  test('when the same terminal asks once more', async () => {
    const { request } = await shown()
    const answer = follow(request.bizSeq, 'waiting')
    await held()
    const second = follow(request.bizSeq, 'waiting')
    expect(await answer).toBe('waiting')
    await shown()
    expect(await second).toBe('ended')
  })

  test('when the terminal hangs up: nobody is kept in mind', async () => {
    const { request } = await shown()
    const answer = follow(request.bizSeq, 'waiting', waiting.signal)
    await held()
    waiting.abort()
    await expect(answer).rejects.toThrow('abort')
    await expect.poll(() => running.platform.waiting).toBe(0)
  })

  test('when nothing happens, with the state it knows', async () => {
    const short = await runPlatform(undefined, { longestWait: 20 })
    try {
      const { request } = approvalRequest(short.terminal, short.clock.now())
      await post(short.url, signed(short.terminal, request), 'application/cms', 'approvals')
      const response = await fetch(`${short.url}/v1/approvals/${request.bizSeq}?after=waiting`)
      const message = await octetsOf(response)
      const { state } = readApprovalReply(short.platform.authority.root, message, short.clock.now())
      expect(state).toBe('waiting')
    } finally {
      await short.end()
    }
  })

  test('when the service is closed', async () => {
    const closing = await runPlatform()
    const { request } = approvalRequest(closing.terminal, closing.clock.now())
    await post(closing.url, signed(closing.terminal, request), 'application/cms', 'approvals')
    const answer = fetch(`${closing.url}/v1/approvals/${request.bizSeq}?after=waiting`)
    await expect.poll(() => closing.platform.waiting).toBe(1)
    const [ended] = await Promise.allSettled([answer, closing.end()])
    expect(ended.status).toBe('rejected')
  })
})

describe('an offer', () => {
  test('comes to the same when it is sent again', async () => {
    const { request } = approvalRequest(running.terminal, now())
    expect(await offer(request)).toEqual({ ...(await offer(request)), timeStamp: expect.any(String) })
  })

  test('is refused when its serial number was used', async () => {
    const { request } = await shown()
    const again = approvalRequest(running.terminal, now(), { bizSeq: request.bizSeq }).request
    expect(await refusalOf(signed(running.terminal, again))).toEqual([409, { code: 'conflict' }])
    const code = walletCode(running)
    const check = checkRequest(running.terminal, code, now())
    await post(running.url, signed(running.terminal, check))
    const used = approvalRequest(running.terminal, now(), { bizSeq: check.bizSeq }).request
    expect(await refusalOf(signed(running.terminal, used))).toEqual([409, { code: 'conflict' }])
  })

  test.each<[string, Parameters<typeof approvalRequest>[2], number, string]>([
    ['a policy nobody registered', { policy: 'hall-r99' }, 400, 'policy'],
    ['a mode for documents', { policy: 'hall-d01', authMode: 'D01' }, 400, 'evidence'],
    ['a purpose in words', { purpose: '社会保障卡补办' }, 400, 'malformed'],
    ['a member too many', { bizSeq: newBizSeq(), anchor: 'x' }, 400, 'malformed'],
    ['an old time', { timeStamp: '20200101000000000' }, 412, 'clock'],
  ])('with %s is refused', async (_what, change, status, code) => {
    const { request } = approvalRequest(running.terminal, now(), change)
    expect(await refusalOf(signed(running.terminal, request))).toEqual([status, { code }])
  })

  test('of another terminal’s approval brings no verdict', async () => {
    const terminal = await enrol(running.url, running.platform.enrolmentOffice.code)
    const { request, digits } = await approved()
    const check = approvedRequest(terminal, request, digits, now())
    const message = await octetsOf(await post(running.url, signed(terminal, check)))
    expect(readReply(running.platform.authority.root, message, now()).authResult).toBe('fail')
  })

  test('that a check does not keep to brings no pass', async () => {
    const { request, digits } = await approved()
    expect(await verdictOf(request, digits, { request: { subject: 'supervised' } })).toBe('fail')
  })

  test('nobody made is not found, and a question in another form is malformed', async () => {
    const ask = async (rest: string) => (await fetch(`${running.url}/v1/approvals/${rest}`)).status
    expect(await ask(newBizSeq())).toBe(404)
    expect(await ask('1234')).toBe(400)
    expect(await ask(`${newBizSeq()}?after=passed`)).toBe(400)
    expect(await ask(`${newBizSeq()}?after=waiting&who=1`)).toBe(400)
  })
})

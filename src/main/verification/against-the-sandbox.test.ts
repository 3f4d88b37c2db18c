/** The terminal's side of the protocol against the sandbox's platform: every method, over HTTP, with a network that fails. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../drivers/clock.ts'
import { deviceHost } from '../../../drivers/device-host.ts'
import { trustStore } from '../../../drivers/emrtd/trust-store.ts'
import { prepareSeal } from '../../../drivers/seal/seal-evidence.ts'
import { fakeEntryPort } from '../../../drivers/secure-entry/entry-port.fake.ts'
import { benchCards } from '../../../sandbox/bench/cards.ts'
import { openDocumentOffice } from '../../../sandbox/bench/chips/document-office.ts'
import { fileId } from '../../../sandbox/bench/chips/file-system.ts'
import { chipProfiles } from '../../../sandbox/bench/chips/profiles.ts'
import { seededRandom } from '../../../sandbox/bench/chips/random.fake.ts'
import {
  guardianAct,
  type OpenOffice,
  register,
  testDay,
} from '../../../sandbox/platform/citizens/office.fake.ts'
import {
  dynamicCode,
  type RunningPlatform,
  runPlatform,
  walletCode as codeOf,
} from '../../../sandbox/platform/platform.fake.ts'
import type { Delivery } from '../../../sandbox/platform/citizens/delivery.ts'
import { resultOnly } from '../../../sandbox/platform/citizens/policy-terms.ts'
import {
  demoCardPolicy,
  demoCustomNumber,
  demoDocumentPolicy,
  demoPolicy,
} from '../../../sandbox/platform/relying-parties.ts'
import { type ApprovalCode, isPurpose, readApprovalCode } from '../../shared/approval-code.ts'
import { type Check, evidenceKinds, newBizSeq, type SealedEvidence } from '../../shared/check.ts'
import { readSignedData } from '../../shared/gm/cms.ts'
import { defaultDevices } from '../../shared/device-config.ts'
import type { EntryForm } from '../../shared/secure-entry.ts'
import { writeCardContent } from '../../shared/resident-card-content.ts'
import { writeTravelDocumentEvidence } from '../../shared/travel-document-evidence.ts'
import { checkRequestSchema, readCanonicalJson } from '../../shared/wire.ts'
import { type Approval, createApprovalClient } from './approval-client.ts'
import { createTerminalKeyStore } from './key-store.ts'
import { type LoopbackPlatform, startPlatform } from './platform-fixture.ts'
import type { SealedPieces } from './platform-gateway.ts'
import { readPlatformRoot } from './platform-root.ts'
import { openPlatformSession, type PlatformSession } from './platform-session.ts'
import type { TerminalIdentity } from './terminal-identity.ts'
import { createVerificationClient } from './verification-client.ts'

const second = 1_000
/** For what comes soon, on a machine that is busy. */
const patience = { timeout: 10_000 }
const words = '社会保障卡补办'
const passport = chipProfiles['pace-brainpool']
const office = openDocumentOffice(new Date(testDay), seededRandom('against-the-sandbox'))

let folder: string
let running: RunningPlatform
let network: LoopbackPlatform
let session: PlatformSession
let recorded: [string, object][] = []
/** When this test began, on the platform's clock. */
let begun = 0
/** Everything that went over the network, under the path it went by. */
const sent: { readonly path: string; readonly bytes: Buffer }[] = []
/** The network loses so many of the next replies. */
let losing = 0
/** Citizens of 10 and of 16 years. */
let child: string
let minor: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'against-the-sandbox-'))
  const { issuingState, documentNumber: number } = passport.entries
  const issued = { issuingState, number, birth: passport.holder.birth, person: null, reportedLost: false }
  running = await runPlatform(() => testDay, {
    documents: { trustedRoots: () => [office.root('utopia')], issued: () => [issued] },
    citizens: { passwordRounds: 1_000 },
  })
  const { platform, clock } = running
  const { authority, store, citizens } = platform
  const open: OpenOffice = {
    folder,
    clock,
    authority,
    store,
    office: citizens,
    bytes: () => Buffer.alloc(0),
    end: () => undefined,
  }
  child = await register(open, 'test-7', guardianAct(open), 'test-1')
  minor = await register(open, 'test-8', guardianAct(open))
  network = await startPlatform(async (body, reply, incoming) => {
    const gone = new AbortController()
    reply.once('close', () => gone.abort())
    const type = incoming.headers['content-type']
    const answer = await fetch(running.url + incoming.url, {
      method: incoming.method ?? 'GET',
      ...(type !== undefined && { headers: { 'content-type': type }, body: Buffer.from(body) }),
      signal: gone.signal,
    }).catch(() => null)
    const octets = answer && Buffer.from(await answer.arrayBuffer())
    const path = (incoming.url ?? '').replace(/\/[0-9A-Za-z]{32}.*/, '')
    if (type === 'application/cms') sent.push({ path: `${path} request`, bytes: Buffer.from(body) })
    if (octets && answer.headers.get('content-type') === 'application/cms')
      sent.push({ path: `${path} reply`, bytes: octets })
    if (!answer || !octets || losing > 0) {
      losing -= 1
      reply.socket?.destroy()
      return
    }
    const headers = {
      'content-type': answer.headers.get('content-type') ?? '',
      'content-length': octets.length,
    }
    reply.writeHead(answer.status, headers).end(octets)
  })
  session = await enrolled()
}, 60_000)
beforeEach(() => {
  // Far enough from the test before that nothing of it is good.
  pass(600 * second)
  begun = now()
  recorded = []
  losing = 0
})
afterAll(async () => {
  session.close()
  await network.close()
  await running.end()
  rmSync(folder, { recursive: true })
})

const now = () => running.clock.now()
function pass(milliseconds: number): void {
  running.clock.setOffset(running.clock.offset + milliseconds)
}

function enrolled(): Promise<PlatformSession> {
  const { enrolmentOffice, rootFile } = running.platform
  const root = readPlatformRoot(rootFile, true)
  return new Promise((resolve) => {
    const opened = openPlatformSession({
      platform: { url: network.url, customNumber: demoCustomNumber, policy: demoPolicy, authMode: 'R01' },
      root,
      keyStore: createTerminalKeyStore(join(folder, 'terminal.json'), { kind: 'development' }),
      enrolmentCode: async () => enrolmentOffice.code,
      record: () => undefined,
      limit: 8_000,
      now,
      onServiceable: (serviceable) => {
        if (serviceable) resolve(opened)
      },
    })
  })
}

function identity(): TerminalIdentity {
  const known = session.identity()
  if (!known) throw new Error('not enrolled')
  return known
}

const verification = createVerificationClient({
  gateway: () => session.gateway(),
  record: (event, fields) => recorded.push([event, fields]),
  limit: 8_000,
  elapsed: () => performance.now(),
  retryPauses: [5, 20],
})

const approvals = createApprovalClient({
  gateway: () => session.gateway(),
  record: (event, fields) => recorded.push([event, fields]),
  limit: 8_000,
  // The terminal's clock and the platform's go alike.
  elapsed: now,
  retryPauses: [5, 20],
  leastRound: 5,
})

function checkOf(change: Partial<Check> = {}): Check {
  const accepts = ['wallet-code', 'dynamic-code', 'phone-approval'] as const
  return { bizSeq: newBizSeq(), policy: demoPolicy, authMode: 'R01', subject: 'self', accepts, ...change }
}

const sealing = () =>
  prepareSeal(
    identity().platformChain,
    () => readPlatformRoot(running.platform.rootFile, true).certificate,
    now(),
  )

/** What the device host makes of something that a reader read. */
function sealed({ bizSeq }: Check, kind: SealedEvidence['kind'], presented: Uint8Array): SealedEvidence {
  const { terminal } = identity()
  return { kind, bizSeq, data: sealing()({ kind, bizSeq, terminal, time: now(), presented }) }
}

const walletCode = (check: Check, citizen = 'test-1'): SealedEvidence =>
  sealed(check, 'wallet-code', Buffer.from(codeOf(running, citizen)))

/** Digits that somebody types, by way of the device host. */
function typed({ bizSeq, accepts }: Check, form: EntryForm, digits: string): SealedEvidence {
  const { terminal, platformChain } = identity()
  let found: SealedEvidence | null = null
  const host = deviceHost({
    clock: { ...systemClock, now },
    post: (report) => {
      if (report.type === 'sealed') found = { kind: report.kind, bizSeq: report.bizSeq, data: report.data }
    },
    devices: () => ({ scanners: [], cardReaders: [], documentReaders: [], keypads: [] }),
    prepareSeal: sealing,
    readTrust: () => trustStore([]),
  })
  const view = fakeEntryPort()
  host.take({ type: 'activate', devices: defaultDevices })
  host.take({ type: 'arm', bizSeq, terminal, accepts: [...accepts], platformChain: [...platformChain] })
  host.take({ type: 'take-entry', bizSeq, form }, view.port)
  view.type(digits)
  view.press({ type: 'submit' })
  host.end()
  if (!found) throw new Error('nothing was sealed')
  return found
}

const verdictOf = (check: Check, ...pieces: SealedPieces) => verification.verify(check, pieces)
/** What a citizen reads of this test's checks on the phone, the last one first. */
const historyOf = (citizen: string) =>
  running.platform.store.checks.ofCitizen(citizen, 50).filter(({ at }) => at >= begun)
const causeOf = (citizen = 'test-1') => historyOf(citizen)[0]?.cause

/** What a phone reads from the screen at this moment. */
function shownBy(approval: Approval): ApprovalCode {
  const code = readApprovalCode(approval.code()?.text ?? '')
  if (!code) throw new Error('no code on the screen')
  return code
}

const scan = (code: ApprovalCode, citizen = 'test-1') => running.platform.openApproval(citizen, code)

/** A check whose code test-1 has approved, as the terminal has heard. */
async function approved(check = checkOf()) {
  const approval = await approvals.offer(check, words)
  const { anchor } = scan(shownBy(approval))
  const { digits } = await running.platform.approveApproval('test-1', anchor)
  expect(await approval.next()).toBe('approved')
  return { check, approval, anchor, digits }
}

const others = (digits: string) => (digits === '00' ? '01' : '00')

describe('a code from the phone', () => {
  test('passes, and not a second time', async () => {
    const code = codeOf(running)
    for (const verdict of ['pass', 'fail']) {
      const check = checkOf()
      expect(await verdictOf(check, sealed(check, 'wallet-code', Buffer.from(code)))).toBe(verdict)
    }
    expect(causeOf()).toBe('code-used')
  })

  test('fails when its minute is over: a verdict, and nothing that has to be tried again', async () => {
    const check = checkOf()
    const evidence = walletCode(check)
    pass(60 * second)
    expect(await verdictOf(check, evidence)).toBe('fail')
    expect(recorded).toMatchObject([['check.complete', { verdict: 'fail' }]])
  })
})

describe('eight digits', () => {
  const digitsFor = (terminal: string) => dynamicCode(running, 'test-2', terminal).code

  test('pass at the terminal that the phone was told, typed there', async () => {
    const check = checkOf()
    const { terminal } = identity()
    expect(await verdictOf(check, typed(check, 'dynamic-code', digitsFor(terminal)))).toBe('pass')
    expect(recorded).toMatchObject([['check.complete', { evidence: 'dynamic-code' }]])
  })

  test('fail at another', async () => {
    const check = checkOf()
    const digits = digitsFor(running.terminal.number)
    expect(await verdictOf(check, typed(check, 'dynamic-code', digits))).toBe('fail')
  })
})

describe('documents', () => {
  test('a resident card passes for its mode', async () => {
    const check = checkOf({ policy: demoCardPolicy, authMode: 'D01', accepts: ['resident-card'] })
    const { text } = benchCards['test-1']
    const card = writeCardContent({ kind: 'resident', text, samNumber: new Uint8Array(16) })
    expect(await verdictOf(check, sealed(check, 'resident-card', card))).toBe('pass')
  })

  test('a travel document passes for its mode', async () => {
    const check = checkOf({ policy: demoDocumentPolicy, authMode: 'D02', accepts: ['travel-document'] })
    const { applicationFiles } = office.issue(passport).image
    const file = (fid: number) => applicationFiles.get(fid) ?? new Uint8Array()
    const evidence = writeTravelDocumentEvidence({
      access: 'pace',
      chipProof: 'not-offered',
      dg1: file(0x0101),
      sod: file(fileId.security),
      compared: [1],
    })
    expect(await verdictOf(check, sealed(check, 'travel-document', evidence))).toBe('pass')
  })

  test('one under a mode for codes is refused: no verdict', async () => {
    const check = checkOf()
    const card = sealed(check, 'resident-card', new Uint8Array(288))
    await expect(verdictOf(check, card)).rejects.toMatchObject({ reason: 'request-refused' })
    expect(recorded).toMatchObject([['check.unavailable', { reason: 'request-refused' }]])
  })
})

describe('an approval by phone', () => {
  test('goes from the screen to the phone, back to the glass, and passes', async () => {
    const check = checkOf()
    const approval = await approvals.offer(check, words)
    const code = shownBy(approval)
    const opening = approval.next()
    const opened = scan(code)
    expect(isPurpose(code, opened.purpose)).toBe(true)
    expect(code.purpose).toBe(words)
    expect(await opening).toBe('opened')
    const approving = approval.next()
    const { digits } = await running.platform.approveApproval('test-1', opened.anchor)
    expect(await approving).toBe('approved')
    expect(await verdictOf(check, typed(check, 'phone-approval', digits))).toBe('pass')
    expect(recorded).toMatchObject([['check.complete', { evidence: 'phone-approval', verdict: 'pass' }]])
    expect(await approval.next()).toBe('ended')
  })

  test('has a code at every moment that the platform takes at that moment', async () => {
    const check = checkOf()
    const approval = await approvals.offer(check, words)
    for (let step = 0; step < 18; step++) {
      expect(scan(shownBy(approval)).gives).toBe('result')
      pass(10 * second)
    }
    expect(approval.code()).toBeNull()
  })

  test('with other digits than the phone’s fails, and that was the only try', async () => {
    const { check, digits } = await approved()
    expect(await verdictOf(check, typed(check, 'phone-approval', others(digits)))).toBe('fail')
    expect(causeOf()).toBe('approval-digits')
    await expect(verdictOf(check, typed(check, 'phone-approval', digits))).rejects.toMatchObject({
      reason: 'conflict',
    })
  })

  test('that is declined ends, before it was approved and after', async () => {
    const approval = await approvals.offer(checkOf(), words)
    const { anchor } = scan(shownBy(approval))
    expect(await approval.next()).toBe('opened')
    const news = approval.next()
    running.platform.declineApproval('test-1', anchor)
    expect(await news).toBe('ended')
    const later = await approved()
    running.platform.declineApproval('test-1', later.anchor)
    expect(await later.approval.next()).toBe('ended')
    expect(await verdictOf(later.check, typed(later.check, 'phone-approval', later.digits))).toBe('fail')
  })

  test('stays with the first phone', async () => {
    const check = checkOf()
    const approval = await approvals.offer(check, words)
    const code = shownBy(approval)
    const { anchor } = scan(code)
    expect(() => scan(code, 'test-2')).toThrow('approval-taken')
    const { digits } = await running.platform.approveApproval('test-1', anchor)
    expect(await approval.next()).toBe('approved')
    expect(await verdictOf(check, typed(check, 'phone-approval', digits))).toBe('pass')
    expect(causeOf('test-1')).toBeNull()
  })

  test('whose code was carried off is old after two steps, while the screen’s own is good', async () => {
    const approval = await approvals.offer(checkOf(), words)
    const carriedOff = shownBy(approval)
    pass(20 * second)
    expect(() => scan(carriedOff, 'test-2')).toThrow('approval-unknown')
    expect(scan(shownBy(approval)).gives).toBe('result')
  })

  test('by somebody elsewhere, to whom the code was sent, is worth nothing without that phone’s digits', async () => {
    const check = checkOf()
    const approval = await approvals.offer(check, words)
    const { anchor } = scan(shownBy(approval), 'test-3')
    const { digits } = await running.platform.approveApproval('test-3', anchor)
    expect(await approval.next()).toBe('approved')
    expect(await verdictOf(check, typed(check, 'phone-approval', others(digits)))).toBe('fail')
    expect(causeOf('test-3')).toBe('approval-digits')
  })

  test('expires when nobody comes, and when nobody taps the digits', async () => {
    const approval = await approvals.offer(checkOf(), words)
    pass(180 * second)
    expect(await approval.next()).toBe('expired')
    const later = await approved()
    pass(60 * second)
    expect(await later.approval.next()).toBe('expired')
    expect(await verdictOf(later.check, typed(later.check, 'phone-approval', later.digits))).toBe('fail')
    expect(causeOf()).toBe('approval-expired')
  })

  test('ends when the terminal offers another', async () => {
    const approval = await approvals.offer(checkOf(), words)
    const news = approval.next()
    await expect.poll(() => running.platform.waiting, patience).toBe(1)
    const another = await approvals.offer(checkOf(), words)
    expect(await news).toBe('ended')
    expect(scan(shownBy(another)).gives).toBe('result')
  })

  test('leaves the other ways open: a code at the scanner passes under the same serial number', async () => {
    const check = checkOf()
    await approvals.offer(check, words)
    expect(await verdictOf(check, walletCode(check))).toBe('pass')
  })

  test('called off lets the platform’s place go', async () => {
    const approval = await approvals.offer(checkOf(), words)
    const calledOff = new AbortController()
    const news = approval.next(calledOff.signal)
    await expect.poll(() => running.platform.waiting, patience).toBe(1)
    calledOff.abort()
    await expect(news).rejects.toMatchObject({ reason: 'cancelled' })
    await expect.poll(() => running.platform.waiting, patience).toBe(0)
  })
})

describe('for whom', () => {
  test('16 years: passes supervised, and not alone', async () => {
    const alone = checkOf()
    expect(await verdictOf(alone, walletCode(alone, minor))).toBe('fail')
    expect(causeOf(minor)).toBe('supervision-missing')
    const beside = checkOf({ subject: 'supervised' })
    expect(await verdictOf(beside, walletCode(beside, minor))).toBe('pass')
  })

  test('16 years, by phone: the approval is of the same subject as its check', async () => {
    const check = checkOf({ subject: 'supervised' })
    const approval = await approvals.offer(check, words)
    const { anchor, subject } = scan(shownBy(approval), minor)
    expect(subject).toBe('supervised')
    const { digits } = await running.platform.approveApproval(minor, anchor)
    expect(await verdictOf(check, typed(check, 'phone-approval', digits))).toBe('pass')
  })

  test('10 years: passes with the guardian’s code before the child’s', async () => {
    const check = checkOf({ subject: 'child' })
    expect(await verdictOf(check, walletCode(check), walletCode(check, child))).toBe('pass')
    expect(historyOf(child)).toMatchObject([{ verdict: 'pass' }])
    expect(historyOf('test-1')).toMatchObject([{ verdict: 'pass' }])
  })

  test('10 years: the guardian approves on the phone, the child types digits', async () => {
    const check = checkOf({ subject: 'child' })
    const { digits } = await approved(check)
    const code = dynamicCode(running, child, identity().terminal).code
    const pieces = [typed(check, 'phone-approval', digits), typed(check, 'dynamic-code', code)] as const
    expect(await verdictOf(check, ...pieces)).toBe('pass')
    expect(recorded).toMatchObject([['check.complete', { evidence: 'dynamic-code', verdict: 'pass' }]])
  })

  test.each<[string, (check: Check) => SealedPieces, string]>([
    ['the child’s code first', (check) => [walletCode(check, child), walletCode(check)], 'guardian-missing'],
    [
      'somebody else’s code',
      (check) => [walletCode(check, 'test-3'), walletCode(check, child)],
      'guardian-missing',
    ],
    [
      'a guardian’s code that nobody issued',
      (check) => [
        sealed(check, 'wallet-code', Buffer.from(`WZ1:${'A'.repeat(56)}`)),
        walletCode(check, child),
      ],
      'code-unknown',
    ],
  ])('10 years, %s: fails', async (_what, make, cause) => {
    const check = checkOf({ subject: 'child' })
    expect(await verdictOf(check, ...make(check))).toBe('fail')
    expect(historyOf(child)).toMatchObject([{ verdict: 'fail', cause }])
  })

  test('a piece that was sealed for another check is refused by the platform too', async () => {
    const check = checkOf({ subject: 'child' })
    const moved = { ...walletCode(checkOf()), bizSeq: check.bizSeq }
    await expect(verdictOf(check, moved, walletCode(check, child))).rejects.toMatchObject({
      reason: 'request-refused',
    })
  })
})

describe('a person whom the relying party awaits', () => {
  const nameOf = (citizen: string) => running.platform.store.pseudonyms.of(demoCustomNumber, citizen)

  test.each<[string, (check: Check) => Promise<SealedEvidence> | SealedEvidence]>([
    ['a code', (check) => walletCode(check)],
    [
      'eight digits',
      (check) => typed(check, 'dynamic-code', dynamicCode(running, 'test-1', identity().terminal).code),
    ],
  ])('passes with %s under the own name, and not under somebody else’s', async (_what, present) => {
    const own = checkOf({ expected: nameOf('test-1') })
    expect(await verdictOf(own, await present(own))).toBe('pass')
    pass(60 * second)
    const others = checkOf({ expected: nameOf('test-2') })
    expect(await verdictOf(others, await present(others))).toBe('fail')
    expect(causeOf()).toBe('not-expected')
  })

  test('passes by phone, and is a child beside its guardian', async () => {
    const { check, digits } = await approved(checkOf({ expected: nameOf('test-1') }))
    expect(await verdictOf(check, typed(check, 'phone-approval', digits))).toBe('pass')
    const awaited = checkOf({ subject: 'child', expected: nameOf(child) })
    expect(await verdictOf(awaited, walletCode(awaited), walletCode(awaited, child))).toBe('pass')
  })

  test('cannot be found out by trying name after name with one code', async () => {
    const code = Buffer.from(codeOf(running, 'test-1'))
    const first = checkOf({ expected: nameOf('test-2') })
    expect(await verdictOf(first, sealed(first, 'wallet-code', code))).toBe('fail')
    const second = checkOf({ expected: nameOf('test-1') })
    expect(await verdictOf(second, sealed(second, 'wallet-code', code))).toBe('fail')
    expect(causeOf()).toBe('code-used')
  })

  test('is not asked for with a document', async () => {
    const check = checkOf({ authMode: 'D01', policy: demoCardPolicy, expected: nameOf('test-1') })
    const evidence = sealed(check, 'resident-card', Uint8Array.of(1))
    await expect(verdictOf(check, evidence)).rejects.toThrow(TypeError)
  })
})

describe('what a relying party must keep', () => {
  const delivered = async () => {
    const sent: Delivery[] = []
    await running.platform.citizens.deliver({
      deliver: (delivery) => {
        sent.push(delivery)
        return Promise.resolve(true)
      },
    })
    return sent
  }

  test('reaches its server on the citizen’s consent; the terminal gets a word, as ever', async () => {
    const { citizens, store } = running.platform
    store.policyTerms.put(demoCustomNumber, demoPolicy, { ...resultOnly, fields: ['name'], keepDays: 1 })
    const asked = { citizen: 'test-1', by: 'test-1', customNumber: demoCustomNumber, policy: demoPolicy }
    const given = citizens.consent({ ...asked, fields: ['name'] })
    if ('refused' in given) throw new Error(given.refused)
    await delivered()
    const check = checkOf({ retention: given.consent })
    const before = sent.length
    expect(await verdictOf(check, walletCode(check))).toBe('pass')
    expect(await delivered()).toMatchObject([
      { bizSeq: check.bizSeq, retained: { consent: given.consent, fields: { name: '测试一' } } },
    ])
    const replies = sent.slice(before).filter(({ path }) => path.endsWith('reply'))
    expect(replies).toHaveLength(1)
    for (const { bytes } of replies) expect(bytes.includes('测试一')).toBe(false)
    const without = checkOf()
    expect(await verdictOf(without, walletCode(without))).toBe('pass')
    expect((await delivered()).flatMap(({ retained }) => retained ?? [])).toEqual([])
  })
})

describe('a reply that the network loses', () => {
  test.each([1, 2])(
    '%d times: the same check again gets the same verdict, and is one check',
    async (count) => {
      const check = checkOf()
      losing = count
      expect(await verdictOf(check, walletCode(check))).toBe('pass')
      expect(historyOf('test-1')).toHaveLength(1)
    },
  )

  test('of a child’s check: both codes were used once, and the verdict stands', async () => {
    const check = checkOf({ subject: 'child' })
    losing = 2
    expect(await verdictOf(check, walletCode(check), walletCode(check, child))).toBe('pass')
    expect(historyOf(child)).toHaveLength(1)
  })

  test('to an offer: it is offered once, and its codes are good', async () => {
    losing = 2
    const approval = await approvals.offer(checkOf(), words)
    expect(scan(shownBy(approval)).gives).toBe('result')
    expect(await approval.next()).toBe('opened')
  })

  test('to a question: it is put again', async () => {
    const approval = await approvals.offer(checkOf(), words)
    scan(shownBy(approval))
    losing = 2
    expect(await approval.next()).toBe('opened')
  })

  test('for good: cannot verify now, and no verdict', async () => {
    losing = 3
    const check = checkOf()
    await expect(verdictOf(check, walletCode(check))).rejects.toMatchObject({ reason: 'offline' })
    expect(recorded).toMatchObject([['check.unavailable', { reason: 'offline' }]])
  })
})

describe('a platform that is started again', () => {
  test('goes on with the approval, and gives a check that it answered the same verdict', async () => {
    const { check, approval, digits } = await approved()
    await running.restart()
    expect(await verdictOf(check, typed(check, 'phone-approval', digits))).toBe('pass')
    expect(await approval.next()).toBe('ended')
  })
})

describe('openssl, which knows nothing of this program,', () => {
  /** Every element, as `offset depth header length kind: type :value`. */
  const parsed = (der: Uint8Array): string =>
    execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: der, encoding: 'utf8' })
  const signedData = '1.2.156.10197.6.1.4.2.2'
  const envelopedData = '1.2.156.10197.6.1.4.2.3'
  const firstObject = (text: string) => /OBJECT\s+:(\S+)/.exec(text)?.[1]

  test('reads messages of every kind, and the strict reader reads the same content in it', () => {
    const kinds = ['/v1/approvals reply', '/v1/approvals request', '/v1/checks reply', '/v1/checks request']
    expect([...new Set(sent.map(({ path }) => path))].toSorted()).toEqual(kinds)
    // The last of each kind: a process for each message takes its time.
    for (const { bytes } of kinds.flatMap((kind) => sent.filter(({ path }) => path === kind).slice(-10))) {
      const text = parsed(bytes)
      const { content } = readSignedData(bytes)
      expect(firstObject(text)).toBe(signedData)
      expect(text).toContain(`OCTET STRING      :${Buffer.from(content).toString()}`)
    }
  })

  test('reads the envelope of every kind of evidence', () => {
    const requests = sent.flatMap(({ path, bytes }) => (path === '/v1/checks request' ? [bytes] : []))
    const evidence = requests.flatMap(
      (bytes) => readCanonicalJson(readSignedData(bytes).content, checkRequestSchema).evidence,
    )
    const byKind = new Map(evidence.map(({ kind, data }) => [kind, data]))
    expect(new Set(byKind.keys())).toEqual(new Set(evidenceKinds))
    for (const data of byKind.values())
      expect(firstObject(parsed(Buffer.from(data, 'base64')))).toBe(envelopedData)
  })
})

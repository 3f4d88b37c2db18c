import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { documentRegister } from '../platform/citizens/document-register.ts'
import { inventedPassword } from '../platform/citizens/invented-passwords.ts'
import { type RunningPlatform, runPlatform } from '../platform/platform.fake.ts'
import { approvalRequest, approvedRequest, post, signed } from '../platform/terminal.fake.ts'
import {
  applicationStepSchema,
  approvalStateSchema,
  challengeSchema,
  citizensSchema,
  codeReplySchema,
  consentReplySchema,
  dynamicCodeReplySchema,
  openedApprovalSchema,
  type Presentation,
  phoneSchema,
  virtualDocumentsSchema,
} from './api.ts'
import { openPhones } from './phones.ts'
import { createWalletServer } from './server.ts'

let running: RunningPlatform
let server: FastifyInstance

beforeAll(async () => {
  running = await runPlatform(undefined, { citizens: { passwordRounds: 1000 } })
  server = createWalletServer(running.platform, openPhones(running.platform), new Map())
})
afterAll(async () => {
  await server.close()
  await running.end()
})

const host = { host: '127.0.0.1' }
const send = (url: string, body: object) =>
  server.inject({ method: 'POST', url, headers: host, payload: body })
const ask = (url: string, query: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url, headers: host, query })

async function answer<Schema extends z.ZodType>(
  schema: Schema,
  asked: ReturnType<typeof send>,
): Promise<z.infer<Schema>> {
  const { statusCode, body } = await asked
  expect([statusCode, body]).toEqual([200, body])
  return schema.parse(JSON.parse(body))
}

async function refusal(asked: ReturnType<typeof send>): Promise<unknown> {
  const { statusCode, body } = await asked
  return [statusCode, JSON.parse(body)]
}

const password = (text = inventedPassword): Presentation => ({ factor: 'password', password: text })

async function face(citizen: string, camera: 'holder' | 'somebody-else' | 'photograph' = 'holder') {
  const { challenge, acts } = await answer(challengeSchema, send('/api/challenges', { citizen }))
  return { factor: 'face', challenge, camera, acts }
}

const phone = (citizen: string, by = citizen) => answer(phoneSchema, ask('/api/phone', { citizen, by }))

async function documentOf(person: string): Promise<string> {
  const { documents } = await answer(virtualDocumentsSchema, ask('/api/documents'))
  const index = documentRegister.findIndex((document) => document.person === person)
  const found = documents[index]
  if (!found) throw new Error('no such document')
  return found.id
}

async function formOf(person: string, more: object = {}) {
  const document = await documentOf(person)
  return { document, phone: '12000000055', serviceConsent: true, faceConsent: true, ...more }
}

/** From the camera to the network number. @returns the new citizen */
async function finish(begun: unknown): Promise<string> {
  const step = applicationStepSchema.parse(begun)
  if (step.step !== 'face') throw new Error(step.step)
  const { application, challenge } = step
  const seen = { application, challenge: challenge.challenge, camera: 'holder', acts: challenge.acts }
  await answer(applicationStepSchema, send('/api/applications/face', seen))
  const issued = await answer(
    applicationStepSchema,
    send('/api/applications/finish', { application, password: 'kou-ling-2026' }),
  )
  if (issued.step !== 'issued') throw new Error(issued.step)
  return issued.citizen
}

describe('what the page says is parsed', () => {
  test.each([
    ['/api/codes', { citizen: 'test-1', mode: 'R04' }],
    ['/api/codes', { citizen: 'test-1', presentations: [{ factor: 'voice', answer: 'a' }] }],
    ['/api/codes', { citizen: 'test-1', presentations: [{ factor: 'face', picture: 'AAAA' }] }],
    ['/api/dynamic-codes', { citizen: 'test-1', terminal: '1234' }],
    ['/api/approvals/open', { citizen: 'test-1', step: 0, link: 'words' }],
    ['/api/applications', { document: '0', phone: '110', serviceConsent: true, faceConsent: true }],
    ['/api/account/delete', { citizen: 'test-1' }],
    ['/api/consents', { citizen: 'test-1', customNumber: '1', policy: 'x' }],
  ])('%s refuses %j', async (url, body) => {
    expect(await refusal(send(url, body))).toEqual([400, { code: 'malformed' }])
  })
})

describe('a code', () => {
  test('rests on nothing unless something is proven, and then says what', async () => {
    expect((await answer(codeReplySchema, send('/api/codes', { citizen: 'test-1' }))).proven).toEqual([])
    const presentations = [password(), await face('test-1')]
    const proven = await answer(codeReplySchema, send('/api/codes', { citizen: 'test-1', presentations }))
    expect(proven.proven).toEqual(['password', 'face'])
  })

  test.each([
    ['another 口令', async () => password('other-2026'), { factor: 'password', fault: 'wrong' }],
    ['somebody else', () => face('test-1', 'somebody-else'), { factor: 'face', fault: 'wrong' }],
    ['a photograph', () => face('test-1', 'photograph'), { factor: 'face', fault: 'wrong' }],
  ])('is not given for %s: the phone hears which and why', async (_name, present, why) => {
    const presentations = [await present()]
    expect(await refusal(send('/api/codes', { citizen: 'test-1', presentations }))).toEqual([
      403,
      { code: 'factor-failed', ...why },
    ])
  })

  test('is nobody’s but on the own phone', async () => {
    expect(await refusal(send('/api/codes', { citizen: 'nobody' }))).toEqual([
      404,
      { code: 'citizen-unknown' },
    ])
    const other = { citizen: 'test-1', by: 'test-2' }
    expect(await refusal(send('/api/codes', other))).toEqual([403, { code: 'not-yours' }])
    expect(await refusal(ask('/api/phone', other))).toEqual([403, { code: 'not-yours' }])
  })
})

describe('an approval', () => {
  const open = async (change?: Parameters<typeof approvalRequest>[2]) => {
    const { request, codes } = approvalRequest(running.terminal, running.clock.now(), change)
    await post(running.url, signed(running.terminal, request), 'application/cms', 'approvals')
    const [code] = codes
    if (!code) throw new Error('no code')
    const body = { citizen: 'test-1', step: code.step, link: toHex(code.link) }
    return { request, ...(await answer(openedApprovalSchema, send('/api/approvals/open', body))) }
  }
  const stateOf = async (anchor: string, citizen = 'test-1') =>
    (await answer(approvalStateSchema, ask('/api/approval', { citizen, anchor }))).approval

  test('is followed on the phone from the question to the verdict', async () => {
    const { request, opened, approval } = await open()
    expect(approval).toMatchObject({ state: 'opened' })
    const { anchor } = opened
    const approved = await answer(
      approvalStateSchema,
      send('/api/approvals/approve', { citizen: 'test-1', anchor, presentations: [] }),
    )
    if (approved.approval.state !== 'approved') throw new Error(approved.approval.state)
    const { digits, expiresAt } = approved.approval
    expect(expiresAt - approved.now).toBeLessThanOrEqual(60_000)
    const check = approvedRequest(running.terminal, request, digits, running.clock.now())
    await post(running.url, signed(running.terminal, check))
    expect(await stateOf(anchor)).toEqual({ state: 'checked', verdict: 'pass', cause: null })
  })

  test('that was declined, replaced or left says so, to the phone that opened it alone', async () => {
    const declined = await open()
    const { anchor } = declined.opened
    await answer(approvalStateSchema, send('/api/approvals/decline', { citizen: 'test-1', anchor }))
    expect(await stateOf(anchor)).toEqual({ state: 'declined' })
    const replaced = await open()
    const left = await open()
    expect(await stateOf(replaced.opened.anchor)).toEqual({ state: 'withdrawn' })
    expect(await refusal(ask('/api/approval', { citizen: 'test-2', anchor }))).toEqual([
      404,
      { code: 'approval-unknown' },
    ])
    running.clock.setOffset(181_000)
    expect(await stateOf(left.opened.anchor)).toEqual({ state: 'expired' })
    running.clock.setOffset(0)
  })

  test('wants all that the policy asks for', async () => {
    const { opened } = await open({ authMode: 'R02' })
    expect(opened.factors).toEqual(['password'])
    const body = { citizen: 'test-1', anchor: opened.anchor, presentations: [] }
    expect(await refusal(send('/api/approvals/approve', body))).toEqual([403, { code: 'factor-missing' }])
  })
})

describe('an application', () => {
  test('shows no number of a document whole', async () => {
    const { body } = await ask('/api/documents')
    const known = documentRegister.filter(({ number }) => body.includes(number))
    expect(known).toEqual([])
  })

  test('goes from a document to a phone of its own, and deletion takes it away', async () => {
    const form = await formOf('test-10')
    const citizen = await finish(await answer(applicationStepSchema, send('/api/applications', form)))
    const { citizens } = await answer(citizensSchema, ask('/api/citizens'))
    expect(citizens.find(({ id }) => id === citizen)).toMatchObject({ name: '测试十', state: 'active' })
    expect(await refusal(send('/api/applications', form))).toEqual([409, { code: 'already-registered' }])
    const wrong = { citizen, presentations: [password('not-it-2026')] }
    expect(await refusal(send('/api/account/delete', wrong))).toEqual([
      403,
      { code: 'factor-failed', factor: 'password', fault: 'wrong' },
    ])
    await send('/api/account/delete', { citizen, presentations: [password('kou-ling-2026')] })
    expect(await refusal(ask('/api/phone', { citizen }))).toEqual([404, { code: 'citizen-unknown' }])
  })

  test('is not taken without both consents', async () => {
    const form = await formOf('test-11', { faceConsent: false })
    expect(await refusal(send('/api/applications', form))).toEqual([400, { code: 'consent-missing' }])
  })

  test('of a child under 14 is the guardian’s, and so is the child’s credential', async () => {
    expect(await refusal(send('/api/applications', await formOf('test-7')))).toEqual([
      403,
      { code: 'guardian-applies' },
    ])
    const by = (citizen: string) => ({ guardian: { citizen, presentations: [password()] } })
    const stranger = await formOf('test-7', by('test-2'))
    expect(await refusal(send('/api/applications', stranger))).toEqual([403, { code: 'not-the-guardian' }])
    const young = await formOf('test-9', by('test-1'))
    expect(await refusal(send('/api/applications', young))).toEqual([403, { code: 'too-young' }])
    const form = await formOf('test-7', by('test-1'))
    const child = await finish(await answer(applicationStepSchema, send('/api/applications', form)))
    expect((await phone('test-1')).children.map(({ id }) => id)).toEqual([child])
    expect((await phone('test-2')).children).toEqual([])
    expect(await refusal(send('/api/codes', { citizen: child }))).toEqual([403, { code: 'not-yours' }])
    const shown = await answer(codeReplySchema, send('/api/codes', { citizen: child, by: 'test-1' }))
    expect(shown.state).toBe('valid')
    expect((await phone(child, 'test-1')).code?.code).toBe(shown.code)
    // What is proven for it is the guardian's: the child's own 口令 and face are worth nothing on that phone.
    const about = { citizen: child, by: 'test-1' }
    const own = [password(), await face('test-1')]
    const strong = await answer(codeReplySchema, send('/api/codes', { ...about, presentations: own }))
    expect(strong.proven).toEqual(['password', 'face'])
    const childs = { ...about, presentations: [password('kou-ling-2026')] }
    const refused = [403, { code: 'factor-failed', factor: 'password', fault: 'wrong' }]
    expect(await refusal(send('/api/codes', childs))).toEqual(refused)
    const terminal = running.terminal.number
    expect(await refusal(send('/api/dynamic-codes', { ...childs, terminal }))).toEqual(refused)
    const digits = { ...about, terminal, presentations: [password()] }
    const typed = await answer(dynamicCodeReplySchema, send('/api/dynamic-codes', digits))
    expect(typed).toMatchObject({ state: 'valid', proven: ['password'] })
  })

  test('of somebody of 14 to 17 waits for a guardian, who may also decline', async () => {
    const form = await formOf('test-8')
    const waiting = async () => {
      const step = await answer(applicationStepSchema, send('/api/applications', form))
      if (step.step !== 'guardian') throw new Error(step.step)
      expect(step.guardians).toEqual(['测试一', '测试二'])
      return step.application
    }
    const reply = (citizen: string, request: string, consent: boolean, presentations: Presentation[] = []) =>
      send('/api/requests', { citizen, request, consent, presentations })
    const first = await waiting()
    expect((await phone('test-2')).requests).toEqual([{ id: first, name: '测试八' }])
    expect(await refusal(reply('test-3', first, true, [password()]))).toEqual([
      404,
      { code: 'application-unknown' },
    ])
    expect(await refusal(reply('test-1', first, true))).toEqual([403, { code: 'factor-missing' }])
    await reply('test-1', first, false)
    const state = (application: string) =>
      answer(applicationStepSchema, ask('/api/application', { application }))
    expect(await state(first)).toEqual({ step: 'declined' })
    const second = await waiting()
    expect((await reply('test-2', second, true, [password()])).statusCode).toBe(200)
    const citizen = await finish(await state(second))
    expect((await phone(citizen)).holder).toMatchObject({ name: '测试八', age: '14-17' })
    expect((await phone('test-1')).requests).toEqual([])
  })
})

describe('a credential', () => {
  test('rests at once, shows nothing, and comes back with 口令 and face', async () => {
    await answer(codeReplySchema, send('/api/codes', { citizen: 'test-3' }))
    await send('/api/account/suspend', { citizen: 'test-3' })
    expect(await phone('test-3')).toMatchObject({ holder: { state: 'suspended' }, code: null })
    expect(await refusal(send('/api/codes', { citizen: 'test-3' }))).toEqual([409, { code: 'suspended' }])
    const restore = (presentations: unknown[]) =>
      send('/api/account/restore', { citizen: 'test-3', presentations })
    expect(await refusal(restore([password()]))).toEqual([403, { code: 'factor-missing' }])
    expect((await restore([password(), await face('test-3')])).statusCode).toBe(200)
    expect((await phone('test-3')).holder.state).toBe('active')
  })

  test('gets another 口令 for a face, unless it is unfit', async () => {
    const change = async (text: string) =>
      send('/api/account/password', {
        citizen: 'test-3',
        presentations: [await face('test-3')],
        password: text,
      })
    expect(await refusal(change('short'))).toEqual([400, { code: 'password-unfit' }])
    expect((await change('xin-kou-ling-7')).statusCode).toBe(200)
    const presentations = [password('xin-kou-ling-7')]
    const { proven } = await answer(codeReplySchema, send('/api/codes', { citizen: 'test-3', presentations }))
    expect(proven).toEqual(['password'])
  })

  test('lets a relying party keep what its law names, until that is withdrawn', async () => {
    const [terms] = (await phone('test-3')).terms
    if (!terms) throw new Error('no terms')
    const { customNumber, policy, fields } = terms
    const asked = { citizen: 'test-3', customNumber, policy }
    const { consent } = await answer(consentReplySchema, send('/api/consents', asked))
    expect((await phone('test-3')).consents).toMatchObject([{ number: consent, fields, withdrawnAt: null }])
    await send('/api/consents/withdraw', { citizen: 'test-3', consent })
    expect((await phone('test-3')).consents[0]?.withdrawnAt).not.toBeNull()
    const hall = { citizen: 'test-3', customNumber: '10000001', policy: 'hall-r01' }
    expect(await refusal(send('/api/consents', hall))).toEqual([400, { code: 'fields' }])
  })

  test('is told of incidents, and what was read is read', async () => {
    const now = running.clock.now()
    running.platform.citizens.declareIncident({
      kind: 'data-leaked',
      begunAt: now - 1000,
      endedAt: now,
      touches: 'everybody',
    })
    const [notice] = (await phone('test-3')).notices
    expect(notice).toMatchObject({ kind: 'data-leaked', readAt: null })
    await send('/api/notices/read', { citizen: 'test-3', notice: notice?.id ?? '' })
    expect((await phone('test-3')).notices[0]?.readAt).not.toBeNull()
  })
})

test('no 口令 that somebody chose is in any answer', async () => {
  const shown = await Promise.all(
    ['/api/citizens', '/api/phone?citizen=test-3', '/api/documents'].map(
      async (url) => (await ask(url)).body,
    ),
  )
  expect(shown.filter((body) => body.includes('xin-kou-ling'))).toEqual([])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/shared/gm/bytes.ts'
import { envelopData } from '../../src/shared/gm/cms.ts'
import { writeEvidenceContent } from '../../src/shared/sealed-content.ts'
import type { CheckRequest } from '../../src/shared/wire.ts'
import { type RunningPlatform, runPlatform, walletCode } from './platform.fake.ts'
import { demoCustomNumber } from './relying-parties.ts'
import type { Standing } from './subjects.ts'
import { checkRequest, post, readReply, signed } from './terminal.fake.ts'

const standings: Readonly<Record<string, Standing>> = {
  'test-1': { state: 'active', age: '18-and-over', guardians: [] },
  'test-2': { state: 'active', age: '18-and-over', guardians: [] },
  'test-3': { state: 'active', age: 'under-14', guardians: ['test-1'] },
}

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform(undefined, { standingOf: (citizen) => standings[citizen] })
})
afterAll(() => running.end())

const now = () => running.clock.now()
const code = (citizen: string) => walletCode(running, citizen)
const lastCheck = (citizen: string) => running.platform.store.checks.ofCitizen(citizen, 1)[0]
const pseudonym = (citizen: string) => running.platform.store.pseudonyms.of(demoCustomNumber, citizen)

async function answerTo(request: CheckRequest): Promise<unknown> {
  const response = await post(running.url, signed(running.terminal, request))
  if (response.status !== 200) return [response.status, await response.json()]
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now())
}
const pass = expect.objectContaining({ authResult: 'pass' })
const fail = expect.objectContaining({ authResult: 'fail' })

function awaiting(expected: string, presented: string): CheckRequest {
  return checkRequest(running.terminal, presented, now(), { request: { expected } })
}

/** A child's check with a wallet code of each. */
function ofChild(guardian: string, child: string): CheckRequest {
  const request = checkRequest(running.terminal, guardian, now(), { request: { subject: 'child' } })
  const content = writeEvidenceContent({
    kind: 'wallet-code',
    bizSeq: request.bizSeq,
    terminal: request.terminal,
    timeStamp: request.timeStamp,
    presented: Buffer.from(child, 'ascii'),
  })
  const data = toBase64(envelopData({ content, recipient: running.terminal.encryption }))
  return { ...request, evidence: [...request.evidence, { kind: 'wallet-code', data }] }
}

describe('a check that awaits somebody', () => {
  test('passes for that person', async () => {
    expect(await answerTo(awaiting(pseudonym('test-1'), code('test-1')))).toEqual(pass)
  })

  test('fails for another, who alone reads why', async () => {
    const request = awaiting(pseudonym('test-1'), code('test-2'))
    expect(await answerTo(request)).toEqual(fail)
    expect(lastCheck('test-2')).toMatchObject({ cause: 'not-expected' })
  })

  test('uses the presentation up: nobody can try name after name for one', async () => {
    const presented = code('test-2')
    expect(await answerTo(awaiting(pseudonym('test-1'), presented))).toEqual(fail)
    expect(await answerTo(awaiting(pseudonym('test-2'), presented))).toEqual(fail)
    expect(lastCheck('test-2')).toMatchObject({ cause: 'code-used' })
  })

  test('knows a name of its own relying party alone', async () => {
    const { store } = running.platform
    const elsewhere = 'Z'.repeat(32)
    expect(pseudonym('test-1')).toMatch(/^[0-9A-Za-z]{32}$/)
    expect(pseudonym('test-1')).toBe(store.pseudonyms.of(demoCustomNumber, 'test-1'))
    expect(pseudonym('test-1')).not.toBe(pseudonym('test-2'))
    expect(await answerTo(awaiting(elsewhere, code('test-1')))).toEqual(fail)
  })

  test('names nobody any more who was forgotten', () => {
    const before = pseudonym('test-3')
    running.platform.store.pseudonyms.forget('test-3')
    expect(pseudonym('test-3')).not.toBe(before)
  })

  test('is refused for a document, which can be laid on the reader again and again', async () => {
    const request = { policy: 'hall-d01', authMode: 'D01', expected: pseudonym('test-1') }
    const asked = checkRequest(running.terminal, code('test-1'), now(), { request })
    expect(await answerTo(asked)).toEqual([400, { code: 'policy' }])
  })

  test('with a name in another form is malformed', async () => {
    expect(await answerTo(awaiting('测试一', code('test-1')))).toEqual([400, { code: 'malformed' }])
  })
})

describe('a child’s check', () => {
  test('passes with the guardian’s code and the child’s, and stands in both histories', async () => {
    expect(await answerTo(ofChild(code('test-1'), code('test-3')))).toEqual(pass)
    expect(lastCheck('test-3')).toMatchObject({ verdict: 'pass' })
    expect(lastCheck('test-1')).toEqual(lastCheck('test-3'))
  })

  test('awaits the child, not the guardian', async () => {
    const request = (expected: string) => ({ ...ofChild(code('test-1'), code('test-3')), expected })
    expect(await answerTo(request(pseudonym('test-3')))).toEqual(pass)
    expect(await answerTo(request(pseudonym('test-1')))).toEqual(fail)
  })

  test('fails with a stranger’s code, and when the child comes alone', async () => {
    expect(await answerTo(ofChild(code('test-2'), code('test-3')))).toEqual(fail)
    expect(lastCheck('test-3')).toMatchObject({ cause: 'guardian-missing' })
    const alone = checkRequest(running.terminal, code('test-3'), now())
    expect(await answerTo(alone)).toEqual(fail)
    expect(lastCheck('test-3')).toMatchObject({ cause: 'guardian-missing' })
  })

  test('fails with one code twice', async () => {
    const once = code('test-1')
    expect(await answerTo(ofChild(once, once))).toEqual(fail)
  })

  test('says nothing of an age in its reply, whatever came of it', async () => {
    const members = ['bizSeq', 'terminal', 'timeStamp', 'authResult', 'digest']
    for (const request of [
      ofChild(code('test-1'), code('test-3')),
      ofChild(code('test-2'), code('test-3')),
      checkRequest(running.terminal, code('test-3'), now()),
    ]) {
      const reply = await answerTo(request)
      expect(Object.keys(reply ?? {})).toEqual(members)
    }
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listen } from '../../web/listen.ts'
import { type RunningPlatform, runPlatform } from '../platform.fake.ts'
import { createPlatformService } from '../service.ts'
import { approvalRequest, enrol, post, signed } from '../terminal.fake.ts'

/** What is left of approvals when their terminal loses its right to ask: nothing. */

let running: RunningPlatform

beforeEach(async () => {
  running = await runPlatform(undefined, {
    rates: { terminal: { burst: 10, perSecond: 0.001 }, credential: { burst: 100, perSecond: 100 } },
  })
})
afterEach(() => running.end())

async function shown(terminal = running.terminal) {
  const { request, codes } = approvalRequest(terminal, running.clock.now())
  const response = await post(running.url, signed(terminal, request), 'application/cms', 'approvals')
  expect(response.status).toBe(200)
  const [code] = codes
  if (!code) throw new Error('no code')
  return { bizSeq: request.bizSeq, code }
}

async function follow(bizSeq: string, after?: string, url = running.url): Promise<unknown> {
  const response = await fetch(`${url}/v1/approvals/${bizSeq}${after ? `?after=${after}` : ''}`)
  return response.status === 200 ? 200 : [response.status, await response.json()]
}

const revoked = [403, { code: 'terminal-revoked' }]
const busy = [429, { code: 'busy' }]

const ways: readonly [string, () => void][] = [
  ['by an operator', () => running.platform.terminals.revoke(running.terminal.number)],
  [
    'by an incident',
    () => {
      const now = running.clock.now()
      running.platform.citizens.declareIncident({
        kind: 'terminal-tampered',
        begunAt: now,
        endedAt: now,
        touches: { terminal: running.terminal.number },
      })
    },
  ],
]

describe.each(ways)('a terminal that was revoked %s', (_who, revoke) => {
  test('hears so at once where it waits for news, and whenever it asks', async () => {
    const { bizSeq } = await shown()
    const answer = follow(bizSeq, 'waiting')
    await expect.poll(() => running.platform.waiting).toBe(1)
    revoke()
    expect(await answer).toEqual(revoked)
    expect(await follow(bizSeq)).toEqual(revoked)
  })

  test('shows no code any more that a phone opens', async () => {
    const { code } = await shown()
    revoke()
    expect(() => running.platform.openApproval('test-1', code)).toThrow('approval-ended')
  })

  test('gets no approval from a phone that had opened its code', async () => {
    const { code } = await shown()
    const { anchor } = running.platform.openApproval('test-1', code)
    revoke()
    await expect(running.platform.approveApproval('test-1', anchor)).rejects.toThrow('approval-ended')
    expect(() => running.platform.declineApproval('test-1', anchor)).toThrow('approval-ended')
  })

  test('takes nothing from another terminal', async () => {
    const other = await enrol(running.url, running.platform.enrolmentOffice.code)
    const { bizSeq, code } = await shown(other)
    revoke()
    expect(running.platform.openApproval('test-1', code).gives).toBe('result')
    expect(await follow(bizSeq)).toBe(200)
  })
})

describe('questions about approvals', () => {
  test('count among what their terminal may send, and keep no other from asking', async () => {
    const { bizSeq } = await shown()
    for (let asked = 1; asked < 10; asked++) expect(await follow(bizSeq)).toBe(200)
    expect(await follow(bizSeq)).toEqual(busy)
    const other = await enrol(running.url, running.platform.enrolmentOffice.code)
    expect(await follow((await shown(other)).bizSeq)).toBe(200)
  })

  test('about serial numbers that are guessed share one allowance', async () => {
    const guess = (at: number) => follow(String(at).padStart(32, '0'))
    for (let at = 0; at < 10; at++) expect(await guess(at)).toEqual([404, { code: 'not-found' }])
    expect(await guess(10)).toEqual(busy)
    expect(await follow((await shown()).bizSeq)).toBe(200)
  })

  test('are held open for so many at once, beside the work that comes', async () => {
    const service = createPlatformService(running.platform, 1, 10_000, 1)
    const url = await listen(service, 0)
    const { bizSeq } = await shown()
    const waiting = follow(bizSeq, 'waiting', url).catch(() => 'closed')
    await expect.poll(() => running.platform.waiting).toBe(1)
    expect(await follow(bizSeq, undefined, url)).toEqual(busy)
    expect((await post(url, Uint8Array.of(1))).status).toBe(400)
    await service.close()
    expect(await waiting).toBe('closed')
  })
})

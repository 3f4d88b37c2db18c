import { describe, expect, test } from 'vitest'
import { writeCardContent } from '../../src/shared/resident-card-content.ts'
import { benchCards } from '../bench/cards.ts'
import { defaultRates, type Limits, limitsOf, rateLimit } from './limits.ts'
import { runPlatform, walletCode } from './platform.fake.ts'
import { approvalRequest, cardRequest, checkRequest, enrol, post, signed } from './terminal.fake.ts'

describe('a rate limit', () => {
  const took = (limit: ReturnType<typeof rateLimit>, name: string, now: number) => {
    try {
      limit.take(name, now)
      return true
    } catch {
      return false
    }
  }

  test('lets through what may come at once, then what comes in with time', () => {
    const limit = rateLimit({ burst: 3, perSecond: 2 })
    const at = (now: number) => took(limit, 'a', now)
    expect([0, 0, 0, 0].map(at)).toEqual([true, true, true, false])
    expect([499, 500, 500, 999, 1000].map(at)).toEqual([false, true, false, false, true])
    expect([60_000, 60_000, 60_000, 60_000].map(at)).toEqual([true, true, true, false])
  })

  test('counts every name for itself', () => {
    const limit = rateLimit({ burst: 1, perSecond: 1 })
    expect(['a', 'a', 'b', 'a'].map((name) => took(limit, name, 0))).toEqual([true, false, true, false])
  })

  test('gives nothing for a clock that was set back', () => {
    const limit = rateLimit({ burst: 1, perSecond: 1 })
    const times = [10_000, 0, 500, 1000, 11_000]
    expect(times.map((now) => took(limit, 'a', now))).toEqual([true, false, false, false, true])
  })

  test('counts on among very many names', () => {
    const limit = rateLimit({ burst: 1, perSecond: 1 })
    for (let name = 0; name < 30_000; name++) limit.take(String(name), name * 10)
    expect(took(limit, '29999', 299_990)).toBe(false)
  })
})

const strict = { burst: 2, perSecond: 0.1 }
const generous = { burst: 100, perSecond: 100 }

describe('the platform', () => {
  test('tells a terminal that asks too much to come back, and serves the others', async () => {
    const running = await runPlatform(undefined, { rates: { terminal: strict, credential: generous } })
    try {
      const { url, platform, terminal, clock } = running
      const other = await enrol(url, platform.enrolmentOffice.code)
      const message = (from = terminal) => {
        const code = walletCode(running)
        return signed(from, checkRequest(from, code, clock.now()))
      }
      const statuses: number[] = []
      for (let sent = 0; sent < 3; sent++) statuses.push((await post(url, message())).status)
      expect(statuses).toEqual([200, 200, 429])
      const offer = signed(terminal, approvalRequest(terminal, clock.now()).request)
      const answer = await post(url, offer, 'application/cms', 'approvals')
      expect([answer.status, await answer.json()]).toEqual([429, { code: 'busy' }])
      expect((await post(url, message(other))).status).toBe(200)
      clock.setOffset(10_000)
      expect((await post(url, message())).status).toBe(200)
    } finally {
      await running.end()
    }
  })

  test('gives one citizen’s phone no more than it may have, and takes no more checks of it', async () => {
    const running = await runPlatform(undefined, { rates: { terminal: generous, credential: strict } })
    try {
      const { url, platform, terminal, clock } = running
      await platform.issueWalletCode('test-1')
      const { code } = await platform.issueWalletCode('test-1')
      await expect(platform.issueWalletCode('test-1')).rejects.toThrow('busy')
      await expect(platform.issueDynamicCode('test-1', terminal.number)).rejects.toThrow('busy')
      expect((await platform.issueWalletCode('test-2')).code).not.toBe(code)
      const check = () => post(url, signed(terminal, checkRequest(terminal, code, clock.now())))
      expect((await check()).status).toBe(429)
      clock.setOffset(20_000)
      // What was refused used nothing up.
      expect((await check()).status).toBe(200)
      expect(platform.store.checks.ofCitizen('test-1', 1)[0]).toMatchObject({ verdict: 'pass' })
    } finally {
      await running.end()
    }
  })

  test('lets nobody use up another’s phone with a code that is worth nothing any more', async () => {
    const running = await runPlatform(undefined, { rates: { terminal: generous, credential: strict } })
    try {
      const { url, platform, terminal, clock } = running
      const { code } = await platform.issueWalletCode('test-1')
      const check = () => post(url, signed(terminal, checkRequest(terminal, code, clock.now())))
      const statuses: number[] = []
      for (let sent = 0; sent < 4; sent++) statuses.push((await check()).status)
      expect(statuses).toEqual([200, 200, 200, 200])
      clock.setOffset(10_000)
      expect((await check()).status).toBe(200)
      expect((await platform.issueWalletCode('test-1')).code).not.toBe(code)
    } finally {
      await running.end()
    }
  })
})

describe('the limits that a platform has unless told otherwise', () => {
  const limits = () => limitsOf(defaultRates)
  const tookOf = (name: keyof Limits, times: readonly number[]) => {
    const limit = limits()[name]
    return times.filter((now) => {
      try {
        limit.take('a', now)
        return true
      } catch (error) {
        expect(error).toMatchObject({ code: 'busy' })
        return false
      }
    }).length
  }
  const every = (milliseconds: number, minutes: number) =>
    Array.from({ length: (minutes * 60_000) / milliseconds }, (_, at) => at * milliseconds)

  test('let a phone show a code every half a minute and use each, for a day', () => {
    const day = every(15_000, 24 * 60)
    expect(tookOf('credential', day)).toBe(day.length)
  })

  test('stop a phone that asks ten times a second', () => {
    expect(tookOf('credential', every(100, 10))).toBeLessThanOrEqual(30 + 300)
  })

  test('let a counter check a person a second, and ask four times about each approval', () => {
    const hour = every(200, 60)
    expect(tookOf('terminal', hour)).toBe(hour.length)
    expect(tookOf('terminal', every(10, 1))).toBeLessThanOrEqual(100 + 600)
  })

  test('stop one phone and no other', async () => {
    const running = await runPlatform(undefined, { rates: defaultRates })
    try {
      const asked = Array.from({ length: 60 }, () => running.platform.issueWalletCode('test-1'))
      const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected')
      expect(refused.length).toBeGreaterThanOrEqual(25)
      expect((await running.platform.issueWalletCode('test-2')).code).toMatch(/^WZ1:/)
    } finally {
      await running.end()
    }
  })
})

describe('an enrolled terminal', () => {
  test('may ask only when an operator has let it, where that is the rule', async () => {
    const running = await runPlatform(undefined, { approveByHand: true })
    try {
      const { url, platform, terminal, clock } = running
      const { code } = await platform.issueWalletCode('test-1')
      const message = signed(terminal, checkRequest(terminal, code, clock.now()))
      const early = await post(url, message)
      expect([early.status, await early.json()]).toEqual([403, { code: 'terminal-not-approved' }])
      platform.terminals.approve(terminal.number)
      expect((await post(url, message)).status).toBe(200)
      platform.terminals.revoke(terminal.number)
      const late = await post(url, message)
      expect([late.status, await late.json()]).toEqual([403, { code: 'terminal-revoked' }])
      expect(() => platform.terminals.approve('00000000')).toThrow('terminal-unknown')
    } finally {
      await running.end()
    }
  })

  test('has its cards read by the SAM that is enrolled for it, by no stand-in', async () => {
    const running = await runPlatform(undefined, { sams: [] })
    try {
      const { url, platform, terminal, clock } = running
      const genuine = new Uint8Array(16).fill(1)
      const fake = new Uint8Array(16).fill(2)
      const statusBy = async (samNumber: Uint8Array) => {
        const presented = writeCardContent({ kind: 'resident', text: benchCards['test-1'].text, samNumber })
        return (await post(url, signed(terminal, cardRequest(terminal, presented, clock.now())))).status
      }
      // No SAM at all is no reason to believe any.
      expect([await statusBy(genuine), await statusBy(fake)]).toEqual([400, 400])
      platform.terminals.enrolSam(terminal.number, genuine)
      expect([await statusBy(genuine), await statusBy(fake)]).toEqual([200, 400])
      platform.terminals.enrolSam(terminal.number, fake)
      expect(await statusBy(fake)).toBe(200)
      platform.terminals.withdrawSam(terminal.number, fake)
      expect(await statusBy(fake)).toBe(400)
      expect(() => platform.terminals.enrolSam(terminal.number, new Uint8Array(3))).toThrow(TypeError)
    } finally {
      await running.end()
    }
  })
})

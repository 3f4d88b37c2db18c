import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { password } from '../platform/factors/presented.fake.ts'
import { walletCode } from '../platform/platform.fake.ts'
import {
  examPolicy,
  museumPolicies,
  type PartyKind,
  partyKinds,
  relyingParties,
} from '../platform/relying-parties.ts'
import { Refusal } from '../platform/refusals.ts'
import { checkRequest, enrol, post, postJson, signed } from '../platform/terminal.fake.ts'
import {
  enterSite,
  phoneApproves,
  readCode,
  runParties,
  type RunningParties,
} from './relying-parties.fake.ts'
import type { RunningRelyingParty } from './relying-parties.ts'
import type { CheckPurpose } from './relying-party-sites.ts'
import { siteSchema } from './api.ts'

let running: RunningParties

beforeAll(async () => {
  running = await runParties()
})
afterAll(() => running.end())

const platform = () => running.platform.platform

/** A whole check of this purpose by this citizen's phone, in a visit that may have begun before. */
async function check(
  party: RunningRelyingParty,
  purpose: CheckPurpose,
  citizen: string,
  visitor?: Awaited<ReturnType<typeof enterSite>>,
) {
  const site = visitor ?? (await enterSite(party))
  const code = await site.begin(purpose)
  const proven = purpose === 'sign-in' ? [] : [password()]
  const visit = await site.type(await phoneApproves(platform(), code, citizen, ...proven))
  return { site, visit, outcome: visit.check?.state === 'done' ? visit.check.outcome : null }
}

/** What happens at the site while the platform has its next check and has not answered yet. */
function duringCheck(act: () => Promise<unknown>): void {
  const answerCheck = platform().answerCheck.bind(platform())
  vi.spyOn(platform(), 'answerCheck').mockImplementationOnce(async (message) => {
    await act()
    return answerCheck(message)
  })
}

const other = (digits: string) => (digits === '00' ? '01' : '00')

/** Numbers of the terminals that have enrolled. */
const terminals = () =>
  platform()
    .terminals.all()
    .map(({ number }) => number)

describe('the sites', () => {
  test.each(partyKinds)('of the %s is there under its own number', async (kind) => {
    const site = siteSchema.parse(await (await fetch(`${running[kind].url}/api/site`)).json())
    expect(site).toMatchObject({ kind, customNumber: relyingParties[kind].customNumber })
  })

  test('take no terminal number before somebody comes, and after a restart the same one', async () => {
    expect(terminals()).toEqual([running.platform.terminal.number])
    const site = await enterSite(running.insurer)
    await site.begin('sign-in')
    const taken = terminals()
    expect(taken).toHaveLength(2)
    await running.restart()
    const again = await enterSite(running.insurer)
    await again.begin('sign-in')
    expect(terminals()).toEqual(taken)
    await again.act('/api/checks/leave')
  })

  test('say that they cannot check while the platform refuses them a number, and ask again', async () => {
    const enrolment = vi.spyOn(platform().enrolmentOffice, 'enrol').mockImplementationOnce(() => {
      throw new Refusal('enrolment')
    })
    const site = await enterSite(running.museum)
    const refused = await site.act('/api/checks', { purpose: 'sign-in', language: 'en' })
    expect(refused.check).toMatchObject({ outcome: 'unavailable' })
    expect(await site.begin('sign-in')).toMatch(/^WZA1\./)
    expect(enrolment).toHaveBeenCalledTimes(2)
    await site.act('/api/checks/leave')
  })

  test('whose keys a former sandbox wrote enrol anew, and know their accounts still', async () => {
    const { visit } = await check(running.exam, 'register', 'test-2')
    const { customNumber } = running.exam.party.site
    const file = path.join(running.platform.folder, 'relying-parties', customNumber, 'server-keys.json')
    const keys: unknown = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ ...Object(keys), version: 1, terminals: [] }))
    await running.restart()
    const { visit: again } = await check(running.exam, 'sign-in', 'test-2')
    expect(again.account?.number).toBe(visit.account?.number)
  })
})

describe('what an account shows that is kept', () => {
  /** A check at a terminal of the party's own, after which the platform has told its server. */
  async function atTerminal(kind: PartyKind, citizen: string, asked: object): Promise<void> {
    const { customNumber } = relyingParties[kind]
    const { store } = running[kind].party
    const [code = ''] = platform().enrolmentOffice.issue(1)
    const terminal = await enrol(running.platform.url, code, customNumber)
    const shown = walletCode(running.platform, citizen, ['face'])
    const request = checkRequest(terminal, shown, running.platform.clock.now(), {
      request: { customNumber, ...asked },
    })
    expect((await post(running.platform.url, signed(terminal, request))).status).toBe(200)
    await vi.waitUntil(() => store.deliveries.find(request.bizSeq))
  }

  test('has the age mark where a law lets the relying party have it, and nowhere else', async () => {
    const { site, visit } = await check(running.exam, 'register', 'test-3')
    expect(visit.account?.kept?.ageMark).toBeNull()
    await atTerminal('exam', 'test-3', { policy: examPolicy, authMode: 'R03' })
    const { account } = await site.look()
    expect(account?.kept?.ageMark).toBe('adult')
    const atMuseum = await check(running.museum, 'register', 'test-3')
    await atTerminal('museum', 'test-3', { policy: museumPolicies.network, authMode: 'R01' })
    expect((await atMuseum.site.look()).account?.kept?.ageMark).toBeNull()
  })
})

describe('registration', () => {
  test('opens an account under the pseudonym that the platform has for this relying party', async () => {
    const { visit, outcome } = await check(running.hall, 'register', 'test-1')
    expect(outcome).toBe('registered')
    const { customNumber } = running.hall.party.site
    expect(visit.account).toMatchObject({
      state: 'active',
      kept: { pseudonym: platform().store.pseudonyms.of(customNumber, 'test-1'), retained: [] },
    })
    expect(visit.account?.number).toMatch(/^[0-9]{10}$/)
  })

  test('of somebody who has an account leads into it, and opens no second one', async () => {
    const first = await check(running.hotel, 'register', 'test-1')
    const again = await check(running.hotel, 'register', 'test-1')
    expect(again.outcome).toBe('had-account')
    expect(again.visit.account?.number).toBe(first.visit.account?.number)
  })

  test('tells the phone who asks and what for, and asks for the 口令', async () => {
    const site = await enterSite(running.hotel)
    const code = readCode(await site.begin('register'))
    expect(code.purpose).toBe('注册网站账号')
    const opened = platform().openApproval('test-2', code)
    expect(opened).toMatchObject({ relyingParty: '示例旅馆', mode: 'R02', gives: 'result' })
    expect((await site.until('opened')).account).toBeNull()
  })
})

describe('signing in', () => {
  test('takes one tap and leads to the same account each time', async () => {
    const { visit } = await check(running.hall, 'register', 'test-2')
    const { visit: again, outcome } = await check(running.hall, 'sign-in', 'test-2')
    expect(outcome).toBe('signed-in')
    expect(again.account?.number).toBe(visit.account?.number)
  })

  test('of somebody without an account opens none; on their word it does, without a second check', async () => {
    const { site, visit, outcome } = await check(running.hotel, 'sign-in', 'test-2')
    expect([outcome, visit.account]).toEqual(['no-account', null])
    const opened = await site.act('/api/accounts')
    expect(opened).toMatchObject({ check: { outcome: 'registered' }, account: { state: 'active' } })
  })

  test('outlives a restart: keys and accounts stand in each one’s folder', async () => {
    const { visit } = await check(running.hall, 'register', 'test-3')
    await running.restart()
    const { visit: again } = await check(running.hall, 'sign-in', 'test-3')
    expect(again.account?.number).toBe(visit.account?.number)
  })

  test('ends with the visit: nobody else’s page is in the account', async () => {
    const { site } = await check(running.hall, 'sign-in', 'test-3')
    expect((await (await enterSite(running.hall)).look()).account).toBeNull()
    expect((await site.act('/api/sign-out')).account).toBeNull()
    const elsewhere = await postJson(`${running.hotel.url}/api/visit`, { session: site.session })
    expect(elsewhere.status).toBe(401)
  })
})

describe('an account that is odd', () => {
  test('is restored when its owner is shown once more', async () => {
    const { site } = await check(running.hall, 'sign-in', 'test-1')
    // Somebody else may sit there: nothing of the account is shown any more.
    expect((await site.act('/api/accounts/odd')).account).toMatchObject({ state: 'odd', kept: null })
    const { visit, outcome } = await check(running.hall, 'confirm', 'test-1', site)
    expect([outcome, visit.account?.state]).toEqual(['restored', 'active'])
  })

  test('stays odd for anybody else, of whom nothing is learnt', async () => {
    const { site } = await check(running.hall, 'sign-in', 'test-1')
    await site.act('/api/accounts/odd')
    const delivered = running.hall.party.store.deliveries.last(1_000).length
    const { visit, outcome } = await check(running.hall, 'confirm', 'test-3', site)
    expect([outcome, visit.account?.state]).toEqual(['failed', 'odd'])
    expect(running.hall.party.store.deliveries.last(1_000)).toHaveLength(delivered)
    await check(running.hall, 'confirm', 'test-1', site)
  })

  test('stays odd when the visitor left before the owner’s pass came', async () => {
    const { site } = await check(running.hall, 'sign-in', 'test-1')
    await site.act('/api/accounts/odd')
    duringCheck(() => site.act('/api/checks/leave'))
    const { visit } = await check(running.hall, 'confirm', 'test-1', site)
    expect(visit).toMatchObject({ check: null, account: { state: 'odd' } })
    await check(running.hall, 'confirm', 'test-1', site)
  })

  test('cannot be closed before that', async () => {
    const { site } = await check(running.hotel, 'register', 'test-3')
    await site.act('/api/accounts/odd')
    expect((await site.act('/api/accounts/close')).account).not.toBeNull()
    await check(running.hotel, 'confirm', 'test-3', site)
    expect((await site.act('/api/accounts/close')).account).toBeNull()
    expect((await check(running.hotel, 'sign-in', 'test-3')).outcome).toBe('no-account')
  })
})

describe('a check on the web', () => {
  test('fails with other digits than the phone shows, and there is one try', async () => {
    const site = await enterSite(running.hall)
    const digits = await phoneApproves(platform(), await site.begin('sign-in'), 'test-1')
    const visit = await site.type(other(digits))
    expect(visit).toMatchObject({ check: { outcome: 'failed' }, account: null })
    expect((await site.act('/api/checks/confirm', { digits })).account).toBeNull()
  })

  test.each(['/api/checks/leave', '/api/sign-out'])(
    'that passes after its visitor left by %s leads into no account: somebody else may sit there',
    async (path) => {
      await check(running.hall, 'register', 'test-1')
      const site = await enterSite(running.hall)
      const digits = await phoneApproves(platform(), await site.begin('sign-in'), 'test-1')
      duringCheck(() => site.act(path))
      expect(await site.type(digits)).toEqual({ check: null, account: null })
      const [receipt] = running.hall.party.store.receipts.last(1)
      expect(receipt).toMatchObject({ purpose: 'sign-in', verdict: 'pass' })
    },
  )

  test('leads into no account either when its visitor leaves while the platform is asked who passed', async () => {
    await check(running.hall, 'register', 'test-1')
    const site = await enterSite(running.hall)
    const digits = await phoneApproves(platform(), await site.begin('sign-in'), 'test-1')
    const { party } = running.hall
    const { servers } = platform()
    const exchange = servers.exchangeReceipt.bind(servers)
    vi.spyOn(servers, 'exchangeReceipt').mockImplementationOnce((message) => {
      const visitor = party.visitors.find(site.session)
      if (visitor) party.reception.leaveCheck(visitor)
      return exchange(message)
    })
    expect(await site.type(digits)).toEqual({ check: null, account: null })
  })

  test('ends when the phone declines', async () => {
    const site = await enterSite(running.hall)
    const { anchor } = platform().openApproval('test-1', readCode(await site.begin('sign-in')))
    platform().declineApproval('test-1', anchor)
    expect((await site.until('done')).check).toMatchObject({ outcome: 'ended' })
  })

  test('runs beside those of other visitors, up to as many as there are places', async () => {
    const sites = await Promise.all([1, 2, 3, 4].map(() => enterSite(running.hall)))
    const codes: string[] = []
    for (const site of sites) codes.push(await site.begin('sign-in'))
    const late = await enterSite(running.hall)
    const visit = await late.act('/api/checks', { purpose: 'sign-in', language: 'en' })
    expect(visit.check).toMatchObject({ outcome: 'busy' })
    const [first] = sites
    expect(await first?.type(await phoneApproves(platform(), codes[0] ?? '', 'test-1'))).toMatchObject({
      check: { outcome: 'signed-in' },
    })
    expect(await late.begin('sign-in')).toMatch(/^WZA1\./)
    for (const site of [...sites, late]) await site.act('/api/checks/leave')
  })

  test.each([
    ['odd', 'test-2'],
    ['close', 'test-3'],
  ])('that is under way lets its place go with its account: %s', async (act, citizen) => {
    for (let time = 0; time < 5; time++) {
      const { site } = await check(running.insurer, 'register', citizen)
      await site.begin('confirm')
      expect((await site.act(`/api/accounts/${act}`)).check).toBeNull()
    }
  })

  test('is not there for a confirmation of nobody, or a registration from within an account', async () => {
    const site = await enterSite(running.hall)
    expect((await site.act('/api/checks', { purpose: 'confirm', language: 'en' })).check).toBeNull()
    await check(running.hall, 'sign-in', 'test-1', site)
    const visit = await site.act('/api/checks', { purpose: 'register', language: 'en' })
    expect(visit.check?.state).not.toBe('waiting')
  })
})

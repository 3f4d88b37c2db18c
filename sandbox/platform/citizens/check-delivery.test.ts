import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningPlatform, runPlatform, walletCode } from '../platform.fake.ts'
import { demoCustomNumber, demoPolicy } from '../relying-parties.ts'
import { checkRequest, post, readReply, signed } from '../terminal.fake.ts'
import type { Delivery } from './delivery.ts'
import { resultOnly } from './policy-terms.ts'

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
  const { store } = running.platform
  const terms = { ...resultOnly, fields: ['name'] as const, keepDays: 1, ageMark: true }
  store.policyTerms.put(demoCustomNumber, demoPolicy, terms)
})
afterAll(() => running.end())

/** A check over HTTP. @returns the reply's bytes and its members */
async function check(presented: string, retention?: string) {
  const { terminal, url, platform, clock } = running
  const request = retention === undefined ? {} : { retention }
  const asked = checkRequest(terminal, presented, clock.now(), { request })
  const response = await post(url, signed(terminal, asked))
  const message = Buffer.from(await response.arrayBuffer())
  return { message, reply: readReply(platform.authority.root, message, clock.now()) }
}

async function delivered(): Promise<Delivery[]> {
  const sent: Delivery[] = []
  await running.platform.citizens.deliver({
    deliver: (delivery) => {
      sent.push(delivery)
      return Promise.resolve(true)
    },
  })
  return sent
}

test('what is delivered of a check goes to the relying party’s server, and the terminal hears one word as ever', async () => {
  const { citizens, store } = running.platform
  const asked = { citizen: 'test-2', by: 'test-2', customNumber: demoCustomNumber, policy: demoPolicy }
  const given = citizens.consent({ ...asked, fields: ['name'] })
  if ('refused' in given) throw new Error(given.refused)
  const pseudonym = store.pseudonyms.of(demoCustomNumber, 'test-2')
  const { message, reply } = await check(walletCode(running, 'test-2'), given.consent)
  expect(Object.keys(reply)).toEqual(['bizSeq', 'terminal', 'timeStamp', 'authResult', 'digest'])
  expect(reply.authResult).toBe('pass')
  for (const secret of ['测试二', pseudonym, 'elderly', given.consent])
    expect(message.includes(secret)).toBe(false)
  expect(await delivered()).toEqual([
    {
      bizSeq: reply.bizSeq,
      customNumber: demoCustomNumber,
      pseudonym,
      ageMark: 'elderly',
      retained: { consent: given.consent, fields: { name: '测试二' } },
    },
  ])
})

test('of a check that failed nothing is delivered', async () => {
  const { reply } = await check(`WZ1:${'A'.repeat(56)}`)
  expect(reply.authResult).toBe('fail')
  expect(await delivered()).toEqual([])
})

test('with somebody else’s consent a check passes as without one, and no field is delivered', async () => {
  const { citizens } = running.platform
  const asked = { citizen: 'test-3', by: 'test-3', customNumber: demoCustomNumber, policy: demoPolicy }
  const given = citizens.consent({ ...asked, fields: ['name'] })
  if ('refused' in given) throw new Error(given.refused)
  const { reply } = await check(walletCode(running), given.consent)
  expect(reply.authResult).toBe('pass')
  expect((await delivered()).map(({ retained }) => retained)).toEqual([undefined])
})

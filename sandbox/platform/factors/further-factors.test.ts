import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CheckRequest } from '../../../src/shared/wire.ts'
import { resultOnly } from '../citizens/policy-terms.ts'
import { type RunningPlatform, runPlatform } from '../platform.fake.ts'
import { demoCustomNumber, demoPolicy } from '../relying-parties.ts'
import {
  approvalRequest,
  approvedRequest,
  checkRequest,
  dynamicCodeRequest,
  post,
  readReply,
  signed,
} from '../terminal.fake.ts'
import type { Factor, FactorName, FactorPresentation } from './factor.ts'
import { face } from './presented.fake.ts'

/** A relying party that registered more than a mode names: here a voice, which the platform was opened with. */

const voiceFactor: Factor = {
  name: 'voice',
  challenge: () => 'say the word',
  verify: async (_citizen, answer) => (answer === 'word' ? 'proven' : 'wrong'),
}
const voice: FactorPresentation = { factor: 'voice', answer: 'word' }

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform(undefined, { citizens: { furtherFactors: [voiceFactor] } })
})
beforeEach(() => ask('voice'))
afterAll(() => running.end())

const now = () => running.clock.now()
const cause = () => running.platform.store.checks.ofCitizen('test-1', 1)[0]?.cause
const ask = (...furtherFactors: FactorName[]) =>
  running.platform.store.policyTerms.put(demoCustomNumber, demoPolicy, { ...resultOnly, furtherFactors })

async function verdictOf(request: CheckRequest): Promise<string> {
  const response = await post(running.url, signed(running.terminal, request))
  expect(response.status).toBe(200)
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now()).authResult
}

async function byWalletCode(...presented: FactorPresentation[]): Promise<string> {
  const { code } = await running.platform.issueWalletCode('test-1', presented)
  return verdictOf(checkRequest(running.terminal, code, now()))
}

async function opened() {
  const { request, codes } = approvalRequest(running.terminal, now())
  await post(running.url, signed(running.terminal, request), 'application/cms', 'approvals')
  const [code] = codes
  if (!code) throw new Error('no code')
  return { request, ...running.platform.openApproval('test-1', code) }
}

describe('a policy’s further factor', () => {
  test('is missing from a wallet code that was made without it', async () => {
    expect(await byWalletCode()).toBe('fail')
    expect(cause()).toBe('factor-missing')
    expect(await byWalletCode(face(running.platform, 'test-1'))).toBe('fail')
    expect(await byWalletCode(voice)).toBe('pass')
    expect(await byWalletCode(voice, face(running.platform, 'test-1'))).toBe('pass')
  })

  test('is missing from eight digits that were made without it', async () => {
    const byDigits = async (...presented: FactorPresentation[]) => {
      const { number } = running.terminal
      const { code } = await running.platform.issueDynamicCode('test-1', number, presented)
      return verdictOf(dynamicCodeRequest(running.terminal, code, now()))
    }
    expect(await byDigits()).toBe('fail')
    expect(cause()).toBe('factor-missing')
    expect(await byDigits(voice)).toBe('pass')
  })

  test('is told to the phone that opens an approval, and asked for', async () => {
    const { request, anchor, factors } = await opened()
    expect(factors).toEqual(['voice'])
    await expect(running.platform.approveApproval('test-1', anchor)).rejects.toThrow('factor-missing')
    const wrong = [{ ...voice, answer: 'other' }]
    const refused = running.platform.approveApproval('test-1', anchor, wrong)
    await expect(refused).rejects.toMatchObject({ factor: 'voice', fault: 'wrong' })
    const { digits } = await running.platform.approveApproval('test-1', anchor, [voice])
    expect(await verdictOf(approvedRequest(running.terminal, request, digits, now()))).toBe('pass')
  })

  test('that was registered after the phone approved counts too', async () => {
    const { request, anchor } = await opened()
    const { digits } = await running.platform.approveApproval('test-1', anchor, [voice])
    ask('voice', 'face')
    expect(await verdictOf(approvedRequest(running.terminal, request, digits, now()))).toBe('fail')
    expect(cause()).toBe('factor-missing')
  })

  test('is of its own policy: where none was registered, none is asked for', async () => {
    ask()
    expect(await byWalletCode()).toBe('pass')
    expect((await opened()).factors).toEqual([])
  })

  test('that the platform does not have makes nobody pass', async () => {
    ask('palm-vein')
    expect(await byWalletCode(voice)).toBe('fail')
    const answer: FactorPresentation = { factor: 'palm-vein', answer: 'x' }
    await expect(byWalletCode(answer)).rejects.toMatchObject({ fault: 'not-offered' })
  })
})

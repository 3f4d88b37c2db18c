import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuthMode } from '../../../src/shared/check.ts'
import type { CheckRequest } from '../../../src/shared/wire.ts'
import { inventedPassword, inventedPasswordHash } from '../citizens/invented-passwords.ts'
import { inventedCitizens } from '../citizens.ts'
import { provenFor } from '../dynamic-codes.ts'
import { type RunningPlatform, runPlatform } from '../platform.fake.ts'
import {
  approvalRequest,
  approvedRequest,
  checkRequest,
  dynamicCodeRequest,
  post,
  readReply,
  signed,
} from '../terminal.fake.ts'
import type { FactorPresentation } from './factor.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { face, password } from './presented.fake.ts'

/** From what a phone presents to what a terminal hears: no mode without its factors, by any of the three ways. */

let running: RunningPlatform

/** On the stroke of a period of dynamic codes. */
const start = Math.ceil(Date.now() / 30_000) * 30_000

beforeAll(async () => {
  running = await runPlatform(() => start)
  // The 口令 of the one whose phone is tried over and over, made to be proven quickly.
  running.platform.store.passwords.put('test-1', await hashPassword(inventedPassword, randomBytes, 1000))
})
afterAll(() => running.end())

const now = () => running.clock.now()
const modes = ['R01', 'R02', 'R03', 'R04'] as const
const causeOf = (citizen = 'test-1') => running.platform.store.checks.ofCitizen(citizen, 1)[0]?.cause

type Presented = readonly FactorPresentation[]
const nothing = (): Presented => []
const word = (): Presented => [password()]
const seen = (): Presented => [face(running.platform, 'test-1')]
const both = (): Presented => [face(running.platform, 'test-1'), password()]

async function verdictOf(request: CheckRequest): Promise<string> {
  const response = await post(running.url, signed(running.terminal, request))
  expect(response.status).toBe(200)
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now()).authResult
}

/** Shown by a phone that presented this, and read for a check of this mode. */
async function byWalletCode(authMode: AuthMode, presented: Presented): Promise<string> {
  const { code } = await running.platform.issueWalletCode('test-1', presented)
  return verdictOf(checkRequest(running.terminal, code, now(), { request: { authMode } }))
}

async function byDynamicCode(authMode: AuthMode, presented: Presented): Promise<string> {
  const { code } = await running.platform.issueDynamicCode('test-1', running.terminal.number, presented)
  return verdictOf(dynamicCodeRequest(running.terminal, code, now(), { request: { authMode } }))
}

/** An offer of this mode that test-1's phone has opened. */
async function opened(authMode: AuthMode) {
  const { request, codes } = approvalRequest(running.terminal, now(), { authMode })
  const message = signed(running.terminal, request)
  expect((await post(running.url, message, 'application/cms', 'approvals')).status).toBe(200)
  const [code] = codes
  if (!code) throw new Error('no code')
  return { request, ...running.platform.openApproval('test-1', code) }
}

async function byApproval(authMode: AuthMode, presented: Presented): Promise<string> {
  const { request, anchor } = await opened(authMode)
  const { digits } = await running.platform.approveApproval('test-1', anchor, presented)
  return verdictOf(approvedRequest(running.terminal, request, digits, now(), { request: { authMode } }))
}

/** Which modes a presentation serves, one after another. */
async function served(
  way: (authMode: AuthMode, presented: Presented) => Promise<string>,
  presented: () => Presented,
  asked: readonly AuthMode[] = modes,
): Promise<AuthMode[]> {
  const passing: AuthMode[] = []
  for (const mode of asked) if ((await way(mode, presented())) === 'pass') passing.push(mode)
  return passing
}

const wrongs: readonly [string, () => Presented, string][] = [
  ['a wrong 口令', () => [password('wrong-2026')], 'wrong'],
  ['a wrong 口令 beside the right face', () => [...seen(), password('wrong-2026')], 'wrong'],
  ['somebody else before the camera', () => [face(running.platform, 'test-1', 'test-2')], 'wrong'],
  ['a challenge that was another’s', () => [face(running.platform, 'test-2')], 'expired'],
  ['a factor that the platform does not have', () => [{ factor: 'voice', answer: 'a' }], 'not-offered'],
  ['the same factor twice', () => [password(), password()], 'malformed'],
]

describe('a wallet code', () => {
  test('serves the modes that were proven for it and no other', async () => {
    expect(await served(byWalletCode, nothing)).toEqual(['R01'])
    expect(await served(byWalletCode, word)).toEqual(['R01', 'R02'])
    expect(await served(byWalletCode, seen)).toEqual(['R01', 'R03'])
    expect(await served(byWalletCode, both)).toEqual(['R01', 'R02', 'R03', 'R04'])
  })

  test('for less than is asked fails, and the phone says what was missing', async () => {
    expect(await byWalletCode('R04', seen())).toBe('fail')
    expect(causeOf()).toBe('factor-missing')
  })

  test.each(wrongs)('is not made with %s', async (_what, presented, fault) => {
    const refused = running.platform.issueWalletCode('test-1', presented())
    await expect(refused).rejects.toMatchObject({ code: 'factor-failed', fault })
    await byWalletCode('R01', word())
  })

  test('keeps what was proven over a restart', async () => {
    const { code } = await running.platform.issueWalletCode('test-1', both())
    await running.restart()
    const request = checkRequest(running.terminal, code, now(), { request: { authMode: 'R04' } })
    expect(await verdictOf(request)).toBe('pass')
  })
})

describe('a dynamic code', () => {
  test('serves the modes that were proven for it and no other', async () => {
    const asked = ['R01', 'R02'] as const
    expect(await served(byDynamicCode, nothing, asked)).toEqual(['R01'])
    expect(await served(byDynamicCode, seen, asked)).toEqual(['R01'])
    expect(await served(byDynamicCode, word, asked)).toEqual(['R01', 'R02'])
    expect(causeOf()).toBeNull()
  })

  test.each(wrongs)('is not made with %s', async (_what, presented, fault) => {
    const refused = running.platform.issueDynamicCode('test-1', running.terminal.number, presented())
    await expect(refused).rejects.toMatchObject({ code: 'factor-failed', fault })
    await byDynamicCode('R01', word())
  })

  test('is followed by others that take over what was proven, for two minutes', async () => {
    const { platform, terminal, clock } = running
    const { offset } = clock
    const check = async (code: string) =>
      verdictOf(dynamicCodeRequest(terminal, code, now(), { request: { authMode: 'R02' } }))
    let shown = await platform.issueDynamicCode('test-1', terminal.number, word())
    clock.setOffset(offset + 30_000)
    shown = platform.nextDynamicCode('test-1', shown)
    expect(await check(shown.code)).toBe('pass')
    clock.setOffset(offset + 60_000)
    shown = platform.nextDynamicCode('test-1', shown)
    clock.setOffset(offset + provenFor)
    shown = platform.nextDynamicCode('test-1', shown)
    expect(await check(shown.code)).toBe('fail')
    expect(causeOf()).toBe('factor-missing')
    // Digits that are another’s, or nobody’s, prove nothing.
    const others = await platform.issueDynamicCode('test-2', terminal.number, [password()])
    expect(await check(platform.nextDynamicCode('test-1', others).code)).toBe('fail')
    clock.setOffset(offset)
  })
})

describe('an approval', () => {
  test.each<[AuthMode, () => Presented]>([
    ['R01', nothing],
    ['R02', word],
    ['R03', seen],
    ['R04', both],
    ['R02', both],
  ])('of %s passes with its factors, and tells the phone which', async (mode, presented) => {
    expect(await byApproval(mode, presented())).toBe('pass')
    const { factors } = await opened(mode)
    expect(factors).toEqual(
      { R01: [], R02: ['password'], R03: ['face'], R04: ['password', 'face'], D01: [], D02: [] }[mode],
    )
  })

  test.each<[AuthMode, () => Presented]>([
    ['R02', nothing],
    ['R02', seen],
    ['R03', word],
    ['R04', word],
    ['R04', seen],
  ])('of %s is not given for less, and is still to be had', async (mode, presented) => {
    const { anchor } = await opened(mode)
    const refused = running.platform.approveApproval('test-1', anchor, presented())
    await expect(refused).rejects.toMatchObject({ code: 'factor-missing' })
    expect((await running.platform.approveApproval('test-1', anchor, both())).digits).toMatch(/^\d\d$/)
  })

  test.each(wrongs)('is not given with %s', async (_what, presented, fault) => {
    const { anchor } = await opened('R01')
    const refused = running.platform.approveApproval('test-1', anchor, presented())
    await expect(refused).rejects.toMatchObject({ code: 'factor-failed', fault })
    await running.platform.approveApproval('test-1', anchor, word())
  })

  test('that ended while its factors were proven stays ended', async () => {
    const { anchor } = await opened('R02')
    const approving = running.platform.approveApproval('test-1', anchor, word())
    running.platform.declineApproval('test-1', anchor)
    await expect(approving).rejects.toThrow('approval-ended')
  })
})

describe('a citizen without a 口令', () => {
  beforeAll(() => running.platform.store.passwords.forget('test-3'))

  test('cannot have a code of R02, nor approve one', async () => {
    const { platform, terminal } = running
    const without = { code: 'factor-failed', factor: 'password', fault: 'not-enrolled' }
    await expect(platform.issueWalletCode('test-3', word())).rejects.toMatchObject(without)
    await expect(platform.issueDynamicCode('test-3', terminal.number, word())).rejects.toMatchObject(without)
    const { request, codes } = approvalRequest(terminal, now(), { authMode: 'R02' })
    await post(running.url, signed(terminal, request), 'application/cms', 'approvals')
    const { anchor } = platform.openApproval('test-3', codes[0] ?? { step: 0, link: new Uint8Array(32) })
    await expect(platform.approveApproval('test-3', anchor, word())).rejects.toMatchObject(without)
  })
})

describe('an invented citizen', () => {
  test.each(inventedCitizens)('$id begins with the 口令 that is known of all', async ({ id }) => {
    const hash = inventedPasswordHash(id)
    expect(await isPassword(inventedPassword, hash)).toBe(true)
    expect(await isPassword(`${inventedPassword}x`, hash)).toBe(false)
  })

  test('who chose another keeps it over a restart', async () => {
    const { platform } = running
    const act = { citizen: 'test-2', by: 'test-2', presentations: [face(platform, 'test-2')] }
    expect(await platform.citizens.changePassword(act, 'another-2026')).toEqual({ done: true })
    await running.restart()
    const old = running.platform.issueWalletCode('test-2', word())
    await expect(old).rejects.toMatchObject({ fault: 'wrong' })
    const { code } = await running.platform.issueWalletCode('test-2', [password('another-2026')])
    expect(code).toMatch(/^WZ1:/)
  })
})

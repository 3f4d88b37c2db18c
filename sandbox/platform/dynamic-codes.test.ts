import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AuthMode, newBizSeq } from '../../src/shared/check.ts'
import { hasDigitRun } from '../../src/shared/gm/dynamic-code.ts'
import type { CheckRequest } from '../../src/shared/wire.ts'
import { decideDynamicCode } from './dynamic-codes.ts'
import type { FactorName } from './factors/factor.ts'
import { dynamicCode, type RunningPlatform, runPlatform } from './platform.fake.ts'
import { demoCustomNumber, demoPolicy } from './relying-parties.ts'
import { checkRequest, dynamicCodeRequest, enrol, post, readReply, signed } from './terminal.fake.ts'

const period = 30_000
/** A time at which a new code begins, well after the certificates were made. */
const start = (Math.floor(Date.now() / period) + 10) * period

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform(() => start)
})
beforeEach(() => {
  // Far enough from the test before that none of its codes is good.
  running.clock.setOffset(running.clock.offset + 40 * period)
})
afterAll(() => running.end())

const now = () => running.clock.now()
const pass = (milliseconds: number) => running.clock.setOffset(running.clock.offset + milliseconds)
const issue = (citizen = 'test-1', ...proven: FactorName[]) =>
  dynamicCode(running, citizen, running.terminal.number, proven)
const lastCheck = (citizen = 'test-1') => running.platform.store.checks.ofCitizen(citizen, 1)[0]
const other = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0')

async function verdictOf(request: CheckRequest, terminal = running.terminal): Promise<string> {
  const response = await post(running.url, signed(terminal, request))
  expect(response.status).toBe(200)
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now()).authResult
}

/** Decides without the wire: for what is tried many times. */
function type(digits: string, authMode: AuthMode = 'R01', terminal: string = running.terminal.number) {
  const { store } = running.platform
  const asked = { customNumber: demoCustomNumber, policy: demoPolicy, authMode }
  const check = { terminal, bizSeq: newBizSeq(), ...asked }
  return store.transaction(() => decideDynamicCode(store, Buffer.from(digits, 'ascii'), check, now()))
}

describe('the code on the phone', () => {
  test('is eight digits without a run, the same until its 30 s are over, then another', () => {
    const first = issue()
    expect(first.code).toMatch(/^[0-9]{8}$/)
    expect(hasDigitRun(first.code)).toBe(false)
    expect(first.expiresAt - now()).toBe(period)
    pass(period - 1)
    expect(issue()).toEqual(first)
    pass(1)
    expect(issue().code).not.toBe(first.code)
  })

  test('has no run, whenever it is asked for', () => {
    const shown = Array.from({ length: 120 }, () => {
      pass(period)
      return issue().code
    })
    expect(shown.filter(hasDigitRun)).toEqual([])
  })

  test('is not remembered: nobody can read later who asked for one at which terminal', () => {
    const kept = () => running.platform.store.dynamicCodes.at(running.terminal.number, 0)
    issue()
    pass(600_000 + 2 * period)
    issue('test-2')
    expect(kept().map(({ citizen }) => citizen)).toEqual(['test-2'])
  })

  test('is different for every citizen, terminal and mode', async () => {
    const terminal = await enrol(running.url, running.platform.enrolmentOffice.code)
    const codes = [
      issue().code,
      issue('test-2').code,
      issue('test-1', 'password').code,
      dynamicCode(running, 'test-1', terminal.number).code,
    ]
    expect(new Set(codes).size).toBe(4)
  })

  test('is not made for a terminal that does not exist or was revoked', async () => {
    const terminal = await enrol(running.url, running.platform.enrolmentOffice.code)
    running.platform.store.terminals.revoke(terminal.number, now())
    for (const number of ['00000000', terminal.number]) {
      await expect(running.platform.issueDynamicCode('test-1', number)).rejects.toThrow('terminal-unknown')
    }
  })

  test('stands in no file', async () => {
    const { code } = issue()
    for (const name of ['platform.db', 'platform.db-wal']) {
      const bytes = await readFile(path.join(running.folder, name))
      expect(bytes.includes(code)).toBe(false)
    }
  })
})

describe('a check with a dynamic code', () => {
  test('passes once, and stands in the history of its citizen', async () => {
    const { code } = issue()
    expect(await verdictOf(dynamicCodeRequest(running.terminal, code, now()))).toBe('pass')
    expect(lastCheck()).toMatchObject({ verdict: 'pass', cause: null })
    expect(await verdictOf(dynamicCodeRequest(running.terminal, code, now()))).toBe('fail')
    expect(lastCheck()).toMatchObject({ cause: 'dynamic-code-used' })
    expect(issue().code).not.toBe(code)
  })

  test('is answered from what was stored when it comes again', async () => {
    const message = signed(running.terminal, dynamicCodeRequest(running.terminal, issue().code, now()))
    const answer = async () => Buffer.from(await (await post(running.url, message)).arrayBuffer())
    const first = await answer()
    expect(first.equals(await answer())).toBe(true)
  })

  test('fails at any other terminal, where the code is nobody’s', async () => {
    const terminal = await enrol(running.url, running.platform.enrolmentOffice.code)
    const { code } = issue()
    expect(await verdictOf(dynamicCodeRequest(terminal, code, now()), terminal)).toBe('fail')
    expect(await verdictOf(dynamicCodeRequest(running.terminal, code, now()))).toBe('pass')
  })

  test('takes a code for one period after the phone stopped showing it, and no longer', () => {
    const late = issue().code
    pass(2 * period - 1)
    expect(type(late).verdict).toBe('pass')
    const tooLate = issue('test-2').code
    pass(2 * period)
    expect(type(tooLate)).toEqual({ verdict: 'fail', cause: 'dynamic-code-expired', citizen: 'test-2' })
  })

  test('a pass uses up the code before and the code after too', () => {
    const before = issue().code
    pass(period)
    expect(type(issue().code).verdict).toBe('pass')
    expect(type(before)).toMatchObject({ verdict: 'fail', cause: 'dynamic-code-used' })
  })

  test('takes the third try, not the fourth', () => {
    const { code } = issue()
    type(other(code))
    type(other(code))
    expect(type(code).verdict).toBe('pass')
    const blocked = issue('test-2').code
    for (let miss = 0; miss < 3; miss++) {
      expect(type(other(blocked))).toMatchObject({ cause: 'dynamic-code-unknown', citizen: null })
    }
    expect(type(blocked)).toEqual({ verdict: 'fail', cause: 'dynamic-code-blocked', citizen: 'test-2' })
    expect(type(issue('test-2').code).verdict).toBe('pass')
  })

  test('tries at one terminal cost nobody at another a code', async () => {
    const terminal = await enrol(running.url, running.platform.enrolmentOffice.code)
    const { code } = issue()
    for (let miss = 0; miss < 5; miss++) type(other(code), 'R01', terminal.number)
    expect(type(code).verdict).toBe('pass')
  })

  test('of the mode R02 needs what the citizen did on the phone', () => {
    expect(type(issue().code, 'R02')).toMatchObject({ verdict: 'fail', cause: 'factor-missing' })
    expect(type(issue('test-1', 'password').code, 'R02').verdict).toBe('pass')
  })

  test('is refused where a face is asked for, and where digits are called something else', async () => {
    const { code } = issue()
    const refused = async (request: CheckRequest) => {
      const response = await post(running.url, signed(running.terminal, request))
      return [response.status, await response.json()]
    }
    const face = dynamicCodeRequest(running.terminal, code, now(), { request: { authMode: 'R03' } })
    expect(await refused(face)).toEqual([400, { code: 'evidence' }])
    const asWalletCode = dynamicCodeRequest(running.terminal, code, now(), { seal: { kind: 'wallet-code' } })
    expect(await refused(asWalletCode)).toEqual([400, { code: 'refused' }])
    expect(await verdictOf(checkRequest(running.terminal, code, now()))).toBe('fail')
  })

  test.each(['', '1234567', '123456789', 'ABCDEFGH'])('fails with %j, which is no code', (digits) => {
    expect(type(digits)).toMatchObject({ verdict: 'fail', cause: 'dynamic-code-unknown' })
  })

  test('outlives a restart, used up or not', async () => {
    const used = issue().code
    const unused = issue('test-2').code
    expect(type(used).verdict).toBe('pass')
    await running.restart()
    expect(type(used)).toMatchObject({ cause: 'dynamic-code-used' })
    expect(type(unused).verdict).toBe('pass')
  })

  test('nothing of a citizen who is forgotten is left to make a code of', () => {
    const { code } = issue()
    running.platform.store.dynamicCodes.forget('test-1')
    expect(type(code)).toMatchObject({ cause: 'dynamic-code-unknown', citizen: null })
  })
})

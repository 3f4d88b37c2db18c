import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  faceOf,
  goodPassword,
  type OpenOffice,
  openTestOffice,
  passwordOf,
  register,
} from '../citizens/office.fake.ts'
import { type Factor, factorNames, missingFactors, requiredFactors } from './factor.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { passwordLock } from './password.ts'
import { factorsOf } from './prove.ts'

let open: OpenOffice
let citizen: string

/** A voice as the simplest thing that can be plugged in: it knows one word. */
const voice: Factor = {
  name: 'voice',
  challenge: () => 'say the word',
  verify: async (_citizen, answer) => (answer === 'word' ? 'proven' : 'wrong'),
}

beforeEach(async () => {
  open = openTestOffice([voice])
  citizen = await register(open, 'test-10')
})
afterEach(() => open.end())

const prove = (...presentations: Parameters<typeof open.office.prove>[1]) =>
  open.office.prove(citizen, presentations)

describe('modes', () => {
  test('R01 to R04 name their factors, and factors serve the modes that name no more', () => {
    const modes = ['R01', 'R02', 'R03', 'R04'] as const
    expect(modes.map((mode) => requiredFactors(mode))).toEqual([
      [],
      ['password'],
      ['face'],
      ['password', 'face'],
    ])
    const served = (given: (typeof modes)[number]) =>
      modes.filter((mode) => missingFactors(requiredFactors(mode), requiredFactors(given)).length === 0)
    expect(modes.map(served)).toEqual([['R01'], ['R01', 'R02'], ['R01', 'R03'], modes])
  })

  test('a policy’s further factors come on top, each once', () => {
    expect(requiredFactors('R02', ['voice', 'password'])).toEqual(['password', 'voice'])
    expect(missingFactors(requiredFactors('R02', ['voice']), ['password'])).toEqual(['voice'])
  })

  test('a further factor does not stand in for 口令 or 人脸', () => {
    for (const name of factorNames.slice(2)) {
      expect(missingFactors(requiredFactors('R02'), [name])).toEqual(['password'])
      expect(missingFactors(requiredFactors('R03'), [name])).toEqual(['face'])
    }
  })
})

describe('factors', () => {
  test('all that was presented is proven', async () => {
    expect(await prove(passwordOf(), faceOf(open, citizen))).toEqual({ proven: ['password', 'face'] })
    expect(await prove()).toEqual({ proven: [] })
  })

  test('one that is wrong takes the others with it', async () => {
    const wrong = { factor: 'voice', answer: 'other' } as const
    expect(await prove(passwordOf(), wrong)).toEqual({ failed: 'voice', fault: 'wrong' })
  })

  test('one more is plugged in without a change to anything', async () => {
    expect(open.office.challenge('voice', citizen)).toBe('say the word')
    expect(await prove({ factor: 'voice', answer: 'word' })).toEqual({ proven: ['voice'] })
    expect(await prove({ factor: 'fingerprint', answer: 'x' })).toMatchObject({ fault: 'not-offered' })
    expect(() => factorsOf([voice, voice])).toThrow(TypeError)
  })

  test('the same one twice is no two', async () => {
    expect(await prove(passwordOf(), passwordOf())).toEqual({ failed: 'password', fault: 'malformed' })
  })

  test('a face is the citizen’s own, and every challenge is answered once', async () => {
    const given = faceOf(open, citizen)
    expect(await prove(given)).toEqual({ proven: ['face'] })
    expect(await prove(given)).toEqual({ failed: 'face', fault: 'expired' })
    const others = faceOf(open, 'test-1')
    expect(await prove(others)).toEqual({ failed: 'face', fault: 'expired' })
  })
})

describe('口令', () => {
  test('are kept as PBKDF2 with SM3 under a salt of their own, never as they are', async () => {
    const draws = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)]
    const one = await hashPassword(goodPassword, () => draws[0] ?? new Uint8Array(0), 1000)
    const two = await hashPassword(goodPassword, () => draws[1] ?? new Uint8Array(0), 1000)
    expect(one.hash).not.toEqual(two.hash)
    expect(one.hash).toHaveLength(32)
    // As the openssl command has it: kdf PBKDF2, digest SM3, this salt, 1000 rounds.
    expect(Buffer.from(one.hash).toString('hex')).toBe(
      'fe359215a3178dcf50245d6291b14c26972410f09db1c8ebfb482d48c038b4a3',
    )
    expect(await isPassword(goodPassword, one)).toBe(true)
    expect(await isPassword(`${goodPassword}x`, one)).toBe(false)
    expect(open.bytes().includes(goodPassword)).toBe(false)
  })

  test('are locked after five wrong tries, for a quarter of an hour, and the citizen can read it', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await prove(passwordOf('wrong-1234'))).toMatchObject({ fault: 'wrong' })
    }
    expect(await prove(passwordOf())).toEqual({ failed: 'password', fault: 'locked' })
    const kinds = open.store.securityEvents.ofCitizen(citizen, 2).map(({ kind }) => kind)
    expect(kinds).toEqual(['password-locked', 'password-wrong'])
    open.clock.setOffset(passwordLock)
    expect(await prove(passwordOf())).toEqual({ proven: ['password'] })
  })

  test('tried many at once are as many tries', async () => {
    const tries = Array.from({ length: 20 }, () => prove(passwordOf('wrong-1234')))
    const faults = (await Promise.all(tries)).map((outcome) => 'fault' in outcome && outcome.fault)
    expect(faults.filter((fault) => fault === 'wrong')).toHaveLength(5)
    expect(faults.filter((fault) => fault === 'locked')).toHaveLength(15)
  })

  test('a right one clears the count', async () => {
    for (let attempt = 0; attempt < 4; attempt++) await prove(passwordOf('wrong-1234'))
    await prove(passwordOf())
    expect(await prove(passwordOf('wrong-1234'))).toMatchObject({ fault: 'wrong' })
    expect(await prove(passwordOf())).toEqual({ proven: ['password'] })
  })
})

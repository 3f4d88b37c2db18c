import { pbkdf2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { pinDigestSchema } from '../../shared/counter/counter-config.ts'
import { pbkdf2Sm3 } from './pbkdf2-sm3.ts'
import { digestPin, isPin } from './staff-pin.ts'

test('a PIN is known by its digest, and another one is not', async () => {
  const digest = await digestPin('246810')
  expect(pinDigestSchema.safeParse(digest).success).toBe(true)
  expect(await isPin('246810', digest)).toBe(true)
  expect(await isPin('246811', digest)).toBe(false)
  expect(await isPin('', digest)).toBe(false)
})

test('the same PIN has another digest for each of the staff', async () => {
  const [one, other] = [await digestPin('246810'), await digestPin('246810')]
  expect(one).not.toBe(other)
})

test('a digest is PBKDF2 with HMAC-SM3, as OpenSSL has it', async () => {
  const salt = Buffer.alloc(16, 7)
  const own = pbkdf2Sync('1234', salt, 10_000, 32, 'sm3').toString('base64url')
  expect(await digestPin('1234', salt)).toBe(`pbkdf2-sm3:10000:${salt.toString('base64url')}:${own}`)
  for (const [password, rounds] of [
    ['', 1],
    ['1'.repeat(64), 2],
    ['1'.repeat(65), 251],
  ] as const) {
    const theirs = pbkdf2Sync(password, salt, rounds, 32, 'sm3')
    expect(Buffer.from(await pbkdf2Sm3(Buffer.from(password), salt, rounds))).toEqual(theirs)
  }
})

test('others have their turn while a PIN is looked at', async () => {
  let turns = 0
  let done = false
  const count = () => {
    turns += 1
    if (!done) setImmediate(count)
  }
  setImmediate(count)
  await digestPin('246810')
  done = true
  expect(turns).toBeGreaterThan(30)
})

test.each(['0', '9999', '100001'])('a digest of %s rounds is none', (rounds) => {
  const digest = `pbkdf2-sm3:${rounds}:${'A'.repeat(22)}:${'A'.repeat(43)}`
  expect(pinDigestSchema.safeParse(digest).success).toBe(false)
})

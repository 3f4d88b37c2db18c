import { expect, test } from 'vitest'
import { pinDigestSchema } from '../../shared/counter/counter-config.ts'
import { digestPin, isPin } from './staff-pin.ts'

test('a PIN is known by its digest, and another one is not', async () => {
  const digest = await digestPin('246810', undefined, 16_384)
  expect(pinDigestSchema.safeParse(digest).success).toBe(true)
  expect(await isPin('246810', digest)).toBe(true)
  expect(await isPin('246811', digest)).toBe(false)
  expect(await isPin('', digest)).toBe(false)
})

test('the same PIN has another digest for each of the staff', async () => {
  const [one, other] = [
    await digestPin('246810', undefined, 16_384),
    await digestPin('246810', undefined, 16_384),
  ]
  expect(one).not.toBe(other)
})

test('a digest is scrypt’s of RFC 7914', async () => {
  const { scryptSync } = await import('node:crypto')
  const salt = Buffer.alloc(16, 7)
  const own = scryptSync('1234', salt, 32, { N: 16_384, r: 8, p: 1 }).toString('base64url')
  expect(await digestPin('1234', salt, 16_384)).toBe(`scrypt:16384:8:1:${salt.toString('base64url')}:${own}`)
})

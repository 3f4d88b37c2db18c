import { expect, test } from 'vitest'
import { walletRefusalSchema } from './refusal-codes.ts'

test('a refusal is of the list, and not of what every object has', () => {
  expect(walletRefusalSchema.safeParse({ code: 'busy' }).success).toBe(true)
  for (const code of ['other', 'toString', 'constructor', '__proto__']) {
    expect(walletRefusalSchema.safeParse({ code }).success).toBe(false)
  }
})

import { expect, test } from 'vitest'
import { isWalletCode } from '../../../src/shared/wallet-code.ts'
import { reportSchema, scanSchema } from '../api.ts'
import { badCodeIds, badCodes } from './bad-codes.ts'

test.each(badCodeIds)('the bench’s server takes "%s", and no terminal should', (id) => {
  const { path, body } = badCodes[id]
  const schema = path === '/api/scan' ? scanSchema : reportSchema
  expect(schema.safeParse(body).success).toBe(true)
  expect(isWalletCode(Buffer.from(body['text'] ?? body['base64'] ?? ''))).toBe(false)
})

test('the long one is 10 KiB', () => {
  expect(badCodes.long.body['text']).toHaveLength(10_240)
})

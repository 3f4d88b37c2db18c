import { expect, test } from 'vitest'
import { newBizSeq, receiptNumberSchema } from '../../shared/check.ts'
import { hearReceipts } from './receipts-heard.ts'

test('each check has the receipt of its own verdict, once, whichever is asked for first', () => {
  const [first, second] = [newBizSeq(), newBizSeq()]
  const [one, two] = [1, 2].map((number) => receiptNumberSchema.parse(String(number).padStart(20, '0')))
  if (one === undefined || two === undefined) throw new Error('there are no receipts')
  const { note, take } = hearReceipts()
  expect(() => take(first)).toThrow('no receipt')
  note({ bizSeq: first, verdict: 'pass', receipt: one })
  note({ bizSeq: second, verdict: 'fail', receipt: two })
  expect(take(second)).toBe(two)
  expect(take(first)).toBe(one)
  expect(() => take(first)).toThrow('no receipt')
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createActor, setup } from 'xstate'
import { type UnavailableReason, VerificationUnavailable } from '../../shared/verdict.ts'
import type { JourneyEvent } from '../journey/journey-machine.ts'
import type { ApprovalNews } from './approval-client.ts'
import type { ShownCode } from './approval-codes.ts'
import { approvalOffer } from './approval-offer.ts'
import { makeCheck } from './platform-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Read by the type checker only. */
const journeyTypes: { events?: JourneyEvent } = {}
const settle = () => vi.advanceTimersByTimeAsync(0)

/** A journey that offers one check, and a client that answers as the test says. */
function offering() {
  const check = makeCheck()
  const told: JourneyEvent[] = []
  const offered: { readonly check: unknown; readonly words: string; readonly signal: AbortSignal }[] = []
  let answerOffer: { accept(): void; refuse(reason: UnavailableReason): void } | undefined
  let answerNext: { news(news: ApprovalNews): void; refuse(reason: UnavailableReason): void } | undefined
  const codes: (ShownCode | null)[] = [
    { text: 'first', left: 10_000 },
    { text: 'second', left: 10_000 },
    null,
  ]
  const logic = approvalOffer({
    offer: (check, words, signal = new AbortController().signal) =>
      new Promise((resolve, reject) => {
        offered.push({ check, words, signal })
        answerOffer = {
          accept: () =>
            resolve({
              code: () => codes.shift() ?? null,
              next: () =>
                new Promise((news, refuse) => {
                  answerNext = { news, refuse: (reason) => refuse(new VerificationUnavailable(reason)) }
                }),
            }),
          refuse: (reason) => reject(new VerificationUnavailable(reason)),
        }
      }),
  })
  const journey = setup({ types: journeyTypes, actors: { approval: logic } }).createMachine({
    invoke: { src: 'approval', input: { check, words: '补办' } },
    on: { 'approval.*': { actions: ({ event }) => told.push(event) } },
  })
  const actor = createActor(journey)
  actor.start()
  return {
    check,
    told,
    offered,
    stop: () => actor.stop(),
    accept: async () => {
      answerOffer?.accept()
      await settle()
    },
    refuse: async (reason: UnavailableReason) => {
      answerOffer?.refuse(reason)
      await settle()
    },
    news: async (news: ApprovalNews) => {
      answerNext?.news(news)
      await settle()
    },
    lose: async (reason: UnavailableReason) => {
      answerNext?.refuse(reason)
      await settle()
    },
  }
}

test('offers the check in the citizen’s words, and shows each code for its time', async () => {
  const { check, offered, told, accept } = offering()
  expect(offered).toMatchObject([{ check, words: '补办' }])
  await accept()
  expect(told).toEqual([{ type: 'approval.code', code: 'first' }])
  await vi.advanceTimersByTimeAsync(9_999)
  expect(told).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(told.at(-1)).toEqual({ type: 'approval.code', code: 'second' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(told.at(-1)).toEqual({ type: 'approval.code', code: null })
})

test('shows no further code once a phone has it', async () => {
  const { told, accept, news } = offering()
  await accept()
  await news('opened')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told.map(({ type }) => type)).toEqual(['approval.code', 'approval.opened'])
  await news('approved')
  expect(told.at(-1)).toEqual({ type: 'approval.approved' })
})

test.each(['ended', 'expired'] as const)('%s is told, and nothing after it', async (end) => {
  const { told, accept, news } = offering()
  await accept()
  await news(end)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told.map(({ type }) => type)).toEqual(['approval.code', `approval.${end}`])
})

test('a platform that cannot be asked is told of once, at the offer and later', async () => {
  const early = offering()
  await early.refuse('offline')
  expect(early.told).toEqual([{ type: 'approval.unreachable' }])
  const late = offering()
  await late.accept()
  await late.lose('reply-signature')
  expect(late.told.at(-1)).toEqual({ type: 'approval.unreachable' })
})

test('called off, it asks no more and tells nothing', async () => {
  const { told, offered, accept, lose, stop } = offering()
  await accept()
  stop()
  expect(offered[0]?.signal.aborted).toBe(true)
  await lose('cancelled')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toHaveLength(1)
})

test('called off before the platform took it, it shows nothing', async () => {
  const { told, accept, stop } = offering()
  stop()
  await accept()
  expect(told).toEqual([])
})

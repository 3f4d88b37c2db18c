import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BizSeq, newBizSeq, type ReceiptNumber, receiptNumberSchema } from '../../shared/check.ts'
import {
  type HallEntry,
  type PlaceName,
  placeNameSchema,
  type TicketNumber,
  ticketNumberSchema,
} from '../../shared/counter/admission.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { HallStore } from './hall-store.ts'

/** One hall, empty at first, which every gate reaches. */
export interface HallUnderTest {
  /** Opens it as a gate, anew at each call: as a terminal that starts. */
  open(gate: string): Promise<HallStore>
  /** Ends whatever serves it. Every gate was closed before. */
  remove(): Promise<void>
}

const morning = placeNameSchema.parse('上午')
const afternoon = placeNameSchema.parse('下午')
const nine = Date.UTC(2026, 11, 5, 1)
const minute = 60_000
const first = ticketNumberSchema.parse('20261205-0042')
const second = ticketNumberSchema.parse('20261205-0043')

/** A receipt number, another one for each count. */
const receipt = (count: number): ReceiptNumber => receiptNumberSchema.parse(String(count).padStart(20, '0'))

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

interface CheckedAs {
  readonly session?: PlaceName
  readonly time?: number
  readonly verdict?: Verdict
}

const kinds = (entries: readonly HallEntry[]) => entries.map(({ kind }) => kind)

/**
 * What every `HallStore` must do, the embedded one and one that is spread over machines alike.
 * @param make gives a hall for one test
 */
export function hallStoreContract(name: string, make: () => Promise<HallUnderTest>): void {
  describe(`${name} as a hall store`, () => {
    let hall: HallUnderTest
    let opened: HallStore[]
    beforeEach(async () => {
      hall = await make()
      opened = []
    })
    afterEach(async () => {
      for (const store of opened) await store.close()
      await hall.remove()
    })

    const gate = async (number: string): Promise<HallStore> => {
      const store = await hall.open(number)
      opened.push(store)
      return store
    }
    const closed = async (store: HallStore) => {
      await store.close()
      opened.splice(opened.indexOf(store), 1)
    }

    let count = 0
    /** Checks a ticket: begun, answered, settled. */
    const check = async (
      store: HallStore,
      ticket: TicketNumber,
      { session = morning, time = nine, verdict = 'pass' }: CheckedAs = {},
    ) => {
      const bizSeq = newBizSeq()
      await store.begin({ bizSeq, session, ticket, time })
      return store.settle(bizSeq, { verdict, receipt: receipt(++count), time })
    }
    const begun = async (store: HallStore, ticket: TicketNumber, time = nine): Promise<BizSeq> => {
      const bizSeq = newBizSeq()
      expect(await store.begin({ bizSeq, session: morning, ticket, time })).toEqual({ state: 'begun' })
      return bizSeq
    }
    const pass = (time = nine) => ({ verdict: 'pass', receipt: receipt(++count), time }) as const

    describe('lets a ticket in', () => {
      test('once, and keeps when, at which gate and on which receipt', async () => {
        const one = await gate('1')
        const bizSeq = await begun(one, first)
        const answer = { verdict: 'pass', receipt: receipt(7), time: nine + 300 } as const
        const admission = {
          seq: 1,
          kind: 'admitted',
          verdict: 'pass',
          session: morning,
          ticket: first,
          gate: '1',
          time: nine + 300,
          receipt: receipt(7),
        }
        expect(await one.settle(bizSeq, answer)).toEqual({ state: 'admitted', admission })
        expect(await one.admission(morning, first)).toEqual(admission)
        expect(await one.admission(morning, second)).toBeNull()
      })

      test('and refuses it at every gate afterwards, before anything is sent, saying when and where', async () => {
        const [one, two] = [await gate('1'), await gate('2')]
        await check(one, first, { time: nine })
        const bizSeq = newBizSeq()
        const beginning = await two.begin({ bizSeq, session: morning, ticket: first, time: nine + minute })
        expect(beginning).toMatchObject({
          state: 'admitted-before',
          admission: { gate: '1', time: nine, ticket: first },
        })
        expect(await two.pending()).toEqual([])
        await expect(two.settle(bizSeq, pass())).rejects.toThrow(TypeError)
        expect(await two.counts(morning)).toEqual({ admitted: 1, failed: 0, repeated: 0, undone: 0 })
      })

      test('once where two gates have asked for it at the same time', async () => {
        const [one, two] = [await gate('1'), await gate('2')]
        const [atOne, atTwo] = [await begun(one, first), await begun(two, first)]
        const both = await Promise.all([
          one.settle(atOne, pass(nine)),
          two.settle(atTwo, pass(nine + minute)),
        ])
        expect(both.map(({ state }) => state).sort()).toEqual(['admitted', 'admitted-before'])
        const holds = await one.admission(morning, first)
        for (const settlement of both) expect(settlement).toMatchObject({ admission: holds })
        expect(kinds(await two.latest(morning, 10))).toEqual(['repeated', 'admitted'])
        expect(await two.counts(morning)).toMatchObject({ admitted: 1, repeated: 1 })
      })

      test('to each session by itself', async () => {
        const one = await gate('1')
        expect(await check(one, first)).toMatchObject({ state: 'admitted' })
        expect(await check(one, first, { session: afternoon })).toMatchObject({ state: 'admitted' })
        expect(await one.counts(afternoon)).toMatchObject({ admitted: 1 })
      })

      test('never on a fail, which is kept and bars nobody', async () => {
        const one = await gate('1')
        expect(await check(one, first, { verdict: 'fail' })).toEqual({ state: 'failed' })
        expect(await one.admission(morning, first)).toBeNull()
        expect(await check(one, first)).toMatchObject({ state: 'admitted' })
        expect(await one.latest(morning, 10)).toMatchObject([{ verdict: 'pass' }, { verdict: 'fail' }])
      })
    })

    describe('a check that was begun', () => {
      test('is there when its gate starts again, and at no other gate', async () => {
        const [one, two] = [await gate('1'), await gate('2')]
        const later = await begun(one, second, nine + 1)
        const earlier = await begun(one, first, nine)
        await closed(one)
        expect(await two.pending()).toEqual([])
        await expect(two.settle(earlier, pass())).rejects.toThrow(TypeError)
        expect(await (await gate('1')).pending()).toEqual([
          { bizSeq: earlier, session: morning, ticket: first, time: nine },
          { bizSeq: later, session: morning, ticket: second, time: nine + 1 },
        ])
      })

      test('is settled after a restart as it would have been before', async () => {
        const one = await gate('1')
        const bizSeq = await begun(one, first)
        await closed(one)
        const again = await gate('1')
        expect(await again.settle(bizSeq, pass())).toMatchObject({ state: 'admitted' })
        expect(await again.pending()).toEqual([])
      })

      test('is settled once, however often its answer comes', async () => {
        const one = await gate('1')
        const bizSeq = await begun(one, first)
        const answer = pass()
        const settled = await one.settle(bizSeq, answer)
        await closed(one)
        const again = await gate('1')
        expect(await again.settle(bizSeq, answer)).toEqual(settled)
        expect(await again.settle(bizSeq, { ...answer, verdict: 'fail' })).toEqual(settled)
        expect(await again.counts(morning)).toEqual({ admitted: 1, failed: 0, repeated: 0, undone: 0 })
      })

      test('gives the same when it was a fail, or too late', async () => {
        const [one, two] = [await gate('1'), await gate('2')]
        const failed = await begun(one, first)
        await one.settle(failed, { ...pass(), verdict: 'fail' })
        expect(await one.settle(failed, pass())).toEqual({ state: 'failed' })
        const late = await begun(one, first)
        await check(two, first)
        const refused = await one.settle(late, pass())
        expect(refused).toMatchObject({ state: 'admitted-before', admission: { gate: '2' } })
        expect(await one.settle(late, pass())).toEqual(refused)
      })

      test('is forgotten without a verdict, and the ticket can be checked again', async () => {
        const one = await gate('1')
        const bizSeq = await begun(one, first)
        await one.abandon(bizSeq)
        await one.abandon(bizSeq)
        expect(await one.pending()).toEqual([])
        expect(await one.latest(morning, 10)).toEqual([])
        await expect(one.settle(bizSeq, pass())).rejects.toThrow(TypeError)
        expect(await check(one, first)).toMatchObject({ state: 'admitted' })
      })

      test('has a serial number of its own', async () => {
        const one = await gate('1')
        const bizSeq = await begun(one, first)
        const same = { bizSeq, session: morning, ticket: second, time: nine }
        await expect(one.begin(same)).rejects.toThrow(TypeError)
        await one.settle(bizSeq, pass())
        await expect(one.begin(same)).rejects.toThrow(TypeError)
      })
    })

    describe('an admission that is taken back', () => {
      test('lets the ticket in again; the history has it all, with the reason', async () => {
        const [one, two] = [await gate('1'), await gate('2')]
        await check(one, first)
        expect(await two.undo(1, 'wrong-ticket', nine + minute)).toEqual({ state: 'undone' })
        expect(await one.admission(morning, first)).toBeNull()
        expect(await check(two, first, { time: nine + 2 * minute })).toMatchObject({ state: 'admitted' })
        const history = await one.historyOf(first)
        expect(kinds(history)).toEqual(['admitted', 'undone', 'admitted'])
        expect(history[1]).toEqual({
          seq: 2,
          kind: 'undone',
          session: morning,
          ticket: first,
          gate: '2',
          time: nine + minute,
          of: 1,
          reason: 'wrong-ticket',
        })
        expect(await one.counts(morning)).toEqual({ admitted: 1, failed: 0, repeated: 0, undone: 1 })
      })

      test('is not taken back twice, and takes no later one with it', async () => {
        const one = await gate('1')
        await check(one, first)
        await one.undo(1, 'practice', nine)
        const again = await check(one, first)
        expect(await one.undo(1, 'practice', nine)).toEqual({ state: 'not-admitted' })
        expect(await one.undo(99, 'practice', nine)).toEqual({ state: 'not-admitted' })
        expect(again).toMatchObject({ admission: await one.admission(morning, first) })
        expect(await one.counts(morning)).toMatchObject({ admitted: 1, undone: 1 })
      })

      test('is not brought back by an answer that comes again', async () => {
        const one = await gate('1')
        const bizSeq = await begun(one, first)
        const answer = pass()
        const settled = await one.settle(bizSeq, answer)
        await one.undo(1, 'did-not-enter', nine)
        expect(await one.settle(bizSeq, answer)).toEqual(settled)
        expect(await one.admission(morning, first)).toBeNull()
      })

      test('can be neither a fail nor an undoing', async () => {
        const one = await gate('1')
        await check(one, first, { verdict: 'fail' })
        await check(one, first)
        await one.undo(2, 'practice', nine)
        expect(await one.undo(1, 'practice', nine)).toEqual({ state: 'not-admitted' })
        expect(await one.undo(3, 'practice', nine)).toEqual({ state: 'not-admitted' })
      })
    })

    describe('the history', () => {
      test('stands in the order in which the hall decided, whatever the gates’ clocks say', async () => {
        const [one, two] = [await gate('1'), await gate('2')]
        await check(one, first, { time: nine + 60 * minute })
        await check(two, second, { time: nine })
        const latest = await one.latest(morning, 10)
        expect(latest.map(({ seq, ticket }) => [seq, ticket])).toEqual([
          [2, second],
          [1, first],
        ])
        expect((await collected(two.admissions(morning))).map(({ ticket }) => ticket)).toEqual([
          first,
          second,
        ])
      })

      test('gives the last ten of a session, the latest first', async () => {
        const one = await gate('1')
        for (let number = 1; number <= 12; number++) {
          await check(one, ticketNumberSchema.parse(`T${number}`))
        }
        await check(one, first, { session: afternoon })
        const latest = await one.latest(morning, 10)
        expect(latest.map(({ ticket }) => ticket)).toEqual(
          [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((number) => `T${number}`),
        )
      })

      test('is found by the ticket’s number, in every session, and by no other', async () => {
        const one = await gate('1')
        await check(one, first, { verdict: 'fail' })
        await check(one, second)
        await check(one, first, { session: afternoon })
        expect((await one.historyOf(first)).map(({ session, kind }) => [session, kind])).toEqual([
          [afternoon, 'admitted'],
          [morning, 'failed'],
        ])
        expect(await one.historyOf(ticketNumberSchema.parse('20261205'))).toEqual([])
      })

      test('has the admissions that hold, without those taken back, and goes on being there', async () => {
        const one = await gate('1')
        await check(one, first)
        await check(one, second)
        await check(one, first, { session: afternoon })
        await one.undo(1, 'mistaken-scan', nine)
        await closed(one)
        const again = await gate('1')
        expect(await collected(again.admissions(morning))).toMatchObject([{ ticket: second, seq: 2 }])
        expect(await again.counts(morning)).toEqual({ admitted: 1, failed: 0, repeated: 0, undone: 1 })
      })

      test('has every one of many admissions', async () => {
        const one = await gate('1')
        const tickets = Array.from({ length: 250 }, (_, index) => ticketNumberSchema.parse(`T${index + 1}`))
        for (const ticket of tickets) await check(one, ticket)
        expect((await collected(one.admissions(morning))).map(({ ticket }) => ticket)).toEqual(tickets)
        expect(await one.counts(morning)).toMatchObject({ admitted: 250 })
      })

      test('counts nothing where nothing was', async () => {
        const one = await gate('1')
        expect(await one.counts(morning)).toEqual({ admitted: 0, failed: 0, repeated: 0, undone: 0 })
        expect(await one.latest(morning, 10)).toEqual([])
      })
    })
  })
}

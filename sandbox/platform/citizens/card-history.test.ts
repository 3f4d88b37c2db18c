import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeCardContent } from '../../../src/shared/resident-card-content.ts'
import { benchCards } from '../../bench/cards.ts'
import { password } from '../factors/presented.fake.ts'
import { type RunningPlatform, runPlatform } from '../platform.fake.ts'
import { cardRequest, post, readReply, signed } from '../terminal.fake.ts'
import { register, testDay } from './office.fake.ts'

/** A card is a person's for good; who that person is as a citizen changes when one deletes and comes back. */

let running: RunningPlatform

beforeEach(async () => {
  running = await runPlatform(() => testDay)
})
afterEach(() => running.end())

async function layDown(card: 'test-1' | 'permanent-2023'): Promise<string> {
  const { terminal, clock, url, platform } = running
  const kind = card === 'test-1' ? 'resident' : 'permanent-resident-2023'
  const presented = writeCardContent({ kind, text: benchCards[card].text, samNumber: new Uint8Array(16) })
  const response = await post(url, signed(terminal, cardRequest(terminal, presented, clock.now())))
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(platform.authority.root, message, clock.now()).authResult
}

const checksOf = (citizen: string) => running.platform.store.checks.ofCitizen(citizen, 10)
const waiting = () => running.platform.store.deliveries.parties()
const deleteTest1 = () =>
  running.platform.citizens.delete({ citizen: 'test-1', by: 'test-1', presentations: [password()] })

describe('a card', () => {
  test('of somebody who deleted is logged under nobody, and nothing is to be told of it', async () => {
    expect(await layDown('test-1')).toBe('pass')
    expect(checksOf('test-1')).toHaveLength(1)
    await deleteTest1()
    expect(waiting()).toEqual([])
    expect(await layDown('test-1')).toBe('pass')
    expect(checksOf('test-1')).toHaveLength(1)
    expect(waiting()).toEqual([])
  })

  test('stands in the history of who came back, and in no former one', async () => {
    await deleteTest1()
    const { platform } = running
    const citizen = await register({ store: platform.store, office: platform.citizens }, 'test-1')
    expect(await layDown('test-1')).toBe('pass')
    expect(checksOf(citizen)).toHaveLength(1)
    expect(checksOf('test-1')).toEqual([])
  })

  test('stands in the history of who got a network number since', async () => {
    const { platform } = running
    expect(await layDown('permanent-2023')).toBe('pass')
    const citizen = await register({ store: platform.store, office: platform.citizens }, 'test-6')
    expect(checksOf(citizen)).toEqual([])
    expect(await layDown('permanent-2023')).toBe('pass')
    expect(checksOf(citizen)).toMatchObject([{ verdict: 'pass' }])
  })
})

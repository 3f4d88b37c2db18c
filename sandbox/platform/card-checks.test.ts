import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newBizSeq } from '../../src/shared/check.ts'
import { writeCardContent } from '../../src/shared/resident-card-content.ts'
import type { CheckRequest } from '../../src/shared/wire.ts'
import type { CardId } from '../bench/card-ids.ts'
import { benchCards } from '../bench/cards.ts'
import { type RunningPlatform, runPlatform, walletCode } from './platform.fake.ts'
import { citizensCards, issuedCards } from './resident-cards.ts'
import { cardRequest, checkRequest, post, readReply, signed, type Tampering } from './terminal.fake.ts'

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
})
beforeEach(() => running.clock.setOffset(0))
afterAll(() => running.end())

const now = () => running.clock.now()
const kinds = { ' ': 'resident', J: 'hong-kong-macao-taiwan' } as const
const permanent = { I: 'permanent-resident-2017', Y: 'permanent-resident-2023' } as const

/** What a device host seals of a card. */
function sealable(id: CardId): Uint8Array {
  const { type, text } = benchCards[id]
  return writeCardContent({ kind: { ...kinds, ...permanent }[type], text, samNumber: new Uint8Array(16) })
}

const request = (id: CardId, tampering?: Tampering) =>
  cardRequest(running.terminal, sealable(id), now(), tampering)

const send = (asked: CheckRequest) => post(running.url, signed(running.terminal, asked))

async function verdictOf(asked: CheckRequest): Promise<string> {
  const response = await send(asked)
  expect(response.status).toBe(200)
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now()).authResult
}

async function refusalOf(asked: CheckRequest): Promise<readonly [number, unknown]> {
  const response = await send(asked)
  return [response.status, await response.json()]
}

function lastCheck(citizen = 'test-1') {
  return running.platform.store.checks.ofCitizen(citizen, 1)[0]
}

describe('a check with a resident card', () => {
  test.each<[CardId, string]>([
    ['test-1', 'pass'],
    ['test-2', 'pass'],
    ['test-3', 'pass'],
    ['long-name', 'pass'],
    ['permanent-2023', 'pass'],
    ['expired', 'fail'],
    ['lost', 'fail'],
    ['corrupted', 'fail'],
  ])('%s: %s', async (id, verdict) => {
    expect(await verdictOf(request(id))).toBe(verdict)
  })

  test('stands in the history of its citizen, who alone reads why it failed', async () => {
    expect(await verdictOf(request('test-1'))).toBe('pass')
    expect(lastCheck()).toMatchObject({ verdict: 'pass', cause: null })
    expect(await verdictOf(request('expired'))).toBe('fail')
    expect(lastCheck()).toMatchObject({ verdict: 'fail', cause: 'card-expired' })
  })

  test('is not used up: the same card passes again in another check', async () => {
    expect(await verdictOf(request('test-3'))).toBe('pass')
    expect(await verdictOf(request('test-3'))).toBe('pass')
  })

  test('of a child needs the guardian’s card beside it, not the child’s own once more', async () => {
    const ofChild = (guardian: CardId, child: CardId) => {
      const first = request(guardian, { request: { subject: 'child' } })
      const { bizSeq, timeStamp } = first
      const second = request(child, { seal: { bizSeq, timeStamp } })
      return { ...first, evidence: [...first.evidence, ...second.evidence] }
    }
    expect(await verdictOf(ofChild('permanent-2023', 'long-name'))).toBe('pass')
    expect(await verdictOf(ofChild('long-name', 'long-name'))).toBe('fail')
  })

  test('is answered from what was stored when it comes again, and nothing of the card is stored', async () => {
    const message = signed(running.terminal, request('hong-kong'))
    const answer = async () => Buffer.from(await (await post(running.url, message)).arrayBuffer())
    const first = await answer()
    expect(first.length).toBeGreaterThan(0)
    expect(first.equals(await answer())).toBe(true)
    const kept = await Promise.all(
      ['platform.db', 'platform.db-wal'].map((name) => readFile(path.join(running.folder, name))),
    )
    const ofCitizens = new Set(citizensCards.map(({ number }) => number))
    const others = issuedCards.filter(({ number }) => !ofCitizens.has(number))
    expect(others).toHaveLength(4)
    for (const { number } of others) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        expect(kept.some((bytes) => bytes.includes(Buffer.from(number, encoding)))).toBe(false)
      }
    }
    const address = Buffer.from('测试省测试市', 'utf16le')
    expect(kept.some((bytes) => bytes.includes(address))).toBe(false)
  })
})

describe('evidence and mode must agree', () => {
  const asCode = { authMode: 'R01', policy: 'hall-r01' }

  test('a card does not stand in for a code, nor a code for a card', async () => {
    expect(await refusalOf(request('test-1', { request: asCode }))).toEqual([400, { code: 'evidence' }])
    const code = walletCode(running)
    const asCard = { authMode: 'D01', policy: 'hall-d01' }
    const asked = checkRequest(running.terminal, code, now(), { request: asCard })
    expect(await refusalOf(asked)).toEqual([400, { code: 'evidence' }])
    const unused = checkRequest(running.terminal, code, now())
    expect(await verdictOf(unused)).toBe('pass')
  })

  test.each<[string, Tampering['request']]>([
    ['a card under the policy for codes', { policy: 'hall-r01' }],
    ['a code’s mode under the policy for cards', { authMode: 'R04' }],
    ['a travel document’s mode under it', { authMode: 'D02' }],
  ])('%s is refused', async (_what, change) => {
    expect(await refusalOf(request('test-1', { request: change ?? {} }))).toEqual([400, { code: 'policy' }])
  })

  test.each<[string, Tampering]>([
    ['another serial number inside the seal', { seal: { bizSeq: newBizSeq() } }],
    ['another terminal inside the seal', { seal: { terminal: '00000000' } }],
    ['another kind inside the seal', { seal: { kind: 'wallet-code' } }],
  ])('%s is refused', async (_what, tampering) => {
    expect(await refusalOf(request('test-1', tampering))).toEqual([400, { code: 'refused' }])
  })

  test('what is sealed as a card and is none is refused', async () => {
    for (const presented of [Buffer.from('WZ1:'), sealable('test-1').subarray(1)]) {
      const asked = cardRequest(running.terminal, presented, now())
      expect(await refusalOf(asked)).toEqual([400, { code: 'refused' }])
    }
  })
})

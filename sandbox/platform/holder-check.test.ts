import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/shared/gm/bytes.ts'
import { envelopData } from '../../src/shared/gm/cms.ts'
import { writeCardContent } from '../../src/shared/resident-card-content.ts'
import { writeEvidenceContent } from '../../src/shared/sealed-content.ts'
import type { CheckRequest } from '../../src/shared/wire.ts'
import type { CardId } from '../bench/card-ids.ts'
import { benchCards } from '../bench/cards.ts'
import { type PolicyTerms, resultOnly } from './citizens/policy-terms.ts'
import { dynamicCode, type RunningPlatform, runPlatform, walletCode } from './platform.fake.ts'
import { demoCardPolicy, demoCustomNumber, demoDocumentPolicy, relyingParties } from './relying-parties.ts'
import { cardRequest, documentRequest, post, readReply, signed } from './terminal.fake.ts'

/** A relying party for which a document is not enough: who holds it presents the network identity beside it. */

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
})
beforeEach(() => register({}))
afterAll(() => running.end())

const now = () => running.clock.now()
const register = (terms: Partial<PolicyTerms>) => {
  for (const policy of [demoCardPolicy, demoDocumentPolicy]) {
    running.platform.store.policyTerms.put(demoCustomNumber, policy, { ...resultOnly, ...terms })
  }
}
const causeOf = (citizen: string) => running.platform.store.checks.ofCitizen(citizen, 1)[0]?.cause

function card(id: CardId = 'test-1'): CheckRequest {
  const { text } = benchCards[id]
  const presented = writeCardContent({ kind: 'resident', text, samNumber: new Uint8Array(16) })
  return cardRequest(running.terminal, presented, now())
}

type Piece = CheckRequest['evidence'][number]

/** What the device host seals beside the card, for the same check. */
function beside({ bizSeq, terminal, timeStamp }: CheckRequest, kind: Piece['kind'], text: string): Piece {
  const presented = Buffer.from(text, 'ascii')
  const content = writeEvidenceContent({ kind, bizSeq, terminal, timeStamp, presented })
  return { kind, data: toBase64(envelopData({ content, recipient: running.terminal.encryption })) }
}

function withCode(request: CheckRequest, code: string, kind: Piece['kind'] = 'wallet-code'): CheckRequest {
  return { ...request, evidence: [...request.evidence, beside(request, kind, code)] }
}

async function answerTo(request: CheckRequest): Promise<unknown> {
  const response = await post(running.url, signed(running.terminal, request))
  if (response.status !== 200) return [response.status, await response.json()]
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now()).authResult
}

const refused = [400, { code: 'evidence' }]

describe('a document without its holder', () => {
  test('is refused before anything of it is opened, and leaves no check', async () => {
    const request = card()
    expect(await answerTo(request)).toEqual(refused)
    expect(running.platform.store.checks.find(request.bizSeq)).toBeUndefined()
    expect(await answerTo(documentRequest(running.terminal, new Uint8Array(8), now()))).toEqual(refused)
  })

  test('is refused under a policy that said nothing of it', async () => {
    expect(running.platform.store.policyTerms.of('10000002', 'nothing').holder).toBe('holder-required')
  })

  test('suffices where the relying party registered that it does, as the hall of the demo did', async () => {
    const { policies } = relyingParties.hall
    for (const policy of [demoCardPolicy, demoDocumentPolicy]) {
      expect(policies[policy]?.holder).toBe('document-suffices')
    }
    register({ holder: 'document-suffices' })
    expect(await answerTo(card())).toBe('pass')
    expect(await answerTo(withCode(card(), walletCode(running)))).toEqual(refused)
  })
})

describe('a document with its holder', () => {
  test('passes with a code of the same person, from the screen of the phone or typed', async () => {
    expect(await answerTo(withCode(card(), walletCode(running)))).toBe('pass')
    const { code } = dynamicCode(running, 'test-1', running.terminal.number)
    expect(await answerTo(withCode(card(), code, 'dynamic-code'))).toBe('pass')
    expect(causeOf('test-1')).toBeNull()
  })

  test('does not pass with somebody else’s, and both read why', async () => {
    expect(await answerTo(withCode(card(), walletCode(running, 'test-2')))).toBe('fail')
    expect([causeOf('test-1'), causeOf('test-2')]).toEqual(['not-the-holder', 'not-the-holder'])
  })

  test('uses the code up: it is not tried with one card after the other', async () => {
    const code = walletCode(running, 'test-2')
    expect(await answerTo(withCode(card('test-1'), code))).toBe('fail')
    expect(await answerTo(withCode(card('test-2'), code))).toBe('fail')
    expect(causeOf('test-2')).toBe('code-used')
  })

  test('of a holder who has no network identity does not pass', async () => {
    expect(await answerTo(withCode(card('corrupted'), walletCode(running)))).toBe('fail')
    expect(causeOf('test-1')).toBe('card-unknown')
  })

  test('fails with the document’s own fault, or the code’s', async () => {
    expect(await answerTo(withCode(card('expired'), walletCode(running)))).toBe('fail')
    expect(causeOf('test-1')).toBe('card-expired')
    expect(await answerTo(withCode(card(), `WZ1:${'A'.repeat(56)}`))).toBe('fail')
    expect(causeOf('test-1')).toBe('code-unknown')
  })

  test('passes with what the policy asks of the holder beyond the code, and not without', async () => {
    register({ furtherFactors: ['face'] })
    expect(await answerTo(withCode(card(), walletCode(running)))).toBe('fail')
    expect(causeOf('test-1')).toBe('factor-missing')
    expect(await answerTo(withCode(card(), walletCode(running, 'test-1', ['face'])))).toBe('pass')
  })

  test('fails while the holder’s 网证 is suspended', async () => {
    running.platform.citizens.suspend('test-3', 'test-3')
    expect(await answerTo(withCode(card('test-3'), walletCode(running, 'test-3')))).toBe('fail')
    expect(causeOf('test-3')).toBe('suspended')
  })

  test.each<[string, (request: CheckRequest) => CheckRequest]>([
    ['a second card', (request) => ({ ...request, evidence: [...request.evidence, ...request.evidence] })],
    [
      'the code first',
      (request) => {
        const { evidence } = withCode(request, walletCode(running))
        return { ...request, evidence: evidence.toReversed() }
      },
    ],
    ['digits of an approval', (request) => withCode(request, '42', 'phone-approval')],
    [
      'a child’s documents, for which there is no place',
      (request) => ({ ...withCode(request, walletCode(running)), subject: 'child' }),
    ],
  ])('is refused with %s', async (_what, change) => {
    expect(await answerTo(change(card()))).toEqual(refused)
  })
})

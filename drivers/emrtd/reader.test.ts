import { afterAll, describe, expect, test } from 'vitest'
import { zero } from '../../src/shared/gm/bytes.ts'
import { systemRandom } from '../../src/shared/gm/random.ts'
import { fakeClock } from '../clock.fake.ts'
import { ascii } from './bytes.fake.ts'
import { type FakeChip, type FakeChipMake, fakeChip } from './chip.fake.ts'
import {
  chipKey,
  ecActiveKey,
  fakeIssuer,
  paceOffer,
  rsaActiveKey,
  sampleDg1,
  sampleInformation,
} from './document.fake.ts'
import { type LaidCard, readTravelDocument, type TravelDocumentRequest } from './reader.ts'
import { readTravelDocumentEvidence } from '../../src/shared/travel-document-evidence.ts'
import { trustStore } from './trust-store.ts'

const issuer = fakeIssuer()
afterAll(() => {
  issuer.close()
})

const start = Date.now() + 60_000
const plain = issuer.issue()
const activeKey = rsaActiveKey(1024, 'sha1')
const chinese: FakeChipMake = { ...issuer.issue(new Map([[15, activeKey.dg15]])), sign: activeKey.sign }
const { dg14, key: chipKeyPair } = chipKey(13, 'aes-256')
const modern: FakeChipMake = {
  ...issuer.issue(new Map([[14, dg14]])),
  pace: paceOffer(13, 'aes-256'),
  noBac: true,
  chipKey: chipKeyPair,
}
/** Says in its historical octets that it knows extended length. */
const extendedAtr = Uint8Array.of(0x3b, 0x85, 0x80, 0x01, 0x80, 0x73, 0x00, 0x00, 0x40, 0x00)

/** Something to wait for. */
function signalOf() {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return {
    given,
    give: () => {
      give()
    },
  }
}

/** One reading of a chip; `more` overrides parts of the request. */
function read(chip: FakeChip, more: Partial<TravelDocumentRequest> = {}) {
  const clock = fakeClock(start)
  const outcome = readTravelDocument({
    card: { transmit: chip.transmit },
    relaid: () => new Promise<LaidCard>(() => undefined),
    key: { type: 'mrz', information: sampleInformation },
    trust: issuer.trust,
    clock,
    random: systemRandom,
    ...more,
  })
  return { clock, outcome }
}

async function evidenceOf(chip: FakeChip, more: Partial<TravelDocumentRequest> = {}) {
  const outcome = await read(chip, more).outcome
  if (outcome.type !== 'evidence') throw new TypeError(JSON.stringify(outcome))
  const evidence = readTravelDocumentEvidence(outcome.evidence)
  if (!evidence) throw new TypeError('no evidence')
  expect(evidence.dg1).toEqual(sampleDg1)
  return { ...evidence, commands: outcome.commands }
}

const refused = async (make: FakeChipMake, more: Partial<TravelDocumentRequest> = {}) => {
  const outcome = await read(fakeChip(make), more).outcome
  return outcome.type === 'refused' ? `${outcome.reason}, ${outcome.remedy}` : outcome.type
}

describe('a document', () => {
  test('with Basic Access Control alone is read in the fewest commands', async () => {
    const chip = fakeChip(plain)
    const { access, chipProof, compared, commands } = await evidenceOf(chip)
    expect({ access, chipProof, compared }).toEqual({
      access: 'bac',
      chipProof: 'not-offered',
      compared: [1],
    })
    const sodReads = Math.ceil((plain.files.get(0x011d)?.length ?? 0) / 231)
    // EF.CardAccess (missing), SELECT, challenge, authentication, EF.SOD, DG1.
    expect(chip.instructions).toEqual([
      'b0',
      'a4',
      '84',
      '82',
      ...Array.from({ length: sodReads }, () => 'b0'),
      'b0',
    ])
    expect(commands).toBe(chip.instructions.length)
  })

  test('with RSA active authentication, as Chinese passports have it', async () => {
    const evidence = await evidenceOf(fakeChip({ ...chinese, deniesSelect: true }))
    expect(evidence).toMatchObject({ access: 'bac', chipProof: 'active-authentication', compared: [1, 15] })
  })

  test('with PACE and chip authentication', async () => {
    const evidence = await evidenceOf(fakeChip(modern))
    expect(evidence).toMatchObject({ access: 'pace', chipProof: 'chip-authentication', compared: [1, 14] })
  })

  test('with PACE, by the card access number', async () => {
    const chip = fakeChip({ ...modern, cardAccessNumber: ascii('123456') })
    const key = { type: 'can', digits: ascii('123456') } as const
    expect(await evidenceOf(chip, { key })).toMatchObject({ access: 'pace' })
    const wrong = { type: 'can', digits: ascii('123457') } as const
    expect(await read(chip, { key: wrong }).outcome).toMatchObject({ reason: 'key-does-not-fit' })
  })

  test.each([
    [12, '3des'],
    [12, 'aes-128'],
    [15, 'aes-192'],
    [17, 'aes-256'],
  ] as const)('with PACE and chip authentication on curve %i and %s', async (curve, cipher) => {
    const { dg14, key } = chipKey(curve, cipher)
    const make = { ...issuer.issue(new Map([[14, dg14]])), pace: paceOffer(curve, cipher), chipKey: key }
    const evidence = await evidenceOf(fakeChip(make))
    expect(evidence).toMatchObject({ access: 'pace', chipProof: 'chip-authentication' })
  })

  test.each([
    ['RSA of 2048 bits with SHA-256, longer than a short answer', rsaActiveKey(2048, 'sha256')],
    ['RSA with SHA-384', rsaActiveKey(1024, 'sha384')],
    ['P-256 in plain form', ecActiveKey('prime256v1', 'sha256', 'ieee-p1363')],
    ['brainpoolP384r1 in DER', ecActiveKey('brainpoolP384r1', 'sha384', 'der')],
  ])('with active authentication by %s', async (_what, { dg15, sign }) => {
    const chip = fakeChip({ ...issuer.issue(new Map([[15, dg15]])), sign, extended: true })
    expect(await evidenceOf(chip)).toMatchObject({ chipProof: 'active-authentication' })
  })

  test('whose chip knows extended length is read with one command a file', async () => {
    const chip = fakeChip({ ...modern, extended: true })
    await evidenceOf(chip, { card: { transmit: chip.transmit, atr: extendedAtr } })
    expect(chip.instructions.filter((ins) => ins === 'b0')).toHaveLength(4)
  })

  test('whose face is compared leaves nothing of it in the evidence', async () => {
    const dg2 = new Uint8Array(5_000).fill(7)
    dg2.set([0x75, 0x82, 0x13, 0x84])
    const make = issuer.issue(new Map([[2, dg2]]))
    const evidence = await evidenceOf(fakeChip(make), { options: { compareFace: true, readCommon: true } })
    expect(evidence.compared).toEqual([1, 2])
    const tampered = new Map(make.files).set(0x0102, dg2.slice().fill(8, 100))
    const options = { compareFace: true }
    expect(await refused({ ...make, files: tampered }, { options })).toBe(
      'chip-not-genuine, another-document',
    )
  })
})

describe('a chip that knows less', () => {
  test.each<readonly [string, Partial<FakeChipMake>]>([
    ['has no short identifiers', { noShortIds: true }],
    ['refuses to read beyond the end', { noReadBeyondEnd: true }],
    ['gives 100 octets at a time', { buffer: 100, atBuffer: 'cut' }],
    ['refuses more than 100 octets', { buffer: 100, atBuffer: 'refuse' }],
    ['drops the session at more than 40 octets', { buffer: 40, atBuffer: 'drop' }],
    ['knows none of it', { buffer: 60, atBuffer: 'drop', noShortIds: true, noReadBeyondEnd: true }],
  ])('is read all the same when it %s', async (_what, less) => {
    for (const make of [chinese, modern]) {
      expect((await evidenceOf(fakeChip({ ...make, ...less }))).chipProof).not.toBe('not-offered')
    }
  })

  test('is read all the same when it claims extended length and has none', async () => {
    const chip = fakeChip(modern)
    const card = { transmit: chip.transmit, atr: extendedAtr }
    expect(await evidenceOf(chip, { card })).toMatchObject({ chipProof: 'chip-authentication' })
  })
})

describe('a document is refused', () => {
  test('when the key does not fit', async () => {
    const key = { type: 'mrz', information: ascii('L898902C<369080619406236') } as const
    expect(await refused(plain, { key })).toBe('key-does-not-fit, give-key-again')
    expect(await refused(modern, { key })).toBe('key-does-not-fit, give-key-again')
  })

  test('when only a card access number is given and the chip has no PACE', async () => {
    const key = { type: 'can', digits: ascii('123456') } as const
    expect(await refused(plain, { key })).toBe('key-does-not-fit, give-key-again')
  })

  test('when its chip is something else', async () => {
    const transmit = async () => Uint8Array.of(0x6d, 0x00)
    expect(await read(fakeChip(plain), { card: { transmit } }).outcome).toMatchObject({
      reason: 'not-a-travel-document',
      remedy: 'another-document',
    })
  })

  test('when nobody known signed it, without DG1 having been read', async () => {
    const chip = fakeChip(plain)
    const outcome = await read(chip, { trust: trustStore([]) }).outcome
    expect(outcome).toMatchObject({ reason: 'issuer-unknown' })
    const sodReads = Math.ceil((plain.files.get(0x011d)?.length ?? 0) / 231)
    expect(chip.instructions).toHaveLength(4 + sodReads)
  })

  test('when its signature is forged', async () => {
    const sod = plain.files.get(0x011d)?.slice() ?? new Uint8Array()
    sod[sod.length - 1] = (sod.at(-1) ?? 0) ^ 1
    const files = new Map(plain.files).set(0x011d, sod)
    expect(await refused({ ...plain, files })).toBe('signature-not-trusted, another-document')
  })

  test('when a file is not the signed one', async () => {
    const dg1 = sampleDg1.slice()
    dg1[20] = 0x42
    const files = new Map(plain.files).set(0x0101, dg1)
    expect(await refused({ ...plain, files })).toBe('chip-not-genuine, another-document')
  })

  test('when a signed file is missing', async () => {
    const files = new Map(chinese.files)
    files.delete(0x010f)
    expect(await refused({ ...chinese, files })).toBe('chip-not-genuine, another-document')
  })

  test('when its chip is a copy: it has the files and not the keys', async () => {
    const other = rsaActiveKey(1024, 'sha1')
    expect(await refused({ ...chinese, sign: other.sign })).toBe('chip-not-genuine, another-document')
    const { sign: _sign, ...silent } = chinese
    expect(await refused(silent)).toBe('chip-not-genuine, another-document')
    const stranger = chipKey(13, 'aes-256').key
    expect(await refused({ ...modern, chipKey: stranger })).toBe('chip-not-genuine, another-document')
    const { chipKey: _key, ...keyless } = modern
    expect(await refused(keyless)).toBe('chip-not-genuine, another-document')
  })

  test('when its files are those of another document', async () => {
    const information = ascii('L898902C<369080619406236')
    const key = { type: 'mrz', information } as const
    expect(await refused({ ...plain, information }, { key })).toBe('chip-not-genuine, another-document')
  })

  test('when its chip answers with anything at all, in bounded time', async () => {
    for (let seed = 1; seed <= 24; seed++) {
      const chip = fakeChip(seed % 2 ? modern : chinese)
      let calls = 0
      const transmit = async (command: Uint8Array) => {
        const answer = await chip.transmit(command)
        if (++calls % (2 + (seed % 9)) !== 0) return answer
        const wrong = answer.slice(0, seed % 5 === 0 ? Math.floor(answer.length / 2) : answer.length)
        const at = (seed * 31 + calls * 17) % Math.max(wrong.length, 1)
        if (wrong.length > 0) wrong[at] = (wrong[at] ?? 0) ^ (1 + (seed % 255))
        return wrong
      }
      const outcome = await read(chip, { card: { transmit } }).outcome
      expect(['refused', 'evidence']).toContain(outcome.type)
      expect(calls).toBeLessThan(400)
    }
  })
})

describe('a card that is lifted', () => {
  /** Laid down, lifted before its command number `at`, laid back when it is asked for. */
  const lifting = (make: FakeChipMake, ...at: readonly number[]) => {
    const chip = fakeChip(make)
    const lifts = [...at]
    let commands = 0
    const transmit = async (command: Uint8Array) => {
      if (lifts[0] === commands++) {
        lifts.shift()
        throw new Error('card removed')
      }
      return chip.transmit(command)
    }
    const relaid = async () => {
      chip.reset()
      return { transmit }
    }
    return { chip, card: { transmit }, relaid }
  }

  test('goes on where it was when it is laid back, at whatever command', async () => {
    for (const make of [chinese, modern]) {
      const straight = fakeChip(make)
      await evidenceOf(straight)
      for (let at = 0; at < straight.instructions.length; at++) {
        const { chip, card, relaid } = lifting(make, at)
        expect((await evidenceOf(chip, { card, relaid })).chipProof).not.toBe('not-offered')
      }
    }
  })

  test('does not have its files read twice', async () => {
    const straight = fakeChip(plain)
    await evidenceOf(straight)
    const { chip, card, relaid } = lifting(plain, straight.instructions.length - 1)
    await evidenceOf(chip, { card, relaid })
    // SELECT, challenge and authentication once more, but EF.CardAccess and EF.SOD not again.
    expect(chip.instructions).toHaveLength(straight.instructions.length + 3)
  })

  test('and not laid back in five seconds is asked for again', async () => {
    const { chip, card } = lifting(plain, 6)
    const asked = signalOf()
    const relaid = () => {
      asked.give()
      return new Promise<LaidCard>(() => undefined)
    }
    const { clock, outcome } = read(chip, { card, relaid })
    await asked.given
    clock.pass(4_999)
    expect(clock.pending).toBe(1)
    clock.pass(1)
    expect(await outcome).toMatchObject({ type: 'refused', reason: 'card-lifted', remedy: 'lay-back' })
    expect(clock.pending).toBe(0)
  })

  test('for another document is refused', async () => {
    const { chip, card } = lifting(plain, 6)
    const other = fakeChip({ ...plain, information: ascii('L898902C<369080619406236') })
    const outcome = await read(chip, { card, relaid: async () => ({ transmit: other.transmit }) }).outcome
    expect(outcome).toMatchObject({ reason: 'key-does-not-fit' })
  })

  test('again and again is given up', async () => {
    const transmit = () => Promise.reject(new Error('card removed'))
    const outcome = await read(fakeChip(plain), { card: { transmit }, relaid: async () => ({ transmit }) })
      .outcome
    expect(outcome).toMatchObject({ reason: 'card-lifted', commands: 11 })
  })
})

describe('time', () => {
  const silent = () => {
    const asked = signalOf()
    const transmit = () => {
      asked.give()
      return new Promise<Uint8Array>(() => undefined)
    }
    return { card: { transmit }, asked: asked.given }
  }

  test('runs out for a chip that does not answer', async () => {
    const { card, asked } = silent()
    const { clock, outcome } = read(fakeChip(plain), { card })
    await asked
    clock.pass(5_000)
    expect(await outcome).toMatchObject({ reason: 'too-slow', remedy: 'lay-back', commands: 1 })
  })

  test('runs out for a chip whose every answer is slow', async () => {
    const chip = fakeChip({ ...plain, buffer: 20, atBuffer: 'cut' })
    const clock = fakeClock(start)
    const transmit = (command: Uint8Array) => {
      clock.pass(900)
      return chip.transmit(command)
    }
    const outcome = await read(chip, { card: { transmit }, clock }).outcome
    expect(outcome).toMatchObject({ reason: 'too-slow' })
    expect(chip.instructions.length).toBeLessThanOrEqual(34)
  })

  test('does not matter once it is cancelled', async () => {
    const { card, asked } = silent()
    const abort = new AbortController()
    const { clock, outcome } = read(fakeChip(plain), { card, signal: abort.signal })
    await asked
    abort.abort()
    expect(await outcome).toEqual({ type: 'cancelled' })
    expect(clock.pending).toBe(0)
    expect(await read(fakeChip(plain), { signal: abort.signal }).outcome).toEqual({ type: 'cancelled' })
  })
})

test('the key is left as it was, for its owner to zero', async () => {
  const information = sampleInformation.slice()
  await evidenceOf(fakeChip(plain), { key: { type: 'mrz', information } })
  expect(information).toEqual(sampleInformation)
  zero(information)
})

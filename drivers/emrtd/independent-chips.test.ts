/**
 * The reader against the chips of the device bench, which were written apart from it and share nothing with it but the
 * primitives of DER: what both get wrong alike, neither would show by itself.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { type CipherName, cipherNames } from '../../sandbox/bench/chips/block-ciphers.ts'
import type { CurveName } from '../../sandbox/bench/chips/curves.ts'
import { type DocumentOffice, openDocumentOffice } from '../../sandbox/bench/chips/document-office.ts'
import type { PaceGroupName } from '../../sandbox/bench/chips/pace-groups.ts'
import {
  authorityIds,
  type ChipProfile,
  type ChipProfileId,
  chipProfileIds,
  chipProfiles,
} from '../../sandbox/bench/chips/profiles.ts'
import { seededRandom } from '../../sandbox/bench/chips/random.fake.ts'
import type { TravelDocument } from '../../sandbox/bench/chips/travel-document.ts'
import { systemRandom } from '../../src/shared/gm/random.ts'
import {
  readTravelDocumentEvidence,
  type TravelDocumentEvidence,
} from '../../src/shared/travel-document-evidence.ts'
import { systemClock } from '../clock.ts'
import { readTravelDocument, type TravelDocumentRequest } from './reader.ts'
import { type TrustStore, trustStore } from './trust-store.ts'

type Proof = Pick<ChipProfile, 'chipAuthentication' | 'activeAuthentication'>

const agreement = (cipher: CipherName, curve: CurveName, keyId: number | null = null): Proof => ({
  chipAuthentication: { cipher, curve, keyId },
  activeAuthentication: null,
})
const answering = (key: NonNullable<Proof['activeAuthentication']>): Proof => ({
  chipAuthentication: null,
  activeAuthentication: key,
})

/** How a chip proves that it is the one that was issued, by name. */
const proofs = {
  'chip authentication on P-256 with 3DES': agreement('3DES', 'prime256v1', 1),
  'chip authentication on brainpoolP256r1 with AES-128': agreement('AES-128', 'brainpoolP256r1'),
  'chip authentication on P-521 with AES-256': agreement('AES-256', 'secp521r1', 2),
  'chip authentication on brainpoolP384r1 with AES-192': agreement('AES-192', 'brainpoolP384r1'),
  'active authentication by ECDSA on P-384': answering({ kind: 'ecdsa', curve: 'secp384r1', hash: 'sha384' }),
  'active authentication by ECDSA on brainpoolP256r1': answering({
    kind: 'ecdsa',
    curve: 'brainpoolP256r1',
    hash: 'sha256',
  }),
  'active authentication by RSA': answering({ kind: 'rsa', bits: 2048, hash: 'sha256' }),
} as const satisfies Readonly<Record<string, Proof>>
type ProofName = keyof typeof proofs
const proofNames = Object.keys(proofs).filter((name): name is ProofName => name in proofs)

/** 2,048 bits need extended length; no other group does. */
const groups = [
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
  'dh_1024_160',
  'dh_2048_256',
] as const satisfies readonly PaceGroupName[]

let office: DocumentOffice
let trust: TrustStore

beforeAll(() => {
  office = openDocumentOffice(new Date(), seededRandom('office'))
  trust = trustStore(authorityIds.map((id) => office.root(id)))
})

const profileWith = (
  proof: Proof,
  pace: ChipProfile['pace'],
  authority: ChipProfile['authority'] = 'utopia',
): ChipProfile => ({ ...chipProfiles['pace-brainpool'], ...proof, pace, authority, imageLength: 300 })

function read({ chip, zone }: TravelDocument, more: Partial<TravelDocumentRequest> = {}) {
  chip.powerOn()
  return readTravelDocument({
    card: { atr: chip.atr, transmit: async (command) => chip.transmit(command.slice()) },
    relaid: () => Promise.reject(new TypeError('nobody lifted it')),
    key: { type: 'mrz', information: Buffer.from(zone.information, 'latin1') },
    trust,
    clock: systemClock,
    random: systemRandom,
    ...more,
  })
}

async function evidenceOf(
  document: TravelDocument,
  more: Partial<TravelDocumentRequest> = {},
): Promise<TravelDocumentEvidence> {
  const outcome = await read(document, more)
  if (outcome.type !== 'evidence') throw new TypeError(JSON.stringify(outcome))
  const evidence = readTravelDocumentEvidence(outcome.evidence)
  if (!evidence) throw new TypeError('no evidence')
  return evidence
}

/** Each cipher in each group, and each cipher with each proof. */
const matrix = cipherNames.flatMap((cipher, row) =>
  groups.map((group, column) => ({
    cipher,
    group,
    proof: proofNames[(row + column) % proofNames.length] ?? proofNames[0],
    authority: authorityIds[(row + column) % authorityIds.length] ?? authorityIds[0],
  })),
)

describe('a chip that was made apart from the reader', () => {
  test.each(matrix)('is read: PACE in $group with $cipher, $proof', async (one) => {
    const { cipher, group, proof, authority } = one
    if (!proof) throw new TypeError('no proof')
    const document = office.issue(profileWith(proofs[proof], [{ cipher, group }], authority))
    const { access, chipProof, dg1 } = await evidenceOf(document)
    expect(access).toBe('pace')
    expect(chipProof).toBe(proofs[proof].chipAuthentication ? 'chip-authentication' : 'active-authentication')
    expect(dg1).toEqual(document.image.applicationFiles.get(0x0101))
  })

  test.each(proofNames)('is a copy without the key: %s', async (proof) => {
    const pace = [{ cipher: 'AES-128', group: 'prime256v1' }] as const
    const document = office.issue({ ...profileWith(proofs[proof], pace), clone: true })
    expect(await read(document)).toMatchObject({ type: 'refused', reason: 'chip-not-genuine' })
  })

  test('is told which group is meant when it offers one cipher in two', async () => {
    const pace = [
      { cipher: 'AES-128', group: 'brainpoolP256r1' },
      { cipher: 'AES-128', group: 'prime256v1' },
    ] as const
    const document = office.issue(profileWith(proofs['active authentication by RSA'], pace))
    expect(await evidenceOf(document)).toMatchObject({ access: 'pace' })
  })

  test('opens by basic access when it offers integers too long for it to take', async () => {
    const { behaviour } = chipProfiles['pace-brainpool']
    const profile: ChipProfile = {
      ...profileWith(proofs['active authentication by ECDSA on P-384'], [
        { cipher: 'AES-128', group: 'dh_2048_224' },
      ]),
      basicAccess: true,
      behaviour: { ...behaviour, extendedLength: false, maximumReply: 256 },
    }
    expect(await evidenceOf(office.issue(profile))).toMatchObject({ access: 'bac' })
  })

  test('opens to the card access number', async () => {
    const document = office.issue(chipProfiles['pace-brainpool'])
    const key = { type: 'can', digits: Buffer.from('000123', 'latin1') } as const
    expect(await evidenceOf(document, { key })).toMatchObject({ access: 'pace' })
  })
})

describe('a face that is longer than READ BINARY can say', () => {
  const compareFace = { options: { compareFace: true } }
  const faceOf = (id: ChipProfileId, imageLength = 40_000) =>
    office.issue({
      ...chipProfiles[id],
      imageLength,
      behaviour: { ...chipProfiles[id].behaviour, replyMilliseconds: 0 },
    })

  test.each(['chinese-passport', 'pace-brainpool', 'exit-entry-permit', 'slow-small-buffer'] as const)(
    'is compared all the same (%s)',
    async (id) => {
      expect((await evidenceOf(faceOf(id), compareFace)).compared).toContain(2)
    },
  )

  test('is compared when it ends where the offsets do', async () => {
    const heads = (faceOf('chinese-passport').image.applicationFiles.get(0x0102)?.length ?? 0) - 40_000
    for (const length of [0x7fff, 0x8000, 0x8001]) {
      const document = faceOf('chinese-passport', length - heads)
      expect(document.image.applicationFiles.get(0x0102)).toHaveLength(length)
      expect((await evidenceOf(document, compareFace)).compared).toContain(2)
    }
  })

  test('is read on where the document was lifted', async () => {
    const document = faceOf('pace-brainpool')
    const { chip } = document
    let far = 0
    const lay = () => {
      chip.powerOn()
      return {
        atr: chip.atr,
        transmit: async (command: Uint8Array) => {
          if (command[1] === 0xb1 && ++far === 2) throw new TypeError('lifted')
          return chip.transmit(command.slice())
        },
      }
    }
    const relaid = async () => lay()
    expect((await evidenceOf(document, { ...compareFace, card: lay(), relaid })).compared).toContain(2)
    expect(far).toBeGreaterThan(2)
  })

  test('is refused for good when the chip does not give its end', async () => {
    const document = faceOf('chinese-passport')
    const { chip } = document
    const transmit = async (command: Uint8Array) =>
      command[1] === 0xb1 ? Uint8Array.of(0x6d, 0x00) : chip.transmit(command.slice())
    expect(await read(document, { ...compareFace, card: { atr: chip.atr, transmit } })).toMatchObject({
      reason: 'not-a-travel-document',
      remedy: 'another-document',
    })
  })
})

const verdicts = {
  'chinese-passport': 'bac, active-authentication',
  'pace-brainpool': 'pace, chip-authentication',
  'exit-entry-permit': 'bac, active-authentication',
  'slow-small-buffer': 'bac, chip-authentication',
  clone: 'chip-not-genuine',
  'clone-chip-authentication': 'chip-not-genuine',
  'forged-sod': 'signature-not-trusted',
  'altered-dg1': 'chip-not-genuine',
  expired: 'bac, active-authentication',
  'reported-lost': 'bac, active-authentication',
} as const satisfies Readonly<Record<(typeof chipProfileIds)[number], string>>

test.each(chipProfileIds)('%s of the bench is taken or refused for what it is', async (id) => {
  const outcome = await read(office.issue(chipProfiles[id]))
  if (outcome.type === 'cancelled') throw new TypeError('nobody cancelled it')
  const evidence = outcome.type === 'evidence' ? readTravelDocumentEvidence(outcome.evidence) : null
  const taken = evidence && `${evidence.access}, ${evidence.chipProof}`
  expect(outcome.type === 'refused' ? outcome.reason : taken).toBe(verdicts[id])
})

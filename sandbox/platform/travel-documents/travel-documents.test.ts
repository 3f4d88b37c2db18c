import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'
import { derElement } from '../../../src/shared/gm/der.ts'
import {
  type TravelDocumentEvidence,
  writeTravelDocumentEvidence,
} from '../../../src/shared/travel-document-evidence.ts'
import { type DocumentOffice, openDocumentOffice } from '../../bench/chips/document-office.ts'
import { fileId } from '../../bench/chips/file-system.ts'
import { type ChipProfile, chipProfiles } from '../../bench/chips/profiles.ts'
import { seededRandom } from '../../bench/chips/random.fake.ts'
import { type RunningPlatform, runPlatform } from '../platform.fake.ts'
import { documentRequest, post, readReply, signed, type Tampering } from '../terminal.fake.ts'
import { decideDocument } from './decide.ts'
import { isGenuine } from './security-object.ts'
import type { DocumentRegister, IssuedDocument } from './register.ts'
import { readZone } from './zone.ts'

const day = 86_400_000
let office: DocumentOffice
let running: RunningPlatform
let lost = false

/** RSA takes long to make keys for: the documents that are wrong are all under signatures on curves. */
const pace = chipProfiles['pace-brainpool']
const profiles = {
  'chinese-passport': chipProfiles['chinese-passport'],
  'pace-brainpool': pace,
  'slow-small-buffer': chipProfiles['slow-small-buffer'],
  forged: { ...pace, forgery: 'foreign-issuer' },
  altered: { ...pace, forgery: 'altered-dg1' },
  unregistered: { ...pace, entries: { ...pace.entries, documentNumber: 'U00000009' } },
} as const satisfies Readonly<Record<string, ChipProfile>>
type ProfileId = keyof typeof profiles

const made = new Map<ProfileId, TravelDocumentEvidence>()

/** What a device host seals of a document of the bench. */
function read(id: ProfileId): TravelDocumentEvidence {
  const found = made.get(id)
  if (found) return found
  const { applicationFiles } = office.issue(profiles[id]).image
  const file = (fid: number) => applicationFiles.get(fid) ?? new Uint8Array()
  const evidence: TravelDocumentEvidence = {
    access: 'bac',
    chipProof: 'not-offered',
    dg1: file(0x0101),
    sod: file(fileId.security),
    compared: [1],
  }
  made.set(id, evidence)
  return evidence
}

const issued = (id: ProfileId, more: Partial<IssuedDocument> = {}): IssuedDocument => {
  const { entries, holder } = profiles[id]
  const { issuingState, documentNumber: number } = entries
  return { issuingState, number, birth: holder.birth, person: null, reportedLost: false, ...more }
}

const register: DocumentRegister = {
  trustedRoots: () => [office.root('china'), office.root('utopia')],
  issued: () => [
    issued('chinese-passport', { person: 'test-1', reportedLost: lost }),
    issued('pace-brainpool'),
    issued('slow-small-buffer'),
  ],
}

beforeAll(async () => {
  office = openDocumentOffice(new Date(), seededRandom('platform'))
  running = await runPlatform(undefined, { documents: register })
})
afterAll(() => running.end())

const now = () => running.clock.now()
const request = (evidence: TravelDocumentEvidence, tampering?: Tampering) =>
  documentRequest(running.terminal, writeTravelDocumentEvidence(evidence), now(), tampering)
const lastCause = () => running.platform.store.checks.ofCitizen('test-1', 1)[0]?.cause

async function answerTo(asked: ReturnType<typeof request>): Promise<unknown> {
  const response = await post(running.url, signed(running.terminal, asked))
  if (response.status !== 200) return [response.status, await response.json()]
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now()).authResult
}

describe('a check with a travel document', () => {
  test('passes with RSA signatures, and with explicit curves', async () => {
    expect(await answerTo(request(read('chinese-passport')))).toBe('pass')
    expect(lastCause()).toBeNull()
    expect(await answerTo(request(read('pace-brainpool')))).toBe('pass')
  })

  test('fails where the platform trusts nobody who signed it, whatever the terminal trusts', async () => {
    expect(await answerTo(request(read('slow-small-buffer')))).toBe('fail')
    expect(await answerTo(request(read('forged')))).toBe('fail')
  })

  test('fails when the zone is not the signed one', async () => {
    expect(await answerTo(request(read('altered')))).toBe('fail')
    const other = { ...read('chinese-passport'), dg1: read('pace-brainpool').dg1 }
    expect(await answerTo(request(other))).toBe('fail')
  })

  test('fails with a document that is signed and in no register', async () => {
    expect(await answerTo(request(read('unregistered')))).toBe('fail')
  })

  test('of a child needs the guardian’s document beside it, not the child’s own once more', async () => {
    const ofChild = (guardian: TravelDocumentEvidence, child: TravelDocumentEvidence) => {
      const first = request(guardian, { request: { subject: 'child' } })
      const { bizSeq, timeStamp } = first
      const second = request(child, { seal: { bizSeq, timeStamp } })
      return { ...first, evidence: [...first.evidence, ...second.evidence] }
    }
    const [mine, guardians] = [read('pace-brainpool'), read('chinese-passport')]
    expect(await answerTo(ofChild(guardians, mine))).toBe('pass')
    expect(await answerTo(ofChild(mine, mine))).toBe('fail')
  })

  test('fails with one that was reported lost, and the holder reads it', async () => {
    lost = true
    expect(await answerTo(request(read('chinese-passport')))).toBe('fail')
    expect(lastCause()).toBe('document-lost')
    lost = false
  })

  test('is refused when what was sealed is no such evidence', async () => {
    for (const presented of [Uint8Array.of(1, 2), new Uint8Array(), derElement(0x30)]) {
      const asked = documentRequest(running.terminal, presented, now())
      expect(await answerTo(asked)).toEqual([400, { code: 'refused' }])
    }
  })

  test('takes no card’s policy or mode', async () => {
    const asCard = { policy: 'hall-d01' }
    expect(await answerTo(request(read('chinese-passport'), { request: asCard }))).toEqual([
      400,
      { code: 'policy' },
    ])
    const asCode = { policy: 'hall-r01', authMode: 'R01' }
    expect(await answerTo(request(read('chinese-passport'), { request: asCode }))).toEqual([
      400,
      { code: 'evidence' },
    ])
  })
})

describe('the platform’s own passive authentication', () => {
  const roots = () => [office.root('china')]
  const holds = (evidence: TravelDocumentEvidence, at = Date.now()) =>
    isGenuine(evidence.dg1, evidence.sod, roots(), at)

  test('holds for the genuine, at its time', () => {
    const genuine = read('chinese-passport')
    expect(holds(genuine)).toBe(true)
    expect(isGenuine(genuine.dg1, genuine.sod, [], Date.now())).toBe(false)
    expect(holds(genuine, Date.now() - 100 * day)).toBe(false)
    expect(holds(genuine, Date.now() + 4_100 * day)).toBe(false)
  })

  test('holds for RSA-PSS', () => {
    const { dg1, sod } = read('slow-small-buffer')
    expect(isGenuine(dg1, sod, [office.root('utopia-pss')], Date.now())).toBe(true)
  })

  test('falls with every octet that is changed', () => {
    const { dg1, sod } = read('chinese-passport')
    const changed = (bytes: Uint8Array, at: number) =>
      bytes.map((octet, index) => (index === at ? octet ^ 0x04 : octet))
    for (let at = 0; at < dg1.length; at++)
      expect(holds({ ...read('chinese-passport'), dg1: changed(dg1, at) })).toBe(false)
    // The end of it is the signature with its name.
    for (let at = sod.length - 270; at < sod.length; at += 7) {
      expect(holds({ ...read('chinese-passport'), sod: changed(sod, at) })).toBe(false)
    }
    for (let cut = 0; cut < sod.length; cut += 97) {
      expect(holds({ ...read('chinese-passport'), sod: sod.subarray(0, cut) })).toBe(false)
    }
    expect(holds({ ...read('chinese-passport'), sod: concatBytes(sod, Uint8Array.of(0)) })).toBe(false)
  })
})

describe('a document’s last day', () => {
  const decideAt = (time: string) => {
    const zone = readZone(read('chinese-passport').dg1)
    return decideDocument(
      { zone: zone && { ...zone, expiry: '310630' } },
      register,
      (person) => person,
      Date.parse(time),
    )
  }

  test('is a day on which it passes, by the calendar in China', () => {
    expect(decideAt('2031-06-30T23:59:59+08:00').verdict).toBe('pass')
    expect(decideAt('2031-07-01T00:00:00+08:00')).toEqual({
      verdict: 'fail',
      cause: 'document-expired',
      citizen: 'test-1',
    })
  })
})

describe('the zone', () => {
  test('gives number, state and dates of passports and of cards', () => {
    expect(readZone(read('chinese-passport').dg1)).toMatchObject({
      issuingState: 'CHN',
      number: 'E00000000',
      birth: '840512',
    })
    expect(readZone(read('slow-small-buffer').dg1)).toMatchObject({ issuingState: 'UTO', number: 'U0000003' })
  })

  test('is none with a wrong check digit, another length or another tag', () => {
    const { dg1 } = read('chinese-passport')
    const with1At = (at: number) => dg1.map((octet, index) => (index === at ? 0x31 : octet))
    expect(readZone(with1At(5 + 45))).toBeNull()
    expect(readZone(dg1.subarray(0, -1))).toBeNull()
    expect(readZone(with1At(2))).toBeNull()
    expect(readZone(new Uint8Array())).toBeNull()
  })
})

import { activeAuthentication } from '../../../drivers/emrtd/active-authentication.ts'
import { readCertificate } from '../../../drivers/emrtd/certificate.ts'
import { chooseChipAuthentication } from '../../../drivers/emrtd/chip-authentication.ts'
import { curveByNumber } from '../../../drivers/emrtd/curve.ts'
import { type FakeChipMake, fakeChip } from '../../../drivers/emrtd/chip.fake.ts'
import type { Clock } from '../../../drivers/clock.ts'
import { chipKey, ecActiveKey, fakeIssuer, rsaActiveKey } from '../../../drivers/emrtd/document.fake.ts'
import { pacePasswordOf } from '../../../drivers/emrtd/document-key.ts'
import { DocumentFault } from '../../../drivers/emrtd/fault.ts'
import { files } from '../../../drivers/emrtd/files.ts'
import { type Channel, openLink } from '../../../drivers/emrtd/link.ts'
import { readMasterList } from '../../../drivers/emrtd/master-list.ts'
import { choosePace, pace } from '../../../drivers/emrtd/pace.ts'
import { readTravelDocument } from '../../../drivers/emrtd/reader.ts'
import { readSecurityInfos } from '../../../drivers/emrtd/security-infos.ts'
import { readPair, splitPair } from '../../../drivers/emrtd/signature.ts'
import { readOnly, writeTlv } from '../../../drivers/emrtd/tlv.ts'
import { trustStore } from '../../../drivers/emrtd/trust-store.ts'
import { openDocumentOffice } from '../../../sandbox/bench/chips/document-office.ts'
import { fileId } from '../../../sandbox/bench/chips/file-system.ts'
import type { PaceGroupName } from '../../../sandbox/bench/chips/pace-groups.ts'
import { authorityIds, chipProfiles } from '../../../sandbox/bench/chips/profiles.ts'
import { seededRandom } from '../../../sandbox/bench/chips/random.fake.ts'
import { concatBytes, equalBytes } from '../../../src/shared/gm/bytes.ts'
import { systemRandom } from '../../../src/shared/gm/random.ts'
import { readTravelDocumentEvidence } from '../../../src/shared/travel-document-evidence.ts'
import { type FuzzTarget, mustHold, orRefuse } from '../target.ts'

const now = Date.now() + 60_000
/** No answer here is late. */
const clock: Clock = { now: () => now, after: () => () => undefined }
const limits = { answer: 60_000, deadline: Number.POSITIVE_INFINITY }
/** What is long enough that no answer or file of these documents is cut. */
const longest = 8_192

const success = Uint8Array.of(0x90, 0x00)

/** Number of the curve P-192 (ICAO 9303-11, 9.5.1). */
const p192 = 8

/** A SecurityInfo of no protocol. */
const strangeInfo = writeTlv(0x30, writeTlv(0x06, Uint8Array.of(0x2a)), writeTlv(0x02, Uint8Array.of(1)))

/** Runs it and lets the reader's one error pass. */
async function orFault<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DocumentFault) return null
    throw error
  }
}

/**
 * A whole reading of a chip that has the keys, so that what it says is authentic, and says in one answer something else
 * than it should. The first octet of an input is the number of that answer, the others are data and status word. Whatever
 * it says, no evidence is of anything but what was signed.
 */
export async function evilChips(): Promise<FuzzTarget> {
  const issuer = fakeIssuer('rsa')
  try {
    const { dg15, sign } = rsaActiveKey(1024, 'sha256')
    const face = writeTlv(0x75, new Uint8Array(700).fill(7))
    const groups = new Map([
      [2, face],
      // Nothing that a reader knows: chip authentication would take the place of the chip's signature.
      [14, writeTlv(0x6e, writeTlv(0x31, strangeInfo))],
      [15, dg15],
    ])
    const honest: FakeChipMake = { ...issuer.issue(groups), sign }
    const read = (make: FakeChipMake) =>
      readTravelDocument({
        card: { transmit: fakeChip(make).transmit },
        relaid: () => Promise.reject(new TypeError('lifted')),
        key: { type: 'mrz', information: honest.information },
        trust: issuer.trust,
        clock,
        random: systemRandom,
        options: { compareFace: true, readCommon: true },
      })
    const answers: Uint8Array[] = []
    const recording = (count: number, answer: Uint8Array) => {
      answers.push(concatBytes(Uint8Array.of(count), answer))
      return answer
    }
    const { type } = await read({ ...honest, falsify: recording })
    mustHold(type === 'evidence', 'an honest chip is read')
    return {
      name: 'evil chip',
      samples: answers,
      longest,
      costs: 2,
      take: async (input) => {
        const turn = (input[0] ?? 0) % answers.length
        const lie = input.subarray(1)
        const falsify = (count: number, answer: Uint8Array) =>
          count === turn && lie.length >= 2 ? lie : answer
        const outcome = await read({ ...honest, falsify })
        if (outcome.type !== 'evidence') return
        const evidence = readTravelDocumentEvidence(outcome.evidence)
        const zone = honest.files.get(files.dg1.fileId)
        const isSigned = evidence && zone && equalBytes(evidence.dg1, zone)
        mustHold(isSigned === true, 'the zone that was read is the one that was signed')
        mustHold(evidence?.chipProof === 'active-authentication', 'the chip has proved its key')
      },
    }
  } finally {
    issuer.close()
  }
}

/**
 * The chip's side of PACE with one answer that is something else, as in `evilChips`. The others are those of a chip of the
 * bench, recorded: the terminal draws the same keys in every run.
 */
export async function paceAnswers(group: PaceGroupName, costs: number): Promise<FuzzTarget> {
  const office = openDocumentOffice(new Date(), seededRandom('office'))
  const profile = { ...chipProfiles['pace-brainpool'], pace: [{ cipher: 'AES-128', group }] as const }
  const { chip, image, zone } = office.issue(profile)
  const way = choosePace(readSecurityInfos(image.masterFiles.get(fileId.cardAccess) ?? new Uint8Array(0)))
  if (!way) throw new TypeError('no way')
  const information = Buffer.from(zone.information, 'latin1')
  const open = (transmit: (command: Uint8Array) => Uint8Array) =>
    pace(
      openLink(async (command) => transmit(command), clock, limits, undefined),
      way,
      pacePasswordOf({ type: 'mrz', information }),
      seededRandom('terminal'),
    )
  const answers: Uint8Array[] = []
  chip.powerOn()
  const opened = await open((command) => {
    const answer = chip.transmit(command.slice())
    answers.push(answer.slice())
    return answer
  })
  mustHold(opened !== undefined, 'an honest chip is opened')
  return {
    name: `PACE answers, ${group}`,
    samples: answers.map((answer, index) => concatBytes(Uint8Array.of(index), answer)),
    costs,
    take: async (input) => {
      const turn = (input[0] ?? 0) % answers.length
      let count = 0
      await orFault(() =>
        open(() => {
          const honest = answers[count]?.slice() ?? Uint8Array.of(0x69, 0x85)
          return count++ === turn ? input.slice(1) : honest
        }),
      )
    },
  }
}

/** DG14 and DG15: what a chip says of its keys. */
export function chipKeyFiles(): FuzzTarget {
  const signed = new Uint8Array(0)
  const answering: Channel = { mostData: 223, send: async () => ({ data: signed, status: 0x9000 }) }
  return {
    name: 'keys of chips',
    samples: [
      chipKey(13, 'aes-256').dg14,
      chipKey(12, '3des').dg14,
      rsaActiveKey(1024, 'sha1').dg15,
      ecActiveKey('prime256v1', 'sha256', 'der').dg15,
      writeTlv(files.dg15.tag, explicitKey()),
    ],
    take: async (input) => {
      orRefuse(DocumentFault, () =>
        chooseChipAuthentication(readSecurityInfos(readOnly(input, files.dg14.tag))),
      )
      const proved = await orFault(async () => {
        await activeAuthentication(answering, input, [], systemRandom)
        return true
      })
      mustHold(proved === null, 'no key is proved by nothing')
    },
  }
}

/** The key of a chip whose curve is written out. */
function explicitKey(): Uint8Array {
  const office = openDocumentOffice(new Date(), seededRandom('explicit'))
  const { image } = office.issue(chipProfiles['slow-small-buffer'])
  return readOnly(image.applicationFiles.get(fileId.dataGroup15) ?? new Uint8Array(0), files.dg15.tag)
}

/** Of an elliptic key's signature, in either form that is taken of a chip: r ‖ s, and DER. */
const pairsOf = (signature: Uint8Array) =>
  [splitPair(signature), readPair(signature)].filter((pair) => pair !== undefined)

/** Whether an elliptic key's signatures are one, however written: s may also be the negative. */
function areSame(signature: Uint8Array, signed: Uint8Array, order: bigint): boolean {
  return pairsOf(signed).some(({ r, s }) =>
    pairsOf(signature).some((pair) => pair.r === r && (pair.s === s || pair.s === order - s)),
  )
}

/** Answers to the challenge of active authentication: only what the key signed is taken. */
export function chipSignatures(): FuzzTarget {
  const challenge = new Uint8Array(8).fill(0x5a)
  const rsa = [rsaActiveKey(1024, 'sha1'), rsaActiveKey(1024, 'sha512')]
  const elliptic = [ecActiveKey('prime192v1', 'sha1', 'ieee-p1363'), ecActiveKey('prime192v1', 'sha1', 'der')]
  const keys = [...rsa, ...elliptic]
  const curve = curveByNumber(p192)
  if (!curve) throw new TypeError('no such curve')
  const signed = keys.map(({ sign }) => sign(challenge))
  return {
    name: 'signatures of chips',
    samples: signed.map((signature, index) => concatBytes(Uint8Array.of(index), signature)),
    take: async (input) => {
      const index = (input[0] ?? 0) % keys.length
      const key = keys[index]
      const signature = input.slice(1)
      const honest = signed[index]
      if (!key || !honest) throw new TypeError('no key')
      const answering: Channel = { mostData: 223, send: async () => ({ data: signature, status: 0x9000 }) }
      const taken = await orFault(async () => {
        await activeAuthentication(answering, key.dg15, [], () => challenge.slice())
        return true
      })
      if (taken === null) return
      const isSigned =
        index < rsa.length ? equalBytes(signature, honest) : areSame(signature, honest, curve.order)
      mustHold(isSigned, 'what is taken is what was signed')
    },
  }
}

/** Certificates of authorities and lists of them, from the folder of those that are trusted. */
export function authorityLists(): FuzzTarget {
  const office = openDocumentOffice(new Date(), seededRandom('office'))
  const [first, ...others] = authorityIds
  const list = office.masterList(first, ...others)
  const roots = authorityIds.map((id) => office.root(id))
  const right = readMasterList(list, [])
  return {
    name: 'master lists',
    samples: [list, ...roots],
    longest,
    take: (input) => {
      orRefuse(DocumentFault, () => {
        trustStore([input])
        readCertificate(input)
      })
      const read = orRefuse(DocumentFault, () => readMasterList(input, []))
      const isRight = read?.every((certificate, index) => equalBytes(certificate, right[index] ?? success))
      mustHold(read === null || isRight === true, 'what is trusted is what was signed')
    },
  }
}

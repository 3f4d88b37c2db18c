import { constants, createHash, createPublicKey, type KeyObject, publicDecrypt, verify } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { concatBytes, toHex } from '../../../src/shared/gm/bytes.ts'
import { derObjectIdentifier, numberToBytes } from '../../../src/shared/gm/der.ts'
import { cipherSuites } from './block-ciphers.ts'
import { curveNamed, decodePoint, drawKeyPair, encodePoint, multiply } from './curves.ts'
import { dataObject } from './data-objects.ts'
import { type DocumentOffice, openDocumentOffice } from './document-office.ts'
import { fileId } from './file-system.ts'
import { chipAuthenticationIdentifier } from './object-identifiers.ts'
import { type ChipProfile, type ChipProfileId, chipProfileIds, chipProfiles } from './profiles.ts'
import { seededRandom } from './random.fake.ts'
import {
  expectOk,
  openByBasicAccess,
  openByPace,
  readFile,
  selectApplication,
  type Terminal,
  terminalOn,
  terminalSession,
} from './terminal.fake.ts'
import type { TravelDocument } from './travel-document.ts'

let office: DocumentOffice
const made = new Map<ChipProfileId, TravelDocument>()

/** One document of each profile for all tests: a chip that is powered on anew remembers nothing. */
function documentOf(id: ChipProfileId): TravelDocument {
  const document = made.get(id) ?? office.issue(chipProfiles[id])
  made.set(id, document)
  return document
}

beforeAll(() => {
  office = openDocumentOffice(new Date(Date.UTC(2026, 10, 22)), seededRandom('office'))
})

/** A terminal that has done access control of whichever kind the document wants. */
function opened({ chip, profile, zone }: TravelDocument): Terminal {
  const terminal = terminalOn(chip)
  const random = seededRandom('terminal')
  const [pace] = profile.pace
  if (pace) {
    openByPace(terminal, pace, [1, zone.information], random)
    selectApplication(terminal)
  } else {
    selectApplication(terminal)
    openByBasicAccess(terminal, zone.information, random)
  }
  return terminal
}

const step = (profile: ChipProfile) => (profile.behaviour.maximumReply < 256 ? 70 : 0xdf)

function issued(id: ChipProfileId): { readonly document: TravelDocument; readonly terminal: Terminal } {
  const document = documentOf(id)
  return { document, terminal: opened(document) }
}

function publicKeyIn(terminal: Terminal, profile: ChipProfile): Uint8Array {
  const file = readFile(terminal, fileId.dataGroup15, step(profile))
  return file.slice(file[1] === 0x81 ? 3 : file[1] === 0x82 ? 4 : 2)
}

test.each(chipProfileIds)('%s gives every file after access control', (id) => {
  const { document, terminal } = issued(id)
  for (const [file, contents] of document.image.applicationFiles) {
    expect(toHex(readFile(terminal, file, step(document.profile)))).toBe(toHex(contents))
  }
})

test.each(chipProfileIds)('%s gives nothing before access control', (id) => {
  const { chip } = documentOf(id)
  const terminal = terminalOn(chip)
  selectApplication(terminal)
  expect(terminal.plain('00b09e0004').status).toBe('6982')
  const select = terminal.plain('00a4020c02011e').status
  expect(select).toBe(chipProfiles[id].behaviour.selectsBeforeAccess ? '9000' : '6982')
  expect(terminal.plain('00b0000004').status).toBe(select === '9000' ? '6982' : '6986')
  expect(terminal.plain('0088000008010203040506070800').status).toMatch(/^6982|6d00$/)
})

test.each(chipProfileIds)('%s forgets all when it loses power', (id) => {
  const { document, terminal } = issued(id)
  const { chip } = document
  chip.powerOff()
  expect(chip.transmit(Uint8Array.of(0, 0xb0, 0x9e, 0, 4)).length).toBe(0)
  chip.powerOn()
  expect(terminal.send('00b09e00', new Uint8Array(0), 4).status).toBe('6988')
  expect(terminal.plain('00b09e0004').status).toBe('6a82')
})

describe('active authentication', () => {
  const challenge = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)

  /** No signature by this key is another; OpenSSL refuses to open one. */
  function isBelowModulus(signature: Uint8Array, key: KeyObject): boolean {
    const modulus = Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url')
    return Buffer.compare(signature, modulus) < 0
  }

  /** Whether the signature recovers to a message of ISO 9796-2 with SHA-1 over this challenge. */
  function rightBySha1(spki: Uint8Array, signature: Uint8Array): boolean {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    if (!isBelowModulus(signature, key)) return false
    const message = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature)
    const recovered = message.subarray(1, -21)
    const digest = createHash('sha1').update(recovered).update(challenge).digest()
    return message[0] === 0x6a && message.at(-1) === 0xbc && digest.equals(message.subarray(-21, -1))
  }

  test.each(['chinese-passport', 'exit-entry-permit', 'forged-sod', 'altered-dg1'] as const)(
    '%s has the key of DG15',
    (id) => {
      const { document, terminal } = issued(id)
      const spki = publicKeyIn(terminal, document.profile)
      const signature = expectOk(terminal.send('00880000', challenge, 0x100), 'authenticate')
      expect(signature.length).toBe(128)
      expect(rightBySha1(spki, signature)).toBe(true)
    },
  )

  test('a clone has another key than DG15 says', () => {
    const { document, terminal } = issued('clone')
    const spki = publicKeyIn(terminal, document.profile)
    const signature = expectOk(terminal.send('00880000', challenge, 0x100), 'authenticate')
    expect(signature.length).toBe(128)
    expect(rightBySha1(spki, signature)).toBe(false)
  })

  test('no number that is not below the modulus is right', () => {
    const { document, terminal } = issued('chinese-passport')
    const spki = publicKeyIn(terminal, document.profile)
    expect(rightBySha1(spki, new Uint8Array(128).fill(0xff))).toBe(false)
  })

  test('slow-small-buffer signs by ECDSA, r and s side by side', () => {
    const { document, terminal } = issued('slow-small-buffer')
    const spki = publicKeyIn(terminal, document.profile)
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    const signature = expectOk(terminal.send('00880000', challenge, 0x100), 'authenticate')
    expect(signature.length).toBe(64)
    expect(verify('sha256', challenge, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
    expect(verify('sha256', challenge.slice(1), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(false)
  })
})

describe('chip authentication', () => {
  function agree(document: TravelDocument, terminal: Terminal): void {
    const { chipAuthentication: profile } = document.profile
    if (!profile) throw new Error('no chip authentication')
    const curve = curveNamed(profile.curve)
    const file = readFile(terminal, fileId.dataGroup14, step(document.profile))
    const own = drawKeyPair(curve, seededRandom('chip authentication'))
    const point = staticKey(file, curve.octets)
    const theirs = decodePoint(curve, point)
    const shared = theirs && multiply(curve, own.scalar, theirs)
    if (!shared) throw new Error('no point in DG14')
    const secret = numberToBytes(shared.x, curve.octets)
    const keyId = profile.keyId === null ? new Uint8Array(0) : dataObject(0x84, Uint8Array.of(profile.keyId))
    const publicKey = encodePoint(curve, own.point)
    if (profile.cipher === '3DES') {
      expectOk(terminal.send('002241a6', concatBytes(dataObject(0x91, publicKey), keyId)), 'set')
    } else {
      const mechanism = derObjectIdentifier(chipAuthenticationIdentifier(profile.cipher)).slice(2)
      expectOk(terminal.send('002241a4', concatBytes(dataObject(0x80, mechanism), keyId)), 'set')
      const answer = terminal.send('00860000', dataObject(0x7c, dataObject(0x80, publicKey)), 0x100)
      if (toHex(expectOk(answer, 'agree')) !== '7c00') throw new Error('another answer than 7C 00')
    }
    terminal.session = terminalSession(cipherSuites[profile.cipher], secret)
  }

  /** The static public key: the point in the last bit string of the file. */
  function staticKey(file: Uint8Array, octets: number): Uint8Array {
    const start = Buffer.from(file).lastIndexOf(Buffer.of(0x00, 0x04)) + 1
    return file.slice(start, start + 1 + 2 * octets)
  }

  test.each(['pace-brainpool', 'slow-small-buffer'] as const)('%s goes on under the new keys', (id) => {
    const { document, terminal } = issued(id)
    agree(document, terminal)
    expect(readFile(terminal, fileId.common, step(document.profile)).length).toBeGreaterThan(20)
  })

  test('a clone does not know the new keys', () => {
    const { document, terminal } = issued('clone-chip-authentication')
    agree(document, terminal)
    expect(terminal.send('00b09e00', new Uint8Array(0), 4).status).toBe('6988')
  })
})

describe('the peculiarities', () => {
  test('the Chinese passport has no EF.CardAccess, no master file to select and no extended length', () => {
    const terminal = terminalOn(documentOf('chinese-passport').chip)
    expect(terminal.plain('00a4020c02011c').status).toBe('6a82')
    expect(terminal.plain('00b09c0000').status).toBe('6a82')
    expect(terminal.plain('00a4000c023f00').status).toBe('6a81')
    expect(terminal.plain('00b00000000100').status).toBe('6700')
  })

  test('the exit-entry permit refuses a SELECT with Le, in the clear and under secure messaging', () => {
    const document = documentOf('exit-entry-permit')
    const terminal = terminalOn(document.chip)
    expect(terminal.plain('00a4040c07a000000247100100').status).toBe('6700')
    selectApplication(terminal)
    openByBasicAccess(terminal, document.zone.information, seededRandom('terminal'))
    expect(terminal.send('00a4020c', Uint8Array.of(1, 1), 0x100).status).toBe('6700')
    expect(terminal.send('00a4020c', Uint8Array.of(1, 1)).status).toBe('9000')
    expect(document.zone.lines.map((line) => line.length)).toEqual([30, 30, 30])
    expect(document.zone.lines[0]).toMatch(/^CSCHNCTEST0927/)
  })

  test('the PACE passport opens with its card access number too, and by extended length in few commands', () => {
    const document = documentOf('pace-brainpool')
    const [pace] = document.profile.pace
    if (!pace) throw new Error('no PACE')
    const terminal = terminalOn(document.chip, { extended: true })
    expect(terminal.plain('00b09c0000').status).toBe('9000')
    openByPace(terminal, pace, [2, '000123'], seededRandom('terminal'))
    selectApplication(terminal)
    const before = terminal.commands.length
    const image = readFile(terminal, fileId.dataGroup2, 2000)
    expect(image.length).toBeGreaterThan(18_000)
    expect(terminal.commands.length - before).toBe(12)
  })

  test('the PACE passport refuses basic access and a wrong password', () => {
    const document = documentOf('pace-brainpool')
    const [pace] = document.profile.pace
    if (!pace) throw new Error('no PACE')
    const terminal = terminalOn(document.chip)
    selectApplication(terminal)
    const random = seededRandom('terminal')
    expect(() => openByBasicAccess(terminal, document.zone.information, random)).toThrow(
      'authenticate was answered with 6985',
    )
    expect(() => openByPace(terminal, pace, [2, '000124'], random)).toThrow(
      'general authenticate was answered with 6300',
    )
  })

  test('the small chip cuts long reads, names the exact length at the end and gives answers in parts', () => {
    const document = documentOf('slow-small-buffer')
    const terminal = opened(document)
    expect(expectOk(terminal.send('00b08100', new Uint8Array(0), 0x100), 'read').length).toBe(87)
    const length = document.image.applicationFiles.get(fileId.dataGroup1)?.length ?? 0
    const late = (length - 5).toString(16).padStart(4, '0')
    expect(terminal.send(`00b0${late}`, new Uint8Array(0), 9).status).toBe('6c05')
    const session = terminal.session
    if (!session) throw new Error('no session')
    const header = Uint8Array.of(0x0c, 0xb0, 0x81, 0x00)
    const objects = session.protect(header, new Uint8Array(0), 0x40)
    const command = concatBytes(header, Uint8Array.of(objects.length), objects)
    expect(toHex(document.chip.transmit(command))).toBe('6140')
    const first = document.chip.transmit(Uint8Array.of(0, 0xc0, 0, 0, 0x40))
    const rest = first.at(-1) ?? 0
    expect(first.length).toBe(0x42)
    expect(first.at(-2)).toBe(0x61)
    expect(toHex(document.chip.transmit(Uint8Array.of(0, 0xc0, 0, 0, 0x50)))).toBe(
      `6c${toHex(Uint8Array.of(rest))}`,
    )
    const second = document.chip.transmit(Uint8Array.of(0, 0xc0, 0, 0, rest))
    const whole = concatBytes(first.slice(0, -2), second.slice(0, -2))
    expect(session.unprotect(whole, false).data.length).toBe(0x40)
    expect(toHex(document.chip.transmit(Uint8Array.of(0, 0xc0, 0, 0, 0)))).toBe('6985')
  })
})

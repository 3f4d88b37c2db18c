import { constants, generateKeyPairSync, privateDecrypt, sign } from 'node:crypto'
import { concatBytes } from '../../src/shared/gm/bytes.ts'
import { derElement, derObjectIdentifier, derUnsigned, tag } from '../../src/shared/gm/der.ts'
import { systemRandom } from '../../src/shared/gm/random.ts'
import { type KeyKind, ldsSecurityObject, openWorkshop, sodOf } from './authority.fake.ts'
import { ascii } from './bytes.fake.ts'
import type { CipherName } from './block-cipher.ts'
import type { FakeChipMake } from './chip.fake.ts'
import { curveByNumber, drawKeyPair, encodePoint } from './curve.ts'
import { digestOf, type HashName } from './hash.ts'
import { writeTlv } from './tlv.ts'
import { type TrustStore, trustStore } from './trust-store.ts'

const zone = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'

/** The key information of the invented document's zone: the sample of ICAO 9303-4. */
export const sampleInformation = ascii('L898902C3674081221204159')

/** EF.DG1 of the invented document. */
export const sampleDg1 = writeTlv(0x61, writeTlv(0x5f1f, ascii(zone)))

export interface FakeIssuer {
  readonly trust: TrustStore
  /** A document with these data groups, its own signature over them, and EF.COM. */
  issue(groups?: ReadonlyMap<number, Uint8Array>, hash?: HashName): FakeChipMake
  close(): void
}

/** An authority and its document signer, whose signatures OpenSSL makes with keys of this kind. */
export function fakeIssuer(kind: KeyKind = { curve: 'prime256v1' }): FakeIssuer {
  const workshop = openWorkshop()
  const authority = workshop.authority(kind)
  const signer = authority.signer(kind)
  return {
    trust: trustStore([authority.certificate]),
    issue: (more = new Map(), hash = 'sha256') => {
      const groups = new Map([[1, sampleDg1], ...more])
      const sod = sodOf(workshop.sign(ldsSecurityObject(groups, hash), signer))
      const files = new Map([...groups].map(([number, bytes]) => [0x0100 + number, bytes]))
      files.set(0x011d, sod)
      files.set(0x011e, writeTlv(0x60, writeTlv(0x5f01, ascii('0107')), writeTlv(0x5c, Uint8Array.of(0x61))))
      return { information: sampleInformation, files }
    },
    close: () => {
      workshop.close()
    },
  }
}

const trailers: Readonly<Record<HashName, readonly number[]>> = {
  sha1: [0xbc],
  sha224: [0x38, 0xcc],
  sha256: [0x34, 0xcc],
  sha384: [0x36, 0xcc],
  sha512: [0x35, 0xcc],
}

export interface ActiveKey {
  readonly dg15: Uint8Array
  readonly sign: (challenge: Uint8Array) => Uint8Array
}

/** An RSA key of active authentication that signs after ISO/IEC 9796-2, scheme 1, by OpenSSL's bare RSA. */
export function rsaActiveKey(modulusLength: number, hash: HashName): ActiveKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
  const length = modulusLength / 8
  return {
    dg15: writeTlv(0x6f, publicKey.export({ format: 'der', type: 'spki' })),
    sign: (challenge) => {
      const trailer = Uint8Array.from(trailers[hash])
      const digestLength = digestOf(hash).length
      const recoverable = systemRandom(length - 1 - digestLength - trailer.length)
      const digest = digestOf(hash, recoverable, challenge)
      const message = concatBytes(Uint8Array.of(0x6a), recoverable, digest, trailer)
      return Uint8Array.from(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, message))
    },
  }
}

/** An elliptic key of active authentication; OpenSSL signs, in the plain form or in DER. */
export function ecActiveKey(
  namedCurve: string,
  hash: HashName,
  dsaEncoding: 'ieee-p1363' | 'der',
): ActiveKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  return {
    dg15: writeTlv(0x6f, publicKey.export({ format: 'der', type: 'spki' })),
    sign: (challenge) => Uint8Array.from(sign(hash, challenge, { key: privateKey, dsaEncoding })),
  }
}

const cipherNumbers: Readonly<Record<CipherName, number>> = {
  '3des': 1,
  'aes-128': 2,
  'aes-192': 3,
  'aes-256': 4,
}

/** A key of chip authentication and the DG14 that names it. */
export function chipKey(curveNumber: number, cipher: CipherName) {
  const curve = curveByNumber(curveNumber)
  if (!curve) throw new TypeError('no such curve')
  const key = drawKeyPair(curve, curve.generator, systemRandom)
  const { integer, objectIdentifier, sequence, bitString, set } = tag
  const algorithm = derElement(
    sequence,
    derObjectIdentifier('0.4.0.127.0.7.1.2'),
    derUnsigned(BigInt(curveNumber)),
  )
  const point = derElement(bitString, Uint8Array.of(0), encodePoint(curve, key.point))
  const infos = [
    derElement(
      sequence,
      derObjectIdentifier('0.4.0.127.0.7.2.2.1.2'),
      derElement(sequence, algorithm, point),
    ),
    derElement(
      sequence,
      derObjectIdentifier(`0.4.0.127.0.7.2.2.3.2.${cipherNumbers[cipher]}`),
      derElement(integer, Uint8Array.of(1)),
    ),
    derElement(sequence, derElement(objectIdentifier, Uint8Array.of(0x2a)), derUnsigned(1n)),
  ]
  return { dg14: writeTlv(0x6e, derElement(set, ...infos)), key: { curve, cipher, key } }
}

/** How PACE is offered: brainpoolP256r1 and the like by their numbers. */
export function paceOffer(curve: number, cipher: CipherName): NonNullable<FakeChipMake['pace']> {
  return { curve, cipher, protocol: `04007f0007020204020${cipherNumbers[cipher]}` }
}

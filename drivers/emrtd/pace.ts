import { concatBytes, equalBytes, zero } from '../../src/shared/gm/bytes.ts'
import { bytesToNumber } from '../../src/shared/gm/der.ts'
import type { RandomSource } from '../../src/shared/gm/random.ts'
import { status } from './apdu.ts'
import { blockLengthOf, decryptCbc, pad } from './block-cipher.ts'
import { agree, type Curve, curveByNumber, drawKeyPair, encodePoint } from './curve.ts'
import { DocumentFault } from './fault.ts'
import { deriveKey, deriveSessionKeys, purpose, type SessionKeys } from './key-derivation.ts'
import type { Channel } from './link.ts'
import { mac, macLength } from './message-authentication.ts'
import { secureChannel, type SecureChannel } from './secure-messaging.ts'
import type { SecurityInfo } from './security-infos.ts'
import { readExactly, readOnly, writeTlv } from './tlv.ts'

export type PaceInfo = Extract<SecurityInfo, { type: 'pace' }>

/** What is known about the document: the machine readable zone, or the card access number printed on it. */
export interface PacePassword {
  readonly type: 'mrz' | 'can'
  /** `mrz`: all 20 octets of the key information's SHA-1. `can`: the digits. */
  readonly secret: Uint8Array
}

/** References of passwords in MSE:Set AT (ICAO 9303-11, 4.4.4.1). */
const passwordReference = { mrz: 1, can: 2 } as const

const dynamicAuthentication = 0x7c
const lastOfChain = 0x00
const notLastOfChain = 0x10

/** The first way of PACE that this reader knows as well, and whether the chip needs to be told which curve is meant. */
export function choosePace(
  infos: readonly SecurityInfo[],
): { info: PaceInfo; ambiguous: boolean } | undefined {
  const offered = infos.filter((info) => info.type === 'pace')
  const info = offered.find(({ curve }) => curveByNumber(curve))
  if (!info) return undefined
  const ambiguous = offered.some(
    (other) => other.curve !== info.curve && equalBytes(other.protocol, info.protocol),
  )
  return { info, ambiguous }
}

/**
 * PACE with generic mapping over an elliptic curve (ICAO 9303-11, 4.4). Gives undefined when the chip does not want this
 * way after all. Throws `key-does-not-fit` when the password is wrong, `unreadable` on a malformed or degenerate answer.
 */
export async function pace(
  channel: Channel,
  { info, ambiguous }: { readonly info: PaceInfo; readonly ambiguous: boolean },
  password: PacePassword,
  random: RandomSource,
): Promise<SecureChannel | undefined> {
  const curve = curveByNumber(info.curve)
  if (!curve || !(await chooseMechanism(channel, info, ambiguous, password))) return undefined

  const nonce = await fetchNonce(channel, info, password)
  const mapping = drawKeyPair(curve, curve.generator, random)
  const chipMapping = await exchangePoint(channel, curve, 0x81, encodePoint(curve, mapping.point))
  const shared = chipMapping.multiply(mapping.secret)
  const scalar = bytesToNumber(nonce) % curve.order
  zero(nonce)
  const generator = scalar === 0n ? shared : curve.generator.multiply(scalar).add(shared)
  if (generator.is0()) throw new DocumentFault('unreadable')

  const ephemeral = drawKeyPair(curve, generator, random)
  const own = encodePoint(curve, ephemeral.point)
  const chipPoint = await exchangePoint(channel, curve, 0x83, own)
  const chip = encodePoint(curve, chipPoint)
  if (equalBytes(own, chip)) throw new DocumentFault('unreadable')
  const secret = agree(curve, ephemeral.secret, chipPoint)
  const keys = deriveSessionKeys(secret, info.cipher)
  zero(secret)

  const answer = await channel.send({
    cla: lastOfChain,
    ins: 0x86,
    p1: 0,
    p2: 0,
    data: writeTlv(dynamicAuthentication, writeTlv(0x85, paceToken(keys, info.protocol, chip))),
    le: 256,
  })
  if (answer.status !== status.success) throw new DocumentFault('key-does-not-fit')
  const [token] = readExactly(readOnly(answer.data, dynamicAuthentication), 0x86)
  if (!token || !equalBytes(token, paceToken(keys, info.protocol, own))) {
    throw new DocumentFault('key-does-not-fit')
  }
  return secureChannel(channel, keys)
}

/** MSE:Set AT: which protocol, which password and, where that leaves a choice, which curve. */
async function chooseMechanism(
  channel: Channel,
  info: PaceInfo,
  ambiguous: boolean,
  password: PacePassword,
): Promise<boolean> {
  const objects = [
    writeTlv(0x80, info.protocol),
    writeTlv(0x83, Uint8Array.of(passwordReference[password.type])),
  ]
  if (ambiguous) objects.push(writeTlv(0x84, Uint8Array.of(info.curve)))
  const answer = await channel.send({ cla: 0, ins: 0x22, p1: 0xc1, p2: 0xa4, data: concatBytes(...objects) })
  // 63Cx says how many tries a password has left.
  return answer.status === status.success || (answer.status & 0xfff0) === 0x63c0
}

async function fetchNonce(channel: Channel, info: PaceInfo, password: PacePassword): Promise<Uint8Array> {
  const answer = await authenticate(channel, new Uint8Array())
  const [encrypted] = readExactly(answer, 0x80)
  if (!encrypted || encrypted.length > 32 || encrypted.length < blockLengthOf(info.cipher)) {
    throw new DocumentFault('unreadable')
  }
  const key = deriveKey(password.secret, info.cipher, purpose.password)
  const nonce = decryptCbc(info.cipher, key, encrypted)
  zero(key)
  return nonce
}

/** Sends a public key in the data object `tag` and takes the chip's from the next one. */
async function exchangePoint(channel: Channel, curve: Curve, tag: number, point: Uint8Array) {
  const answer = await authenticate(channel, writeTlv(tag, point))
  const [chipPoint] = readExactly(answer, tag + 1)
  if (!chipPoint) throw new DocumentFault('unreadable')
  return curve.decode(chipPoint)
}

/** One step of GENERAL AUTHENTICATE that another follows. */
async function authenticate(channel: Channel, data: Uint8Array): Promise<Uint8Array> {
  const answer = await channel.send({
    cla: notLastOfChain,
    ins: 0x86,
    p1: 0,
    p2: 0,
    data: writeTlv(dynamicAuthentication, data),
    le: 256,
  })
  if (answer.status !== status.success) throw new DocumentFault('unreadable')
  return readOnly(answer.data, dynamicAuthentication)
}

/** The authentication token: a code over the other side's public key and what it is for (ICAO 9303-11, 4.4.3.4). */
export function paceToken(keys: SessionKeys, protocol: Uint8Array, point: Uint8Array): Uint8Array {
  const input = writeTlv(0x7f49, writeTlv(0x06, protocol), writeTlv(0x86, point))
  const message = keys.cipher === '3des' ? pad(input, blockLengthOf(keys.cipher)) : input
  return mac(keys.cipher, keys.mac, message).subarray(0, macLength)
}

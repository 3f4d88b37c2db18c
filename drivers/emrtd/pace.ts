import { concatBytes, equalBytes, zero } from '../../src/shared/gm/bytes.ts'
import type { RandomSource } from '../../src/shared/gm/random.ts'
import { needsExtendedLength, status } from './apdu.ts'
import { blockLengthOf, decryptCbc, pad } from './block-cipher.ts'
import { DocumentFault } from './fault.ts'
import { deriveKey, deriveSessionKeys, purpose, type SessionKeys } from './key-derivation.ts'
import type { Channel } from './link.ts'
import { mac, macLength } from './message-authentication.ts'
import { paceGroup } from './pace-group.ts'
import { secureChannel, type SecureChannel } from './secure-messaging.ts'
import type { SecurityInfo } from './security-infos.ts'
import { readExactly, readMembers, readOnly, writeTlv } from './tlv.ts'

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

/** The chip's token, and what it adds for who reads fingerprints: names of the authorities that it trusts (BSI TR-03110-3). */
const mostInConfirmation = 3

/**
 * The way of PACE to take among those that this reader knows as well, and whether the chip needs to be told which group is
 * meant. Curves before integers: they take less time, and prove more.
 */
export function choosePace(
  infos: readonly SecurityInfo[],
): { info: PaceInfo; ambiguous: boolean } | undefined {
  const offered = infos.filter((info) => info.type === 'pace')
  const known = offered.filter(({ agreement, parameters }) => paceGroup(agreement, parameters))
  const info = known.find(({ agreement }) => agreement === 'ecdh') ?? known[0]
  if (!info) return undefined
  const ambiguous = offered.some(
    (other) => other.parameters !== info.parameters && equalBytes(other.protocol, info.protocol),
  )
  return { info, ambiguous }
}

/**
 * PACE with generic mapping (ICAO 9303-11, 4.4). Gives undefined when the chip does not want this way after all. Throws
 * `key-does-not-fit` when the password is wrong, `unreadable` on a malformed or degenerate answer.
 */
export async function pace(
  channel: Channel,
  { info, ambiguous }: { readonly info: PaceInfo; readonly ambiguous: boolean },
  password: PacePassword,
  random: RandomSource,
): Promise<SecureChannel | undefined> {
  const group = paceGroup(info.agreement, info.parameters)
  if (!group || !(await chooseMechanism(channel, info, ambiguous, password))) return undefined

  const nonce = await fetchNonce(channel, info, password)
  const mapping = group.draw(random)
  const chipMapping = await exchangeKeys(channel, 0x81, mapping.element)
  const generator = group.map(nonce, group.multiply(mapping.secret, chipMapping))
  zero(nonce)

  const { secret: ephemeral, element: own } = group.draw(random, generator)
  const chip = await exchangeKeys(channel, 0x83, own)
  if (equalBytes(own, chip)) throw new DocumentFault('unreadable')
  const shared = group.multiply(ephemeral, chip)
  const secret = group.secretOf(shared)
  const keys = deriveSessionKeys(secret, info.cipher)
  zero(shared)
  zero(secret)

  const tokenOver = (element: Uint8Array) => paceToken(keys, info.protocol, group.publicKeyTag, element)
  const answer = await channel.send({
    cla: lastOfChain,
    ins: 0x86,
    p1: 0,
    p2: 0,
    data: writeTlv(dynamicAuthentication, writeTlv(0x85, tokenOver(chip))),
    le: 256,
  })
  if (answer.status !== status.success) throw new DocumentFault('key-does-not-fit')
  const [token] = readMembers(readOnly(answer.data, dynamicAuthentication), mostInConfirmation)
  if (token?.tag !== 0x86) throw new DocumentFault('unreadable')
  if (!equalBytes(token.value, tokenOver(own))) throw new DocumentFault('key-does-not-fit')
  return secureChannel(channel, keys)
}

/** MSE:Set AT: which protocol, which password and, where that leaves a choice, which group. */
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
  if (ambiguous) objects.push(writeTlv(0x84, Uint8Array.of(info.parameters)))
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
async function exchangeKeys(channel: Channel, tag: number, own: Uint8Array): Promise<Uint8Array> {
  const answer = await authenticate(channel, writeTlv(tag, own))
  const [chips] = readExactly(answer, tag + 1)
  if (!chips) throw new DocumentFault('unreadable')
  return chips
}

/** One step of GENERAL AUTHENTICATE that another follows. */
async function authenticate(channel: Channel, data: Uint8Array): Promise<Uint8Array> {
  const command = {
    cla: notLastOfChain,
    ins: 0x86,
    p1: 0,
    p2: 0,
    data: writeTlv(dynamicAuthentication, data),
  }
  // What the chip answers is as long as what it is sent: a number of 2,048 bits fits no short command, nor a short answer.
  const answer = await channel.send({ ...command, le: needsExtendedLength(command) ? 0x1_00_00 : 256 })
  if (answer.status !== status.success) throw new DocumentFault('unreadable')
  return readOnly(answer.data, dynamicAuthentication)
}

/**
 * The authentication token: a code over the other side's public key and what it is for (ICAO 9303-11, 4.4.3.4).
 * @param tag of a public key of this kind: 86 for points, 84 for integers
 */
export function paceToken(
  keys: SessionKeys,
  protocol: Uint8Array,
  tag: number,
  publicKey: Uint8Array,
): Uint8Array {
  const input = writeTlv(0x7f49, writeTlv(0x06, protocol), writeTlv(tag, publicKey))
  const message = keys.cipher === '3des' ? pad(input, blockLengthOf(keys.cipher)) : input
  return mac(keys.cipher, keys.mac, message).subarray(0, macLength)
}

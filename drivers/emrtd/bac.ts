import { concatBytes, equalBytes, zero } from '../../src/shared/gm/bytes.ts'
import { drawBytes, type RandomSource } from '../../src/shared/gm/random.ts'
import { status } from './apdu.ts'
import { decryptCbc, encryptCbc, pad } from './block-cipher.ts'
import { DocumentFault } from './fault.ts'
import { deriveSessionKeys } from './key-derivation.ts'
import type { Channel } from './link.ts'
import { mac, macLength } from './message-authentication.ts'
import { secureChannel, type SecureChannel } from './secure-messaging.ts'

const challengeLength = 8
const keyMaterialLength = 16

/**
 * Basic Access Control (ICAO 9303-11, 4.3): proves to the chip that the machine readable zone was seen, and opens secure
 * messaging. The application must be selected.
 * Throws `not-a-travel-document` when the chip gives no challenge, `key-does-not-fit` when it refuses the proof.
 * @param seed K_seed: the first 16 octets of the key information's SHA-1
 */
export async function basicAccessControl(
  channel: Channel,
  seed: Uint8Array,
  random: RandomSource,
): Promise<SecureChannel> {
  const challenge = await channel.send({ cla: 0, ins: 0x84, p1: 0, p2: 0, le: challengeLength })
  if (challenge.status !== status.success || challenge.data.length !== challengeLength) {
    throw new DocumentFault('not-a-travel-document')
  }
  const chipChallenge = challenge.data
  const terminalChallenge = drawBytes(random, challengeLength)
  const terminalKey = drawBytes(random, keyMaterialLength)
  const access = deriveSessionKeys(seed, '3des')

  const plain = concatBytes(terminalChallenge, chipChallenge, terminalKey)
  const encrypted = encryptCbc('3des', access.encryption, plain)
  const proof = concatBytes(encrypted, mac('3des', access.mac, pad(encrypted, 8)))
  zero(plain)
  const answer = await channel.send({ cla: 0, ins: 0x82, p1: 0, p2: 0, data: proof, le: proof.length })
  if (answer.status !== status.success) throw new DocumentFault('key-does-not-fit')
  if (answer.data.length !== proof.length) throw new DocumentFault('unreadable')

  const chipEncrypted = answer.data.subarray(0, -macLength)
  if (!equalBytes(mac('3des', access.mac, pad(chipEncrypted, 8)), answer.data.subarray(-macLength))) {
    throw new DocumentFault('key-does-not-fit')
  }
  const opened = decryptCbc('3des', access.encryption, chipEncrypted)
  zero(access.encryption)
  zero(access.mac)
  const answered = concatBytes(chipChallenge, terminalChallenge)
  if (!equalBytes(opened.subarray(0, 2 * challengeLength), answered)) {
    throw new DocumentFault('key-does-not-fit')
  }
  const secret = opened.slice(2 * challengeLength)
  for (const [index, octet] of terminalKey.entries()) secret[index] = (secret[index] ?? 0) ^ octet
  const keys = deriveSessionKeys(secret, '3des')
  zero(opened)
  zero(secret)
  zero(terminalKey)
  return secureChannel(channel, keys, concatBytes(chipChallenge.subarray(4), terminalChallenge.subarray(4)))
}

import { drawBytes, type RandomSource } from '../../src/shared/gm/random.ts'
import { status } from './apdu.ts'
import { verifyEcdsa } from './curve.ts'
import { DocumentFault } from './fault.ts'
import { digestOf, type HashName } from './hash.ts'
import { verifyIso9796 } from './iso9796.ts'
import type { Channel } from './link.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import type { SecurityInfo } from './security-infos.ts'
import { readPair, splitPair } from './signature.ts'
import { readOnly } from './tlv.ts'

const dg15Tag = 0x6f
const challengeLength = 8

/**
 * Active authentication (ICAO 9303-11, 6.1): the chip signs a challenge with the key whose other half is in DG15.
 * Throws `chip-not-genuine` when it cannot, `unreadable` when DG15 holds no key that this reader knows.
 * @param infos of DG14, which names the hash of an elliptic key
 */
export async function activeAuthentication(
  channel: Channel,
  dg15: Uint8Array,
  infos: readonly SecurityInfo[],
  random: RandomSource,
): Promise<void> {
  const key = readPublicKey(readOnly(dg15, dg15Tag))
  if (!key) throw new DocumentFault('unreadable')
  const challenge = drawBytes(random, challengeLength)
  const fits = key.type === 'ec' || key.length <= channel.mostData
  const le = fits ? 256 : 0x1_00_00
  const answer = await channel.send({ cla: 0, ins: 0x88, p1: 0, p2: 0, data: challenge, le })
  if (answer.status !== status.success) throw new DocumentFault('chip-not-genuine')
  const holds =
    key.type === 'rsa'
      ? verifyIso9796(key, answer.data, challenge)
      : verifyPlain(key, answer.data, challenge, infos)
  if (!holds) throw new DocumentFault('chip-not-genuine')
}

/** r ‖ s as ICAO 9303-11, 6.1.2.3 has it; some chips answer in DER. */
function verifyPlain(
  { curve, point }: Extract<PublicKey, { type: 'ec' }>,
  signature: Uint8Array,
  challenge: Uint8Array,
  infos: readonly SecurityInfo[],
): boolean {
  const named = infos.find((info) => info.type === 'active-authentication')
  const digest = digestOf(named?.hash ?? usualHash(curve.fieldLength), challenge)
  return [splitPair(signature), readPair(signature)].some(
    (pair) => pair !== undefined && verifyEcdsa(curve, point, digest, pair),
  )
}

/** For a chip that names none, the hash as long as the key. */
function usualHash(fieldLength: number): HashName {
  if (fieldLength < 28) return 'sha1'
  if (fieldLength < 32) return 'sha224'
  if (fieldLength < 48) return 'sha256'
  return fieldLength < 64 ? 'sha384' : 'sha512'
}

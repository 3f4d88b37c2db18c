import { concatBytes, equalBytes, zero } from '../../src/shared/gm/bytes.ts'
import type { RandomSource } from '../../src/shared/gm/random.ts'
import { type Command, status } from './apdu.ts'
import type { CipherName } from './block-cipher.ts'
import { agree, drawKeyPair, encodePoint } from './curve.ts'
import { DocumentFault } from './fault.ts'
import { deriveSessionKeys } from './key-derivation.ts'
import type { Channel } from './link.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import { secureChannel, type SecureChannel } from './secure-messaging.ts'
import type { SecurityInfo } from './security-infos.ts'
import { writeTlv } from './tlv.ts'

/** A key of the chip and the protocol to use it with. */
export interface ChipAuthenticationWay {
  /** Contents of the protocol's object identifier; absent when the chip names none. */
  readonly protocol?: Uint8Array
  readonly cipher: CipherName
  readonly keyId?: Uint8Array
  readonly key: Extract<PublicKey, { type: 'ec' }>
}

/**
 * The first way of DG14 that this reader knows. A key that no protocol is named for means Triple DES
 * (BSI TR-03110-3, A.1.1.2).
 */
export function chooseChipAuthentication(infos: readonly SecurityInfo[]): ChipAuthenticationWay | undefined {
  const protocols = infos.filter((info) => info.type === 'chip-authentication')
  for (const { subjectPublicKeyInfo, keyId } of infos.filter(
    (info) => info.type === 'chip-authentication-key',
  )) {
    const key = readPublicKey(subjectPublicKeyInfo)
    if (key?.type !== 'ec') continue
    const named = keyId && { keyId }
    if (protocols.length === 0) return { cipher: '3des', key, ...named }
    const protocol = protocols.find((info) => isSameKey(info.keyId, keyId))
    if (protocol) return { protocol: protocol.protocol, cipher: protocol.cipher, key, ...named }
  }
  return undefined
}

/**
 * Chip authentication (ICAO 9303-11, 6.2): agrees on new session keys with the chip's static key. The new channel proves
 * nothing yet: only a chip that has the key can answer in it.
 * Throws `chip-not-genuine` when the chip refuses.
 */
export async function chipAuthentication(
  channel: Channel,
  below: Channel,
  way: ChipAuthenticationWay,
  random: RandomSource,
): Promise<SecureChannel> {
  const { curve, point } = way.key
  const ephemeral = drawKeyPair(curve, curve.generator, random)
  for (const command of commandsOf(way, encodePoint(curve, ephemeral.point))) {
    const answer = await channel.send(command)
    if (answer.status !== status.success) throw new DocumentFault('chip-not-genuine')
  }
  const secret = agree(curve, ephemeral.secret, point)
  const keys = deriveSessionKeys(secret, way.cipher)
  zero(secret)
  return secureChannel(below, keys)
}

/** MSE:Set KAT for Triple DES; MSE:Set AT and GENERAL AUTHENTICATE for AES (ICAO 9303-11, 6.2.4). */
function commandsOf(
  { protocol, cipher, keyId }: ChipAuthenticationWay,
  point: Uint8Array,
): readonly Command[] {
  const reference = keyId ? [writeTlv(0x84, keyId)] : []
  if (cipher === '3des' || !protocol) {
    const data = concatBytes(writeTlv(0x91, point), ...reference)
    return [{ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa6, data }]
  }
  return [
    { cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data: concatBytes(writeTlv(0x80, protocol), ...reference) },
    { cla: 0, ins: 0x86, p1: 0, p2: 0, data: writeTlv(0x7c, writeTlv(0x80, point)), le: 256 },
  ]
}

function isSameKey(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (!one || !other) return one === other
  return equalBytes(one, other)
}

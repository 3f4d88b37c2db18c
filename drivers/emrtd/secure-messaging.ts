import { concatBytes, equalBytes, zero } from '../../src/shared/gm/bytes.ts'
import { type Answer, type Command, needsExtendedLength } from './apdu.ts'
import { blockLengthOf, decryptCbc, encryptCbc, pad, unpad } from './block-cipher.ts'
import { DocumentFault } from './fault.ts'
import type { SessionKeys } from './key-derivation.ts'
import type { Channel } from './link.ts'
import { mac, macLength } from './message-authentication.ts'
import { readMembers, writeTlv } from './tlv.ts'

/** Data objects of secure messaging (ICAO 9303-11, 9.8.4). */
const object = {
  cryptogram: 0x87,
  /** Of a command with an odd instruction and its answer: what is enciphered is data objects, and no octet tells the padding. */
  cryptogramOfObjects: 0x85,
  expectedLength: 0x97,
  status: 0x99,
  mac: 0x8e,
} as const

/** CLA of a command whose header is authenticated. */
const protectedClass = 0x0c

/** A channel whose keys can be taken away. */
export interface SecureChannel extends Channel {
  /** Zeroes the keys; nothing more can be sent. */
  end(): void
}

/**
 * Secure messaging over a channel (ICAO 9303-11, 9.8). The answer to each command must be authentic, about its own
 * status too. Throws `session-ended` when the chip answers in the clear, which it does when it has dropped the session,
 * and `unreadable` when an answer is malformed or its code is wrong.
 * @param sequence the send sequence counter before the first command, as many octets as the cipher's block; all zeros but
 *   after Basic Access Control. Taken over, not copied.
 */
export function secureChannel(
  below: Channel,
  keys: SessionKeys,
  sequence = new Uint8Array(blockLengthOf(keys.cipher)),
): SecureChannel {
  const { cipher } = keys
  const blockLength = blockLengthOf(cipher)

  const count = () => {
    for (let index = blockLength - 1; index >= 0; index--) {
      const octet = ((sequence[index] ?? 0) + 1) & 0xff
      sequence[index] = octet
      if (octet !== 0) return
    }
  }

  /** Triple DES starts from zeros, AES from the encrypted counter. */
  const iv = () => (cipher === '3des' ? undefined : encryptCbc(cipher, keys.encryption, sequence))

  const authenticate = (message: Uint8Array) => mac(cipher, keys.mac, pad(message, blockLength))

  const protect = (command: Command): Command => {
    const { ins, p1, p2, data, le } = command
    const header = Uint8Array.of(protectedClass, ins, p1, p2)
    const objects: Uint8Array[] = []
    if (data && data.length > 0) {
      const padded = pad(data, blockLength)
      const encrypted = encryptCbc(cipher, keys.encryption, padded, iv())
      objects.push(
        isOdd(ins)
          ? writeTlv(object.cryptogramOfObjects, encrypted)
          : writeTlv(object.cryptogram, Uint8Array.of(1), encrypted),
      )
      zero(padded)
    }
    if (le !== undefined) {
      const long = needsExtendedLength(command)
      const octets = long ? [(le >> 8) & 0xff, le & 0xff] : [le & 0xff]
      objects.push(writeTlv(object.expectedLength, Uint8Array.from(octets)))
    }
    const code = authenticate(concatBytes(sequence, pad(header, blockLength), ...objects))
    const body = concatBytes(...objects, writeTlv(object.mac, code))
    // The length of the whole answer is left to the chip.
    return {
      cla: protectedClass,
      ins,
      p1,
      p2,
      data: body,
      le: needsExtendedLength(command) ? 0x1_00_00 : 256,
    }
  }

  const unprotect = (answer: Answer, ins: number): Answer => {
    if (answer.data.length === 0) throw new DocumentFault('session-ended')
    const { cryptogram, status, code, authentic } = takeApart(answer.data, isOdd(ins))
    const expected = authenticate(concatBytes(sequence, authentic))
    if (!equalBytes(expected, code) || status !== answer.status) throw new DocumentFault('unreadable')
    if (!cryptogram) return { data: new Uint8Array(), status }
    const padded = decryptCbc(cipher, keys.encryption, cryptogram, iv())
    const data = unpad(padded, blockLength).slice()
    zero(padded)
    return { data, status }
  }

  return {
    // 256 octets less the heads of DO'87' (with its padding indicator), DO'99' and DO'8E', in whole blocks, less padding.
    mostData: Math.floor((256 - 4 - 4 - (macLength + 2)) / blockLength) * blockLength - 1,
    send: async (command) => {
      count()
      const protectedCommand = protect(command)
      const answer = await below.send(protectedCommand)
      count()
      return unprotect(answer, command.ins)
    },
    end: () => {
      zero(keys.encryption)
      zero(keys.mac)
      zero(sequence)
    },
  }
}

const isOdd = (ins: number) => (ins & 1) === 1

/**
 * An answer's data objects: DO'87' if there is data, DO'99', DO'8E', in this order and nothing else. After an odd
 * instruction DO'85' may stand in the place of DO'87'.
 */
function takeApart(data: Uint8Array, odd: boolean) {
  const members = readMembers(data, 3)
  const code = members.at(-1)
  const statusObject = members.at(-2)
  const cryptogram = members.length === 3 ? members[0] : undefined
  if (code?.tag !== object.mac || code.value.length !== macLength) throw new DocumentFault('unreadable')
  if (statusObject?.tag !== object.status || statusObject.value.length !== 2) {
    throw new DocumentFault('unreadable')
  }
  const ofObjects = odd && cryptogram?.tag === object.cryptogramOfObjects
  if (cryptogram && !ofObjects && (cryptogram.tag !== object.cryptogram || cryptogram.value[0] !== 1)) {
    throw new DocumentFault('unreadable')
  }
  const [first = 0, second = 0] = statusObject.value
  return {
    cryptogram: cryptogram?.value.subarray(ofObjects ? 0 : 1),
    status: first * 256 + second,
    code: code.value,
    authentic: data.subarray(0, data.length - code.raw.length),
  }
}

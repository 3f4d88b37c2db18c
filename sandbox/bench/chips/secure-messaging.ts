import { concatBytes, equalBytes } from '../../../src/shared/gm/bytes.ts'
import { type Command, type Reply, status } from './apdu.ts'
import {
  authenticationCode,
  cipherSuites,
  type CipherSuite,
  decryptCbc,
  encryptCbc,
  pad,
  unpad,
} from './block-ciphers.ts'
import { dataObject, readObjects } from './data-objects.ts'
import { deriveKey, keyUse } from './session-keys.ts'

/** The chip's end of a secure messaging session (ICAO 9303-11, 9.8). */
export interface SecureMessaging {
  /** The plain command, or the status word with which the session ends. */
  unprotect(command: Command): Command | number
  protect(reply: Reply, ins: number): Reply
  /** How many plain bytes fit a protected reply of at most `length` bytes. */
  capacity(length: number): number
}

/** A session after a key agreement: keys from the shared secret, counter as given, else zero. */
export function openSession(suite: CipherSuite, secret: Uint8Array, counter?: Uint8Array): SecureMessaging {
  return secureMessaging(
    suite,
    deriveKey(suite, secret, keyUse.encryption),
    deriveKey(suite, secret, keyUse.authentication),
    counter ?? new Uint8Array(suite.blockLength),
  )
}

export function secureMessaging(
  suite: CipherSuite,
  encryptionKey: Uint8Array,
  authenticationKey: Uint8Array,
  start: Uint8Array,
): SecureMessaging {
  const { blockLength } = suite
  const counter = Uint8Array.from(start)
  const isTripleDes = suite === cipherSuites['3DES']

  const advance = () => {
    for (let index = counter.length - 1; index >= 0; index--) {
      const next = ((counter[index] ?? 0) + 1) & 0xff
      counter[index] = next
      if (next !== 0) return
    }
  }
  const vector = () => {
    const zero = new Uint8Array(blockLength)
    return isTripleDes ? zero : encryptCbc(suite, encryptionKey, zero, counter)
  }
  const code = (...parts: readonly Uint8Array[]) => {
    const message = concatBytes(counter, ...parts)
    return authenticationCode(suite, authenticationKey, message)
  }

  return {
    unprotect(command) {
      advance()
      const objects = readObjects(command.data)
      if (!objects) return status.messagingObjectsIncorrect
      const odd = command.ins % 2 === 1
      const order = [odd ? 0x85 : 0x87, 0x97, 0x8e]
      const positions = objects.map(({ tag }) => order.indexOf(tag))
      if (positions.some((position, index) => position < 0 || position <= (positions[index - 1] ?? -1)))
        return status.messagingObjectsIncorrect
      const [cryptogram, expected, sent] = order.map(
        (tag) => objects.find((object) => object.tag === tag)?.value,
      )
      if (!sent) return status.messagingObjectsMissing

      const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2)
      const body = concatBytes(
        cryptogram ? dataObject(odd ? 0x85 : 0x87, cryptogram) : new Uint8Array(0),
        expected ? dataObject(0x97, expected) : new Uint8Array(0),
      )
      const right = code(pad(header, blockLength), body.length > 0 ? pad(body, blockLength) : body)
      if (!equalBytes(right, sent)) return status.messagingObjectsIncorrect

      const le = expectedLength(expected)
      const data = cryptogram ? open(cryptogram, odd) : new Uint8Array(0)
      if (le === 'malformed' || !data) return status.messagingObjectsIncorrect
      return { ...command, cla: command.cla & 0xf3, data, le }
    },

    protect({ status, data }, ins) {
      advance()
      const odd = ins % 2 === 1
      const cryptogram = data.length > 0 ? seal(data, odd) : new Uint8Array(0)
      const word = dataObject(0x99, Uint8Array.of(status >> 8, status & 0xff))
      const body = concatBytes(cryptogram, word)
      const mac = dataObject(0x8e, code(pad(body, blockLength)))
      return { status, data: concatBytes(body, mac) }
    },

    capacity(length) {
      // The status word and the code take 14 bytes, the padding indicator one.
      const room = length - 14
      let blocks = Math.floor(room / blockLength)
      while (blocks > 0 && dataObject(0x87, new Uint8Array(blocks * blockLength + 1)).length > room) blocks--
      return Math.max(0, blocks * blockLength - 1)
    },
  }

  function open(cryptogram: Uint8Array, odd: boolean): Uint8Array | null {
    const bytes = odd ? cryptogram : cryptogram.subarray(1)
    if (!odd && cryptogram[0] !== 0x01) return null
    if (bytes.length === 0 || bytes.length % blockLength !== 0) return null
    return unpad(decryptCbc(suite, encryptionKey, vector(), bytes))
  }

  function seal(data: Uint8Array, odd: boolean): Uint8Array {
    const bytes = encryptCbc(suite, encryptionKey, vector(), pad(data, blockLength))
    return odd ? dataObject(0x85, bytes) : dataObject(0x87, Uint8Array.of(0x01), bytes)
  }
}

function expectedLength(value: Uint8Array | undefined): number | null | 'malformed' {
  if (!value) return null
  const [first = 0, second] = value
  if (value.length === 1) return first || 0x100
  if (value.length === 2) return (first << 8) | (second ?? 0) || 0x1_0000
  return 'malformed'
}

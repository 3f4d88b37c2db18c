import { setImmediate as nextTurn } from 'node:timers/promises'
import { sm3 } from '../../shared/gm/sm3.ts'
import { zero } from '../../shared/gm/bytes.ts'

const blockLength = 64
const digestLength = 32

/** Between so many rounds others have their turn: some five milliseconds. */
const roundsATurn = 250

/** HMAC-SM3 (RFC 2104 with the hash of GB/T 32905) under one key: 32 bytes for each message. */
function hmacUnder(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const short = key.length > blockLength ? sm3(key) : key
  const padded = (octet: number) => {
    const block = new Uint8Array(blockLength).fill(octet)
    for (const [index, byte] of short.entries()) block[index] = byte ^ octet
    return block
  }
  const [inner, outer] = [padded(0x36), padded(0x5c)]
  const last = new Uint8Array(blockLength + digestLength)
  last.set(outer)
  return (message) => {
    const first = new Uint8Array(blockLength + message.length)
    first.set(inner)
    first.set(message, blockLength)
    last.set(sm3(first), blockLength)
    return sm3(last)
  }
}

/**
 * PBKDF2 (GM/T 0091, RFC 8018 clause 5.2) with HMAC-SM3, 32 bytes. Electron's own has no SM3. It goes on in pieces, so
 * that the event loop is never held for more than a few milliseconds.
 * @param rounds one or more; 10,000 take some 200 ms
 */
export async function pbkdf2Sm3(
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const hmac = hmacUnder(password)
  const beginning = new Uint8Array(salt.length + 4)
  beginning.set(salt)
  // The number of the one block that is asked for.
  beginning[salt.length + 3] = 1
  let present = hmac(beginning)
  const derived = Uint8Array.from(present)
  for (let round = 1; round < rounds; round++) {
    if (round % roundsATurn === 0) await nextTurn()
    present = hmac(present)
    for (const [index, byte] of present.entries()) derived[index] = (derived[index] ?? 0) ^ byte
  }
  zero(present)
  return derived
}

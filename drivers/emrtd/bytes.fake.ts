import { concatBytes, fromHex } from '../../src/shared/gm/bytes.ts'
import type { RandomSource } from '../../src/shared/gm/random.ts'

/** Octets of a hexadecimal text that may have spaces and line ends in it. */
export function hex(text: string): Uint8Array {
  return fromHex(text.replaceAll(/\s/g, ''))
}

/** ASCII octets. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'))
}

/** Gives these octets, one array a draw. */
export function drawsOf(...draws: readonly Uint8Array[]): RandomSource {
  const left = [...draws]
  return () => {
    const next = left.shift()
    if (!next) throw new TypeError('nothing left to draw')
    return next.slice()
  }
}

/** The octets to draw for a private key of the standard's example: the drawn number is reduced and one added. */
export function drawOfKey(key: string): Uint8Array {
  const secret = hex(key)
  const number = BigInt(`0x${Buffer.from(secret).toString('hex')}`) - 1n
  return concatBytes(new Uint8Array(8), hex(number.toString(16).padStart(secret.length * 2, '0')))
}

import { createECDH, getCurves } from 'node:crypto'
import { zero } from '../../src/shared/gm/bytes.ts'
import { bytesToNumber, numberToBytes } from '../../src/shared/gm/der.ts'
import { curve, fieldLength, modulo } from '../../src/shared/gm/sm2-curve.ts'
import type { Sm2Multiply } from '../../src/shared/gm/sm2.ts'

/** p ≡ 3 (mod 4), so that a square to this power is a root of it. */
const rootExponent = (curve.p + 1n) / 4n

/**
 * OpenSSL's multiplication, several times faster than one in JavaScript: who opens every envelope that terminals seal
 * needs it. It tells x alone, as key agreement wants it, so both points with that x are given. Undefined where this
 * Node does not know the curve.
 */
export const nativeMultiply: Sm2Multiply | undefined = getCurves().includes('SM2')
  ? (point, privateKey) => {
      const agreement = createECDH('SM2')
      agreement.setPrivateKey(privateKey)
      const shared = agreement.computeSecret(point)
      const x = Uint8Array.from(shared)
      zero(shared)
      const number = bytesToNumber(x)
      const y = power(modulo(number ** 3n + curve.a * number + curve.b, curve.p), rootExponent)
      return [y, curve.p - y].map((one) => ({ x: x.slice(), y: numberToBytes(one, fieldLength) }))
    }
  : undefined

/** base ^ exponent mod p. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % curve.p
    square = (square * square) % curve.p
  }
  return result
}

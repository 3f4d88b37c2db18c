import { GmError, type GmErrorCode } from '../errors.ts'

/** The code with which a step refuses, or `undefined` when it does not. Any error but a `GmError` passes through. */
export function refusal(step: () => unknown): GmErrorCode | undefined {
  try {
    step()
    return undefined
  } catch (error) {
    if (error instanceof GmError) return error.code
    throw error
  }
}

/** A copy with one byte changed by XOR. */
export function withFlipped(bytes: Uint8Array, index: number, mask: number): Uint8Array {
  const copy = bytes.slice()
  copy[index] = (copy[index] ?? 0) ^ mask
  return copy
}

/** A copy in which the one place that holds `from` holds `to`, of the same length. */
export function withReplaced(bytes: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const at = bytes.findIndex((_, start) => from.every((byte, index) => bytes[start + index] === byte))
  if (at === -1 || from.length !== to.length) throw new RangeError('nothing to replace')
  const copy = bytes.slice()
  copy.set(to, at)
  return copy
}

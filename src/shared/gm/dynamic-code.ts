import { concatBytes, zero } from './bytes.ts'
import { sm3 } from './sm3.ts'

/** What one dynamic code is made of (GB/T 38556, formerly GM/T 0021, clause 5). */
export interface DynamicCodeInput {
  /** The seed K, at least 16 octets. */
  readonly key: Uint8Array
  /** The time factor T: which step of time it is, counted from 1970-01-01 UTC. */
  readonly step: number
  /** The event factor C, below 2³². */
  readonly counter: number
  /** The challenge Q in ASCII, such as the number of the terminal that the code is for; may be empty. */
  readonly challenge: string
}

const shortestKey = 16
const shortestIdentifier = 16

/** T for a time. @param time ms @param period the length of a step (ms); at most 60 s */
export function dynamicStep(time: number, period: number): number {
  return Math.floor(time / period)
}

/**
 * A dynamic code with SM3: S = SM3(K ‖ ID), ID = T (8 octets, big endian) ‖ C (4 octets, big endian) ‖ Q, filled with
 * zeros on the right to 16 octets; the 32-bit words of S are added modulo 2³², and the last decimal digits are the code.
 * @param digits at most 9
 * @throws TypeError for a key, factor or challenge that the standard does not allow
 */
export function dynamicCode({ key, step, counter, challenge }: DynamicCodeInput, digits: number): string {
  const isFactor = Number.isSafeInteger(step) && step >= 0 && counter === counter >>> 0
  if (key.length < shortestKey || !isFactor || !/^[\x20-\x7e]*$/.test(challenge) || !(digits <= 9)) {
    throw new TypeError('not the input of a dynamic code')
  }
  const identifier = new Uint8Array(Math.max(shortestIdentifier, 12 + challenge.length))
  const view = new DataView(identifier.buffer)
  view.setBigUint64(0, BigInt(step))
  view.setUint32(8, counter)
  identifier.set(new TextEncoder().encode(challenge), 12)
  const message = concatBytes(key, identifier)
  const digest = sm3(message)
  zero(message)
  const words = new DataView(digest.buffer)
  let sum = 0
  for (let at = 0; at < digest.length; at += 4) sum = (sum + words.getUint32(at)) >>> 0
  return String(sum % 10 ** digits).padStart(digits, '0')
}

/**
 * Whether three neighbouring digits rise or fall by one, as in 123 and 765. The network identity's codes are
 * 非连续, without such runs; of all codes of eight digits 8.7 % have one.
 */
export function hasDigitRun(code: string): boolean {
  for (let at = 2; at < code.length; at++) {
    const first = code.charCodeAt(at - 1) - code.charCodeAt(at - 2)
    const second = code.charCodeAt(at) - code.charCodeAt(at - 1)
    if (first === second && Math.abs(first) === 1) return true
  }
  return false
}

/** A code without runs, and the event factor that led to it. */
export interface DrawnDynamicCode {
  readonly code: string
  readonly counter: number
}

/** Counts C up from the one given until `isTaken` allows the code and it has no run. */
export function drawDynamicCode(
  input: DynamicCodeInput,
  digits: number,
  isTaken: (code: string) => boolean = () => false,
): DrawnDynamicCode {
  for (let { counter } = input; ; counter = (counter + 1) >>> 0) {
    const code = dynamicCode({ ...input, counter }, digits)
    if (!hasDigitRun(code) && !isTaken(code)) return { code, counter }
  }
}

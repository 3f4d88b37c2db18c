import { concatBytes } from '../../src/shared/gm/bytes.ts'
import type { Random } from './random.ts'

/** What readers of lengths, tags and text stumble over. */
const awkward = [
  0x00, 0x01, 0x0a, 0x0d, 0x1f, 0x30, 0x3c, 0x5d, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xaa, 0xfe, 0xff,
]

/** One input in so many has nothing to do with any sample, and one in so many is a sample as it is. */
const noise = 8
const whole = 32
const mostMutations = 4

type Mutation = (bytes: Uint8Array, random: Random, samples: readonly Uint8Array[]) => Uint8Array

/** A place in the bytes and what is done to the octet there. */
function changed(bytes: Uint8Array, at: number, change: (octet: number) => number): Uint8Array {
  if (at < bytes.length) bytes[at] = change(bytes[at] ?? 0)
  return bytes
}

function part(bytes: Uint8Array, random: Random): Uint8Array {
  const from = random.below(bytes.length + 1)
  return bytes.subarray(from, from + random.below(bytes.length - from + 1))
}

const mutations: readonly Mutation[] = [
  (bytes, random) => changed(bytes, random.below(bytes.length), (octet) => octet ^ (1 << random.below(8))),
  (bytes, random) => changed(bytes, random.below(bytes.length), () => random.below(256)),
  (bytes, random) => changed(bytes, random.below(bytes.length), () => random.pick(awkward)),
  (bytes, random) => changed(bytes, random.below(bytes.length), (octet) => (octet + 1) & 0xff),
  (bytes, random) => changed(bytes, random.below(bytes.length), (octet) => (octet - 1) & 0xff),
  // The head is where lengths and kinds stand.
  (bytes, random) => changed(bytes, random.below(16), () => random.pick(awkward)),
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.slice(random.below(bytes.length + 1)),
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    return concatBytes(bytes.subarray(0, at), random.octets(random.below(9)), bytes.subarray(at))
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    return concatBytes(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(8)))
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    return concatBytes(bytes.subarray(0, at), part(bytes, random), bytes.subarray(at))
  },
  (bytes, random, samples) => {
    const other = random.pick(samples)
    return concatBytes(
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length + 1)),
    )
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    return bytes.fill(random.pick(awkward), at, at + 1 + random.below(16))
  },
]

/**
 * An input, in an array of its own: mostly a sample that was damaged in one to four ways, sometimes a whole sample, and
 * sometimes nothing but noise.
 * @param longest no input is longer (octets)
 */
export function nextInput(samples: readonly Uint8Array[], random: Random, longest: number): Uint8Array {
  if (random.below(noise) === 0) return random.octets(random.below(Math.min(longest, 256) + 1))
  let bytes: Uint8Array = random.pick(samples).slice()
  const times = random.below(whole) === 0 ? 0 : 1 + random.below(mostMutations)
  for (let left = times; left > 0; left--) {
    bytes = random.pick(mutations)(bytes, random, samples)
  }
  return bytes.length > longest ? bytes.slice(0, longest) : bytes
}

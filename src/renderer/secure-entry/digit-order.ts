/** A whole number from 0 up to, not including, `limit`; each as likely as the other. */
export type RandomBelow = (limit: number) => number

/** '0' to '9' in ASCII, as they stand on keys that are not shuffled. */
const digits: readonly number[] = [0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x30]

/**
 * The digits in ASCII, in the order in which their keys stand.
 * @param random shuffles them (Fisher and Yates); without it they stand as on a telephone
 */
export function digitOrder(random: RandomBelow | null): readonly number[] {
  const order = [...digits]
  if (!random) return order
  for (let last = order.length - 1; last > 0; last--) {
    const other = random(last + 1)
    const [a, b] = [order[last], order[other]]
    if (a === undefined || b === undefined) throw new RangeError('random number out of range')
    order[last] = b
    order[other] = a
  }
  return order
}

/**
 * Even random numbers from random octets: an octet that would favour the small ones is drawn again.
 * @param octet a random number from 0 to 255
 */
export function randomBelow(octet: () => number): RandomBelow {
  return (limit) => {
    const even = 256 - (256 % limit)
    let drawn = octet()
    while (drawn >= even) drawn = octet()
    return drawn % limit
  }
}

/** From the browser's own source, which is fit for keys. */
export function cryptoOctet(): number {
  return crypto.getRandomValues(new Uint8Array(1))[0] ?? 0
}

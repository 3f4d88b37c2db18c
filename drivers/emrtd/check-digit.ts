const filler = 0x3c
const weights = [7, 3, 1] as const

/** The value of a character of the machine readable zone, or undefined for any other octet (ICAO 9303-3, 4.9). */
export function mrzValue(octet: number): number | undefined {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30
  if (octet >= 0x41 && octet <= 0x5a) return octet - 0x41 + 10
  return octet === filler ? 0 : undefined
}

/** The check digit over the parts as one text, as an ASCII octet; undefined if a character is none of the zone's. */
export function checkDigit(...parts: readonly Uint8Array[]): number | undefined {
  let sum = 0
  let position = 0
  for (const part of parts) {
    for (const octet of part) {
      const value = mrzValue(octet)
      if (value === undefined) return undefined
      sum += value * (weights[position++ % 3] ?? 0)
    }
  }
  return 0x30 + (sum % 10)
}

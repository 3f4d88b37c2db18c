/** A transparent file of the chip (ICAO 9303-10, 3 and 4). */
export interface ElementaryFile {
  readonly fileId: number
  /** Short identifier, by which READ BINARY finds it without SELECT. */
  readonly shortId: number
  /** Tag of the one data object in it. */
  readonly tag: number
  /** Longer than this (octets) it is not read. */
  readonly longest: number
  /** Many chips have none: one that says so at the first asking is believed. */
  readonly optional?: true
}

/** Longer faces than this no document has; they would take longer to read than anybody waits. */
const longestFace = 0x1_00_00

export const files = {
  cardAccess: { fileId: 0x011c, shortId: 0x1c, tag: 0x31, longest: 2_048, optional: true },
  com: { fileId: 0x011e, shortId: 0x1e, tag: 0x60, longest: 256 },
  dg1: { fileId: 0x0101, shortId: 0x01, tag: 0x61, longest: 256 },
  dg2: { fileId: 0x0102, shortId: 0x02, tag: 0x75, longest: longestFace },
  dg14: { fileId: 0x010e, shortId: 0x0e, tag: 0x6e, longest: 4_096 },
  dg15: { fileId: 0x010f, shortId: 0x0f, tag: 0x6f, longest: 2_048 },
  sod: { fileId: 0x011d, shortId: 0x1d, tag: 0x77, longest: 12_288 },
} as const satisfies Readonly<Record<string, ElementaryFile>>

export type FileName = keyof typeof files

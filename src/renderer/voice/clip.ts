import type { Language } from '../../shared/journey-view.ts'

/**
 * One recording: a sentence, or the part of one before or after what a hall fills in. An ellipsis stands where the
 * sentence goes on in another clip.
 */
export interface Clip {
  readonly language: Language
  readonly text: string
}

const offset = 0xcbf29ce484222325n
const prime = 0x100000001b3n

/** FNV-1a of 64 bits. */
export function fnv1a64(bytes: Uint8Array): bigint {
  let hash = offset
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime)
  return hash
}

/**
 * Name of a clip's file: 16 hexadecimal digits, the hash of its language and its text in UTF-8. It keeps nothing from
 * anybody; the build ends when two clips have one name.
 */
export function clipName({ language, text }: Clip): string {
  const hash = fnv1a64(new TextEncoder().encode(`${language}\n${text}`))
  return hash.toString(16).padStart(16, '0')
}

/** Where a clip lies in a folder of clips. */
export function clipPath(clip: Clip): string {
  return `${clip.language}/${clipName(clip)}.opus`
}

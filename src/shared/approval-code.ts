import { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex } from './gm/bytes.ts'
import { GmError } from './gm/errors.ts'
import { sm3 } from './gm/sm3.ts'

/**
 * The codes that a terminal shows for a phone to approve a check by, a new one every ten seconds. They carry the links of
 * a hash chain, last link first: link n + 1 hashes to link n, and link 0 hashes to the anchor that the terminal
 * gave the platform under its signature. So every code proves the ones before it and foretells none after it.
 */

/** Each code is shown for so long (ms). */
export const approvalStep = 10_000
/** So many codes can follow one another; then the approval has expired. */
export const approvalSteps = 18
/** How long an approval can be waited for (ms). */
export const approvalLifetime = approvalStep * approvalSteps

const linkLength = 32
const saltLength = 16
/** Words longer than this (octets of UTF-8) are no purpose. */
export const longestPurpose = 120
const prefix = 'WZA1'

export interface ApprovalChain {
  /** What the platform is given: hexadecimal. */
  readonly anchor: string
  /** The link for each step. */
  readonly links: readonly Uint8Array[]
}

/** @param seed 32 random octets, of which nobody learns before the last step */
export function approvalChain(seed: Uint8Array): ApprovalChain {
  const links = [seed]
  for (let step = 1; step < approvalSteps; step++) links.push(sm3(links[step - 1] ?? seed))
  return { anchor: anchorOf(seed, approvalSteps - 1), links: links.toReversed() }
}

/** Where the link of a step leads; hexadecimal. */
export function anchorOf(link: Uint8Array, step: number): string {
  let at = link
  for (let left = step + 1; left > 0; left--) at = sm3(at)
  return toHex(at)
}

/** What the phone reads from the screen. */
export interface ApprovalCode {
  /** Counted from 0. */
  readonly step: number
  readonly link: Uint8Array
  /** 16 random octets, the same in all codes of an approval. */
  readonly salt: Uint8Array
  /** What the check is for, in words. The phone shows it and tells nobody. */
  readonly purpose: string
}

/** What the terminal signs of the purpose: SM3 of salt and words, hexadecimal. Without the salt nobody can guess it. */
export function purposeDigest(salt: Uint8Array, purpose: string): string {
  return toHex(sm3(concatBytes(salt, new TextEncoder().encode(purpose))))
}

/** Whether the words in a code are those that the terminal signed. */
export function isPurpose({ salt, purpose }: ApprovalCode, digest: string): boolean {
  return equalBytes(fromHex(purposeDigest(salt, purpose)), fromHex(digest))
}

/** `WZA1.` step `.` link `.` salt `.` purpose: the step in decimal digits, the rest in base64url. */
export function writeApprovalCode({ step, link, salt, purpose }: ApprovalCode): string {
  const parts = [link, salt, new TextEncoder().encode(purpose)].map(toBase64Url)
  return [prefix, String(step), ...parts].join('.')
}

/** Reads what `writeApprovalCode` wrote; null for anything else. */
export function readApprovalCode(text: string): ApprovalCode | null {
  const match = /^WZA1\.(\d{1,2})\.([\w-]{43})\.([\w-]{22})\.([\w-]{1,160})$/.exec(text)
  const [, step = '', ...parts] = match ?? []
  const [link, salt, words] = parts.map(fromBase64Url)
  if (!link || !salt || !words || link.length !== linkLength || salt.length !== saltLength) return null
  const code = { step: Number(step), link, salt, purpose: new TextDecoder().decode(words) }
  const fits = code.step < approvalSteps && words.length <= longestPurpose
  return fits && writeApprovalCode(code) === text ? code : null
}

function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array | null {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  try {
    return fromBase64(standard.padEnd(Math.ceil(text.length / 4) * 4, '='))
  } catch (error) {
    if (error instanceof GmError) return null
    throw error
  }
}

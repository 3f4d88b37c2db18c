import { isTrustedCode } from './trusted-code.ts'

/**
 * What the phone's 网证 QR carries. The real service's content is not public; this is the sandbox's own form,
 * kept in this one place:
 *
 *     "WZ1:" ‖ 56 characters of base64url (42 random octets)
 *
 * 60 characters: two reports of most scanners, one of those that cannot continue a code in a second report (62).
 * It is opaque to the terminal, valid for 60 s and for one check. The terminal looks at its form only, to tell a
 * citizen at once that another kind of code was shown.
 */
export const walletCodePrefix = 'WZ1:'
export const walletCodeRandomOctets = 42
export const walletCodeLength = walletCodePrefix.length + (walletCodeRandomOctets * 4) / 3

const prefix = Uint8Array.from(walletCodePrefix, (character) => character.charCodeAt(0))

function isBase64Url(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x5f
  )
}

/**
 * Whether these bytes have the form of a 网证 code, as a phone shows it or as a module with a security chip gives it
 * (trusted-code.ts). Makes no string of them.
 */
export function isWalletCode(code: Uint8Array): boolean {
  return isShownCode(code) || isTrustedCode(code)
}

function isShownCode(code: Uint8Array): boolean {
  return (
    code.length === walletCodeLength &&
    prefix.every((byte, index) => code[index] === byte) &&
    code.subarray(prefix.length).every(isBase64Url)
  )
}

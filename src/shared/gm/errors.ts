/**
 * Why the Chinese cryptography refused something. The union is closed: a caller can switch over it, and a
 * code can be logged because it never carries what the input held.
 *
 * - `algorithm`: an algorithm, parameter or structure version other than the one the standard's profile names
 * - `certificate-chain`: no path of CA certificates leads from the leaf to exactly the trusted root
 * - `certificate-expired`, `certificate-not-yet-valid`: a certificate on the path, outside its validity
 * - `certificate-extension`: a critical extension that is not understood, or an extension given twice
 * - `certificate-malformed`: a field of the certificate has no meaning (version, serial number, empty name)
 * - `certificate-usage`: the key usage does not allow what the key is used for
 * - `content-type`: a CMS content type other than the one expected, or no content (detached)
 * - `decryption`: the ciphertext, key or padding is wrong; deliberately never says which
 * - `der-malformed`: not the ASN.1 structure expected here
 * - `der-not-canonical`: BER, not DER: the same value has a shorter or stricter encoding
 * - `der-trailing`: bytes after the end of the structure
 * - `der-truncated`: the structure ends before its stated length
 * - `encoding`: text that is not hexadecimal, base64 or PEM
 * - `key-mismatch`: a private key and a certificate that do not belong together
 * - `length`: a key, nonce, tag or message of a length that the algorithm does not take
 * - `padding`: SM4-CBC plaintext does not end in PKCS#7 padding
 * - `point-off-curve`: a public key or ciphertext point not on the SM2 curve, infinity included
 * - `randomness`: the random source gave the wrong amount, or never a usable scalar
 * - `recipient`: an envelope made for another certificate, or for several
 * - `scalar-out-of-range`: r, s or a private key outside the range of GB/T 32918
 * - `signature`: a well-formed signature that does not verify
 * - `signer`: not exactly one signer, or not the signer expected
 * - `tag-mismatch`: the SM4-GCM tag does not match
 */
export type GmErrorCode =
  | 'algorithm'
  | 'certificate-chain'
  | 'certificate-expired'
  | 'certificate-extension'
  | 'certificate-malformed'
  | 'certificate-not-yet-valid'
  | 'certificate-usage'
  | 'content-type'
  | 'decryption'
  | 'der-malformed'
  | 'der-not-canonical'
  | 'der-trailing'
  | 'der-truncated'
  | 'encoding'
  | 'key-mismatch'
  | 'length'
  | 'padding'
  | 'point-off-curve'
  | 'randomness'
  | 'recipient'
  | 'scalar-out-of-range'
  | 'signature'
  | 'signer'
  | 'tag-mismatch'

/** The one error type of this module. Its message is its code: nothing of the input can leak through it. */
export class GmError extends Error {
  readonly code: GmErrorCode

  constructor(code: GmErrorCode) {
    super(code)
    this.name = 'GmError'
    this.code = code
  }
}

/**
 * The Chinese cryptography of the product, as pure functions of bytes. Runs alike in the main process, the device
 * host, plain Node and a renderer: nothing here touches Node, the DOM or a file; time and randomness are passed in
 * (randomness defaults to the Web Crypto generator).
 *
 * | file | what | standard |
 * |---|---|---|
 * | sm3.ts | digest | GB/T 32905 |
 * | sm4.ts | SM4-CBC, SM4-GCM | GB/T 32907, RFC 8998 |
 * | sm2.ts | keys, sign, verify, encrypt, decrypt | GB/T 32918, DER forms of GB/T 35276 |
 * | certificate.ts | X.509: parse, chain, request, issue, PEM | GM/T 0015, RFC 5280, RFC 2986 |
 * | cms.ts | SignedData, EnvelopedData | GB/T 35275 |
 * | der.ts, der-canonical.ts | DER and nothing but DER | X.690 |
 *
 * The primitives are the library's; what is ours is what it leaves open: ranges, curve membership, padding, DER,
 * and the composition. Structures of X.509 and CMS are parsed by an ASN.1 library, between a walk that admits
 * only DER and a check that the parsed value encodes to the same bytes.
 *
 * Every refusal is a `GmError` with a code from a closed list; no error carries any of the input. Byte arrays are never
 * changed and never kept (parsed certificates and public key tables apart); copies of keys and plaintext made
 * here are zeroed. What cannot be zeroed in JavaScript (numbers inside the curve arithmetic, round keys inside
 * the library) goes with its process, which is why the device host serves one check only.
 */
export * from './bytes.ts'
export * from './certificate.ts'
export * from './cms.ts'
export { GmError, type GmErrorCode } from './errors.ts'
export { oid } from './oids.ts'
export { systemRandom, type RandomSource } from './random.ts'
export * from './sm2.ts'
export { sm3 } from './sm3.ts'
export {
  sm4CbcDecrypt,
  sm4CbcEncrypt,
  sm4GcmDecrypt,
  sm4GcmEncrypt,
  type Sm4GcmPlain,
  type Sm4GcmSealed,
} from './sm4.ts'

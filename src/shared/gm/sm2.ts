/**
 * SM2, GB/T 32918. The curve arithmetic, SM3 and the key derivation come from the library; the formulas around
 * them are ours, because the library takes keys and plaintext as hexadecimal strings, which cannot be zeroed, and
 * leaves ranges, curve membership and DER to its caller.
 */
export { assertOnCurve } from './sm2-curve.ts'
export { generateSm2KeyPair, publicKeyOf, requireKeyPair, type Sm2KeyPair } from './sm2-keys.ts'
export { preparePublicKey } from './sm2-points.ts'
export { defaultSm2Id, sm2Sign, sm2Verify, type Sm2IdOption, type Sm2SignOptions } from './sm2-signature.ts'
export { type SharedCoordinates, sm2Decrypt, sm2Encrypt, type Sm2Multiply } from './sm2-encryption.ts'

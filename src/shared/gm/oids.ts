/**
 * Object identifiers of GB/T 35275, GB/T 33560 and GM/T 0006, in dotted form. GmSSL 3 differs in two of them, by its
 * source: it names the signer's algorithm `sm2WithSm3` where the standard has `sm2Sign`, and encryption
 * 1.2.156.10197.1.301.2, which the standard gives to key exchange.
 */
export const oid = {
  cmsData: '1.2.156.10197.6.1.4.2.1',
  cmsSignedData: '1.2.156.10197.6.1.4.2.2',
  cmsEnvelopedData: '1.2.156.10197.6.1.4.2.3',
  sm3: '1.2.156.10197.1.401',
  sm2WithSm3: '1.2.156.10197.1.501',
  sm2Curve: '1.2.156.10197.1.301',
  sm2Sign: '1.2.156.10197.1.301.1',
  sm2Encrypt: '1.2.156.10197.1.301.3',
  sm4Cbc: '1.2.156.10197.1.104.2',
  ecPublicKey: '1.2.840.10045.2.1',
} as const

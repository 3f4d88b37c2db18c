import type { CipherName } from './block-ciphers.ts'

/** The last arc of PACE and chip authentication identifiers (ICAO 9303-11, 9.2). */
const cipherArc: Readonly<Record<CipherName, number>> = {
  '3DES': 1,
  'AES-128': 2,
  'AES-192': 3,
  'AES-256': 4,
}

/** id-PACE-DH-GM or id-PACE-ECDH-GM with a cipher. */
export function paceIdentifier(agreement: 'dh' | 'ecdh', cipher: CipherName): string {
  return `0.4.0.127.0.7.2.2.4.${agreement === 'dh' ? 1 : 2}.${cipherArc[cipher]}`
}

/** id-CA-ECDH with a cipher. */
export function chipAuthenticationIdentifier(cipher: CipherName): string {
  return `0.4.0.127.0.7.2.2.3.2.${cipherArc[cipher]}`
}

export const objectId = {
  chipAuthenticationKey: '0.4.0.127.0.7.2.2.1.2',
  activeAuthentication: '2.23.136.1.1.5',
  securityObject: '2.23.136.1.1.1',
  masterList: '2.23.136.1.1.2',
  masterListSigning: '2.23.136.1.1.3',
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
} as const

export const hashNames = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const
export type HashName = (typeof hashNames)[number]

export const hashId: Readonly<Record<HashName, string>> = {
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

/** ecdsa-plain-signatures of TR-03111, 5.2.1.1: r and s side by side. */
export const plainEcdsaId: Readonly<Record<HashName, string>> = {
  sha1: '0.4.0.127.0.7.1.1.4.1.1',
  sha224: '0.4.0.127.0.7.1.1.4.1.2',
  sha256: '0.4.0.127.0.7.1.1.4.1.3',
  sha384: '0.4.0.127.0.7.1.1.4.1.4',
  sha512: '0.4.0.127.0.7.1.1.4.1.5',
}

import { createHash } from 'node:crypto'

/** Hash functions of travel documents (ICAO 9303-12, 4.1), as the runtime names them. */
export type HashName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'

const byObjectIdentifier: Readonly<Record<string, HashName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

const plainEcdsa: Readonly<Record<string, HashName>> = {
  '0.4.0.127.0.7.1.1.4.1.1': 'sha1',
  '0.4.0.127.0.7.1.1.4.1.2': 'sha224',
  '0.4.0.127.0.7.1.1.4.1.3': 'sha256',
  '0.4.0.127.0.7.1.1.4.1.4': 'sha384',
  '0.4.0.127.0.7.1.1.4.1.5': 'sha512',
}

/** The hash function with this object identifier, if it is one of them. */
export function hashByObjectIdentifier(oid: string): HashName | undefined {
  return byObjectIdentifier[oid]
}

/** The hash function of an ecdsa-plain signature (BSI TR-03111, 5.2.1.1). */
export function hashOfPlainEcdsa(oid: string): HashName | undefined {
  return plainEcdsa[oid]
}

export function digestOf(hash: HashName, ...parts: readonly Uint8Array[]): Uint8Array {
  const engine = createHash(hash)
  for (const part of parts) engine.update(part)
  return Uint8Array.from(engine.digest())
}

import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { signData } from '../../../src/shared/gm/cms.ts'
import type { Identity } from '../store/citizens.ts'
import type { CitizensContext } from './context.ts'

/** A credential is good for this long (ms); the phone fetches the next before it ends. */
export const credentialLifetime = 30 * 86_400_000

/** The content of a 网证: what stands for a person, and nothing that says who it is. */
export const credentialSchema = z.strictObject({
  version: z.literal(1),
  networkNumber: z.string().regex(/^[0-9A-Z]{20}$/),
  mark: z.string().regex(/^[0-9a-f]{64}$/),
  issuedAt: z.int(),
  expiresAt: z.int(),
})
export type CredentialContent = z.infer<typeof credentialSchema>

/**
 * Identity that is not plaintext (article 2): HMAC-SM3 over document and name under a key of this citizen alone, so
 * that no guess at a name can be tried against it; when the key is deleted it says nothing to anybody.
 * @returns 64 hexadecimal digits
 */
export function identityMark({ documentKind, documentNumber, name, markKey }: Identity): string {
  return createHmac('sm3', markKey)
    .update(JSON.stringify([documentKind, documentNumber, name]))
    .digest('hex')
}

/**
 * A citizen's 网证 as the phone keeps it.
 * @returns CMS SignedData by the platform; null unless the citizen is active
 */
export function issueCredential(
  { store, authority, clock }: CitizensContext,
  citizen: string,
): Uint8Array | null {
  const record = store.citizens.find(citizen)
  const who = store.citizens.identity(citizen)
  if (record?.state !== 'active' || record.networkNumber === null || !who) return null
  const issuedAt = clock.now()
  const content: CredentialContent = {
    version: 1,
    networkNumber: record.networkNumber,
    mark: identityMark(who),
    issuedAt,
    expiresAt: issuedAt + credentialLifetime,
  }
  return signData({
    content: new TextEncoder().encode(JSON.stringify(content)),
    certificate: authority.signing.certificate,
    keyPair: authority.signing.keyPair,
    includeCertificate: [authority.issuing.der],
  })
}

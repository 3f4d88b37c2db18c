import type { GmCertificate } from './certificate-parse.ts'

/** Stands in the certificatePolicies of a sandbox's root certificate. The arc is the one that examples may use. */
export const sandboxPolicyOid = '1.3.6.1.4.1.99999.1.1'

/** Whether a root certificate is a sandbox's: then every screen says TEST. */
export function isSandboxCertificate(certificate: Pick<GmCertificate, 'policies'>): boolean {
  return certificate.policies.includes(sandboxPolicyOid)
}

/** X.509 certificates with SM2 keys: read, verify as a chain, request, issue, and their PEM form. */
export { keyUsages, type KeyUsage } from './certificate-extensions.ts'
export { parseCertificate, type GmCertificate } from './certificate-parse.ts'
export { verifyCertificateChain, type CertificateChain, type LeafUsage } from './certificate-chain.ts'
export { issueCertificate, randomSerial, type CertificateToIssue } from './certificate-issue.ts'
export {
  createCertificateRequest,
  parseCertificateRequest,
  type CertificateRequest,
} from './certificate-request.ts'
export type { DistinguishedName } from './distinguished-name.ts'
export { fromPem, toPem } from './pem.ts'
export { isSandboxCertificate, sandboxPolicyOid } from './sandbox-policy.ts'

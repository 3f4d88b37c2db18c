import { concatBytes, equalBytes, toHex } from './bytes.ts'
import { keepCertificate, type GmCertificate } from './certificate-parse.ts'
import { GmError } from './errors.ts'
import { sm2Verify } from './sm2.ts'
import { sm3 } from './sm3.ts'

/** What the leaf's key is used for. */
export type LeafUsage = 'digitalSignature' | 'keyEncipherment'

/** What `verifyCertificateChain` looks at. Time is passed in: `at` is the moment that all certificates must cover. */
export interface CertificateChain {
  readonly leaf: GmCertificate
  readonly intermediates: readonly GmCertificate[]
  readonly root: GmCertificate
  readonly at: Date
  readonly usage: LeafUsage
}

/** More than any real path has; keeps an attacker from making us try the orders of many look-alike certificates. */
const mostIntermediates = 5

/**
 * Throws unless a path leads from the leaf over the intermediates, in any order, to exactly the trusted root (RFC 5280
 * section 6.1 without policies and name constraints). On every level: validity, no unknown critical extension;
 * on every issuer: CA flag, keyCertSign, path length, key identifier, signature. The leaf must have the usage and not
 * be a CA itself. The root is trusted by its bytes, so its own signature is not looked at; what it says is.
 * Throws `certificate-chain`, `certificate-expired`, `certificate-not-yet-valid`, `certificate-extension`,
 * `certificate-usage`, `signature`.
 */
export function verifyCertificateChain({ leaf, intermediates, root, at, usage }: CertificateChain): void {
  if (intermediates.length > mostIntermediates) throw new GmError('certificate-chain')
  requireUsableAt(leaf, at)
  if (leaf.isCa || !leaf.keyUsage.has(usage)) throw new GmError('certificate-usage')
  const failure = findPath(leaf, intermediates, root, at, 0)
  if (failure) throw failure
}

/** Nothing when the child leads to the root; else the reason why the first issuer that looked right did not do. */
function findPath(
  child: GmCertificate,
  intermediates: readonly GmCertificate[],
  root: GmCertificate,
  at: Date,
  authoritiesBelow: number,
): GmError | undefined {
  let failure: GmError | undefined
  for (const issuer of [root, ...intermediates]) {
    if (!equalBytes(issuer.subjectRaw, child.issuerRaw)) continue
    const refusal = refusalOf(() => requireIssuer(issuer, child, at, authoritiesBelow))
    if (!refusal && equalBytes(issuer.der, root.der)) {
      keepCertificate(child)
      return undefined
    }
    const others = intermediates.filter((other) => other !== issuer)
    const further = refusal ?? findPath(issuer, others, root, at, authoritiesBelow + 1)
    if (!further) {
      keepCertificate(child)
      return undefined
    }
    failure ??= further
  }
  return failure ?? new GmError('certificate-chain')
}

function requireIssuer(
  issuer: GmCertificate,
  child: GmCertificate,
  at: Date,
  authoritiesBelow: number,
): void {
  requireUsableAt(issuer, at)
  if (!issuer.isCa) throw new GmError('certificate-chain')
  if (!issuer.keyUsage.has('keyCertSign')) throw new GmError('certificate-usage')
  if (issuer.pathLength !== undefined && authoritiesBelow > issuer.pathLength)
    throw new GmError('certificate-chain')
  if (child.authorityKeyId && issuer.subjectKeyId && !equalBytes(child.authorityKeyId, issuer.subjectKeyId)) {
    throw new GmError('certificate-chain')
  }
  requireSignedBy(child, issuer)
}

function requireUsableAt(certificate: GmCertificate, at: Date): void {
  // Written so that an invalid date fails instead of comparing false both ways.
  if (!(at.getTime() >= certificate.notBefore.getTime())) throw new GmError('certificate-not-yet-valid')
  if (!(at.getTime() <= certificate.notAfter.getTime())) throw new GmError('certificate-expired')
  if (certificate.unknownCritical.length > 0) throw new GmError('certificate-extension')
}

const keptSignatures = 128
const goodSignatures = new Set<string>()

/**
 * Throws `signature` unless the issuer's key signed the certificate. That a signature is good does not change with
 * time, so the last good ones are remembered, by the digest of the issuer's key and the whole certificate.
 */
function requireSignedBy(certificate: GmCertificate, issuer: GmCertificate): void {
  const name = toHex(sm3(concatBytes(issuer.publicKey, certificate.der)))
  if (goodSignatures.has(name)) return
  if (!sm2Verify(certificate.tbs, certificate.signature, issuer.publicKey)) throw new GmError('signature')
  goodSignatures.add(name)
  if (goodSignatures.size > keptSignatures) {
    const [oldest] = goodSignatures
    if (oldest !== undefined) goodSignatures.delete(oldest)
  }
}

function refusalOf(step: () => void): GmError | undefined {
  try {
    step()
    return undefined
  } catch (error) {
    if (error instanceof GmError) return error
    throw error
  }
}

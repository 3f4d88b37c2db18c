import { createHash, type KeyObject, constants, verify, X509Certificate } from 'node:crypto'
import { equalBytes } from '../../../src/shared/gm/bytes.ts'
import {
  type DerElement,
  derObjectIdentifier,
  readChildren,
  readSequence,
  readSingle,
  tag,
} from '../../../src/shared/gm/der.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'

/**
 * The platform's own passive authentication (ICAO 9303-11, 5.1), apart from the terminal's: other code, the runtime's
 * certificates and signatures, and roots of its own. It takes DER alone.
 */

const sodTag = 0x77
const context0 = 0xa0
const signedData = '1.2.840.113549.1.7.2'
/** The standard's own type, and plain data, which Chinese passports say. */
const contentTypes = ['2.23.136.1.1.1', '1.2.840.113549.1.7.1'].map(derObjectIdentifier)
const messageDigest = '1.2.840.113549.1.9.4'
const contentType = '1.2.840.113549.1.9.3'
const rsa = '1.2.840.113549.1.1.'
const pss = `${rsa}10`
const ecdsa = '1.2.840.10045.4.'

const hashes = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const
const hashIds = [
  '1.3.14.3.2.26',
  '2.16.840.1.101.3.4.2.4',
  '2.16.840.1.101.3.4.2.1',
  '2.16.840.1.101.3.4.2.2',
  '2.16.840.1.101.3.4.2.3',
].map(derObjectIdentifier)

/** Names of signatures with the hash of each (RFC 8017, appendix C; RFC 5758); those that name none go with any. */
const signatureNames: Readonly<Record<(typeof hashes)[number], readonly string[]>> = {
  sha1: [`${rsa}5`, `${ecdsa}1`],
  sha224: [`${rsa}14`, `${ecdsa}3.1`],
  sha256: [`${rsa}11`, `${ecdsa}3.2`],
  sha384: [`${rsa}12`, `${ecdsa}3.3`],
  sha512: [`${rsa}13`, `${ecdsa}3.4`],
}
const namesWithoutHash = [`${rsa}1`, pss]

/** Something that was signed is not in the form of the standard. */
class Malformed extends Error {}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Malformed()
  return value
}

function isId(element: DerElement | undefined, dotted: string): boolean {
  return element !== undefined && equalBytes(element.raw, derObjectIdentifier(dotted))
}

function hashOf(algorithm: DerElement): (typeof hashes)[number] {
  const [id] = readChildren(algorithm)
  return required(hashes[hashIds.findIndex((known) => id && equalBytes(known, id.raw))])
}

/** The value of a signed attribute that occurs once and has one value (RFC 5652, 5.3). */
function attribute(attributes: DerElement, dotted: string): DerElement {
  const found = readChildren(attributes).filter((one) => isId(readChildren(one)[0], dotted))
  const [, values] = found.length === 1 && found[0] ? readChildren(found[0]) : []
  const [value, ...more] = values ? readChildren(values) : []
  if (!value || more.length > 0) throw new Malformed()
  return value
}

interface SignedObject {
  readonly content: Uint8Array
  readonly certificates: readonly X509Certificate[]
  readonly isSignedBy: (key: KeyObject) => boolean
}

/** ContentInfo with SignedData and one signer that signed attributes (RFC 5652, 5.1). */
function readSignedObject(der: Uint8Array): SignedObject {
  const [id, explicit] = readSequence(der, tag.objectIdentifier, context0)
  if (!isId(id, signedData) || !explicit) throw new Malformed()
  const members = readChildren(readSingle(explicit.value, tag.sequence))
  const [type, wrapped] = readChildren(required(members[2]))
  const [signerInfo, ...otherSigners] = readChildren(required(members.at(-1)))
  const certificates = required(members.find((member) => member.tag === context0))
  if (!type || !wrapped || !signerInfo || otherSigners.length > 0) throw new Malformed()
  if (!contentTypes.some((known) => equalBytes(known, type.raw))) throw new Malformed()
  const content = readSingle(wrapped.value, tag.octetString).value
  const [, , digestAlgorithm, attributes, signatureAlgorithm, signature] = readChildren(signerInfo)
  if (attributes?.tag !== context0 || signature?.tag !== tag.octetString) throw new Malformed()
  const hash = hashOf(required(digestAlgorithm))
  const digest = createHash(hash).update(content).digest()
  if (
    !equalBytes(attribute(attributes, contentType).raw, type.raw) ||
    !equalBytes(readSingle(attribute(attributes, messageDigest).raw, tag.octetString).value, digest)
  ) {
    throw new Malformed()
  }
  // Signed as a SET OF, sent under [0] (5.4).
  const signed = attributes.raw.slice()
  signed[0] = tag.set
  const [signatureId] = readChildren(required(signatureAlgorithm))
  const names = [...signatureNames[hash], ...namesWithoutHash]
  if (!names.some((name) => isId(signatureId, name))) throw new Malformed()
  const isPss = isId(signatureId, pss)
  const padding = isPss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    : {}
  return {
    content,
    certificates: readChildren(certificates).map(({ raw }) => new X509Certificate(raw)),
    isSignedBy: (key) => verify(hash, signed, { key, ...padding }, signature.value),
  }
}

/** The digest that an LDSSecurityObject has for a data group (ICAO 9303-10, 4.6.2.3), and how it is made. */
function digestFor(object: Uint8Array, group: number): { hash: (typeof hashes)[number]; digest: Uint8Array } {
  const [, algorithm, groups] = readChildren(readSingle(object, tag.sequence))
  const entries = readChildren(required(groups)).map((entry) =>
    readSequence(entry.raw, tag.integer, tag.octetString),
  )
  const found = entries.filter(([number]) => number?.value.length === 1 && number.value[0] === group)
  const [, digest] = found.length === 1 && found[0] ? found[0] : []
  return { hash: hashOf(required(algorithm)), digest: required(digest).value }
}

function isValidAt(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo)
}

/** A document signer is no authority, and one of the trusted roots issued it. */
function isTrusted(signer: X509Certificate, roots: readonly X509Certificate[], now: number): boolean {
  if (signer.ca || !isValidAt(signer, now)) return false
  return roots.some(
    (root) =>
      root.ca && root.subject === signer.issuer && isValidAt(root, now) && signer.verify(root.publicKey),
  )
}

/**
 * Whether a trusted authority's document signer signed this EF.DG1.
 * @param sod EF.SOD
 * @param roots root certificates, DER
 * @param now ms
 */
export function isGenuine(
  dg1: Uint8Array,
  sod: Uint8Array,
  roots: readonly Uint8Array[],
  now: number,
): boolean {
  try {
    const object = readSignedObject(readSingle(sod, sodTag).value)
    const { hash, digest } = digestFor(object.content, 1)
    if (!equalBytes(createHash(hash).update(dg1).digest(), digest)) return false
    const signer = object.certificates.find(({ publicKey }) => object.isSignedBy(publicKey))
    const authorities = roots.map((root) => new X509Certificate(root))
    return signer !== undefined && isTrusted(signer, authorities, now)
  } catch (error) {
    if (error instanceof GmError || error instanceof Malformed || isOfCryptography(error)) return false
    throw error
  }
}

/** The runtime's own refusals of what is no certificate or no key. */
function isOfCryptography(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^ERR_(OSSL|CRYPTO)/.test(String(error.code))
}

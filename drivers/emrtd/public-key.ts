import { bytesToNumber } from '../../src/shared/gm/der.ts'
import {
  type Curve,
  curveByNumber,
  curveByObjectIdentifier,
  curveByParameters,
  type CurvePoint,
} from './curve.ts'
import { DocumentFault } from './fault.ts'
import { readExactly, readMembers, readObjectIdentifier, readOnly, type Tlv } from './tlv.ts'

/** A key of a document, a document signer or an authority. */
export type PublicKey =
  | {
      readonly type: 'rsa'
      /** DER of RSAPublicKey (RFC 8017, A.1.1). */
      readonly der: Uint8Array
      /** Octets of the modulus. */
      readonly length: number
    }
  | { readonly type: 'ec'; readonly curve: Curve; readonly point: CurvePoint }

const tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
} as const

const rsaAlgorithms = new Set(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'])
const ecPublicKey = '1.2.840.10045.2.1'
const ecdh = '1.3.132.1.12'
/** BSI TR-03110-3, A.2.1.1: the parameters are a number of the standardised table. */
const standardisedParameters = '0.4.0.127.0.7.1.2'
const primeField = '1.2.840.10045.1.1'

/** Shorter moduli (octets) prove nothing, longer ones no chip or authority uses. */
const shortestModulus = 128
const longestModulus = 1024

/**
 * The key in a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7): RSA, or a point on a standardised curve that is named, numbered
 * or written out. Throws `unreadable` when it is none, undefined when it is of another kind.
 */
export function readPublicKey(subjectPublicKeyInfo: Uint8Array): PublicKey | undefined {
  const [algorithm, bits] = readExactly(
    readOnly(subjectPublicKeyInfo, tag.sequence),
    tag.sequence,
    tag.bitString,
  )
  if (!algorithm || bits?.[0] !== 0) throw new DocumentFault('unreadable')
  const [identifier, parameters] = readMembers(algorithm, 2)
  if (identifier?.tag !== tag.objectIdentifier) throw new DocumentFault('unreadable')
  const oid = readObjectIdentifier(identifier.value)
  const key = bits.subarray(1)
  if (rsaAlgorithms.has(oid)) return readRsa(key)
  const curve = curveOf(oid, parameters)
  return curve && { type: 'ec', curve, point: curve.decode(key) }
}

function readRsa(der: Uint8Array): PublicKey {
  const [modulus, exponent] = readExactly(readOnly(der, tag.sequence), tag.integer, tag.integer)
  const length = modulus?.[0] === 0 ? modulus.length - 1 : (modulus?.length ?? 0)
  if (length < shortestModulus || length > longestModulus || !exponent || exponent.length > 8) {
    throw new DocumentFault('unreadable')
  }
  return { type: 'rsa', der, length }
}

function curveOf(oid: string, parameters: Tlv | undefined): Curve | undefined {
  if (oid === standardisedParameters) {
    const number = parameters?.tag === tag.integer ? parameters.value : undefined
    return number?.length === 1 ? curveByNumber(number[0] ?? 0) : undefined
  }
  if (oid !== ecPublicKey && oid !== ecdh) return undefined
  if (parameters?.tag === tag.objectIdentifier) {
    return curveByObjectIdentifier(readObjectIdentifier(parameters.value))
  }
  return parameters?.tag === tag.sequence ? explicitCurve(parameters.value) : undefined
}

/** ECParameters of RFC 3279, 2.3.5: version, field, curve, base point, order and perhaps the cofactor. */
function explicitCurve(parameters: Uint8Array): Curve | undefined {
  const [version, field, coefficients, base, order] = readMembers(parameters, 6)
  if (version?.tag !== tag.integer || field?.tag !== tag.sequence || coefficients?.tag !== tag.sequence) {
    throw new DocumentFault('unreadable')
  }
  if (base?.tag !== tag.octetString || order?.tag !== tag.integer) throw new DocumentFault('unreadable')
  const [fieldType, prime] = readMembers(field.value, 2)
  const [a, b] = readMembers(coefficients.value, 3)
  if (fieldType?.tag !== tag.objectIdentifier || !prime || !a || !b) throw new DocumentFault('unreadable')
  const half = (base.value.length - 1) / 2
  if (readObjectIdentifier(fieldType.value) !== primeField || base.value[0] !== 4) return undefined
  return curveByParameters({
    p: bytesToNumber(prime.value),
    a: bytesToNumber(a.value),
    b: bytesToNumber(b.value),
    n: bytesToNumber(order.value),
    Gx: bytesToNumber(base.value.subarray(1, 1 + half)),
    Gy: bytesToNumber(base.value.subarray(1 + half)),
  })
}

import { equalBytes } from '../../../src/shared/gm/bytes.ts'
import { derObjectIdentifier, numberToBytes } from '../../../src/shared/gm/der.ts'
import { reply, status } from './apdu.ts'
import { type CipherName, cipherSuites } from './block-ciphers.ts'
import { curveNamed, type CurveName, decodePoint, multiply, type Point } from './curves.ts'
import { type DataObject, dataObject } from './data-objects.ts'
import { chipAuthenticationIdentifier } from './object-identifiers.ts'
import { pointOf, type ProtocolRun, refuse } from './pace.ts'
import { openSession, type SecureMessaging } from './secure-messaging.ts'

/** A chip's static key for chip authentication by ECDH (ICAO 9303-11, 6.2). */
export interface ChipAuthenticationKey {
  readonly cipher: CipherName
  readonly curve: CurveName
  readonly scalar: bigint
  /** When the chip names its key in DG14, the terminal has to name it too. */
  readonly keyId: number | null
}

/** MSE:Set KAT, for 3DES (6.2.4.1): the new session, or the status word of the refusal. */
export function agreeByKeyAgreementTemplate(
  objects: readonly DataObject[],
  key: ChipAuthenticationKey,
): SecureMessaging | number {
  const point = objects.find(({ tag }) => tag === 0x91)?.value
  if (key.cipher !== '3DES' || !point) return status.wrongData
  if (!namesKey(objects, key)) return status.referenceNotFound
  const theirs = decodePoint(curveNamed(key.curve), point)
  return theirs ? sessionWith(key, theirs) : status.wrongData
}

/** MSE:Set AT, for AES (6.2.4.2): a run of one GENERAL AUTHENTICATE, or the status word of the refusal. */
export function startChipAuthentication(
  objects: readonly DataObject[],
  key: ChipAuthenticationKey,
): ProtocolRun | number {
  const mechanism = objects.find(({ tag }) => tag === 0x80)?.value ?? new Uint8Array(0)
  const right = derObjectIdentifier(chipAuthenticationIdentifier(key.cipher))
  if (!equalBytes(dataObject(0x06, mechanism), right)) return status.wrongData
  if (!namesKey(objects, key)) return status.referenceNotFound
  return {
    answer(sent, last) {
      if (!last) return refuse(status.conditions)
      const theirs = pointOf(curveNamed(key.curve), sent, 0x80)
      if (!theirs) return refuse(status.wrongData)
      const session = sessionWith(key, theirs)
      if (typeof session === 'number') return refuse(session)
      return { reply: reply(status.ok, dataObject(0x7c)), session, over: true }
    },
  }
}

function namesKey(objects: readonly DataObject[], { keyId }: ChipAuthenticationKey): boolean {
  const named = objects.find(({ tag }) => tag === 0x84)?.value
  if (keyId === null) return named === undefined
  return named !== undefined && equalBytes(named, Uint8Array.of(keyId))
}

function sessionWith(
  { cipher, curve, scalar }: ChipAuthenticationKey,
  theirs: Point,
): SecureMessaging | number {
  const parameters = curveNamed(curve)
  const shared = multiply(parameters, scalar, theirs)
  if (!shared) return status.authenticationFailed
  return openSession(cipherSuites[cipher], numberToBytes(shared.x, parameters.octets))
}

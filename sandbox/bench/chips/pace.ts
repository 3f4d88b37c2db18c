import { concatBytes, equalBytes } from '../../../src/shared/gm/bytes.ts'
import { derObjectIdentifier } from '../../../src/shared/gm/der.ts'
import { type Reply, reply, status } from './apdu.ts'
import { authenticationCode, type CipherName, cipherSuites, encryptCbc, pad } from './block-ciphers.ts'
import type { CipherSuite } from './block-ciphers.ts'
import { type Curve, decodePoint, type Point, type Random } from './curves.ts'
import { type DataObject, dataObject } from './data-objects.ts'
import { paceIdentifier } from './object-identifiers.ts'
import {
  isIntegerGroup,
  type PaceGroup,
  paceGroupNamed,
  type PaceGroupName,
  type PaceKeyPair,
  paceParameterIds,
} from './pace-groups.ts'
import { openSession, type SecureMessaging } from './secure-messaging.ts'
import { deriveKey, keyUse, mrzSecret } from './session-keys.ts'

/** One way of PACE that a chip offers, always with generic mapping. */
export interface PaceOption {
  readonly cipher: CipherName
  readonly group: PaceGroupName
}

/** What names the way: agreement, mapping and cipher, but not the group. */
export function mechanismOf({ cipher, group }: PaceOption): string {
  return paceIdentifier(isIntegerGroup(group) ? 'dh' : 'ecdh', cipher)
}

/** What a terminal may prove knowledge of. */
export interface PacePasswords {
  readonly mrzInformation: string
  readonly cardAccessNumber: string | null
}

/** One run of a protocol by GENERAL AUTHENTICATE: it answers each message and may open a session at its end. */
export interface ProtocolRun {
  answer(objects: readonly DataObject[], last: boolean): ProtocolStep
}

export interface ProtocolStep {
  readonly reply: Reply
  readonly session: SecureMessaging | null
  readonly over: boolean
}

/** The dynamic authentication data 7C of an answer. */
export function dynamicData(tag: number, value: Uint8Array): Uint8Array {
  return dataObject(0x7c, dataObject(tag, value))
}

/** The step that ends a run without a session. */
export function refuse(word: number): ProtocolStep {
  return { reply: reply(word), session: null, over: true }
}

/** MSE:Set AT for PACE (ICAO 9303-11, 4.4.4.1): a run, or the status word of the refusal. */
export function startPace(
  objects: readonly DataObject[],
  options: readonly PaceOption[],
  passwords: PacePasswords,
  random: Random,
): ProtocolRun | number {
  const valueOf = (tag: number) => objects.find((object) => object.tag === tag)?.value
  const [mechanism, reference, parameters] = [valueOf(0x80), valueOf(0x83), valueOf(0x84)]
  if (!mechanism || reference?.length !== 1) return status.wrongData
  const named = options.filter((option) => {
    return equalBytes(dataObject(0x06, mechanism), derObjectIdentifier(mechanismOf(option)))
  })
  if (named.length === 0) return status.wrongData
  const fitting = parameters
    ? named.filter(({ group }) => equalBytes(parameters, Uint8Array.of(paceParameterIds[group])))
    : named
  const [option, ambiguous] = fitting
  if (!option || ambiguous) return status.referenceNotFound
  const secret = passwordSecret(reference[0] ?? 0, passwords)
  return secret ? paceRun(option, mechanism, secret, random) : status.referenceNotFound
}

function passwordSecret(reference: number, passwords: PacePasswords): Uint8Array | null {
  if (reference === 1) return mrzSecret(passwords.mrzInformation)
  if (reference !== 2 || passwords.cardAccessNumber === null) return null
  return new TextEncoder().encode(passwords.cardAccessNumber)
}

type Stage =
  | { readonly at: 'nonce' }
  | { readonly at: 'mapping'; readonly nonce: Uint8Array }
  | { readonly at: 'agreement'; readonly generator: Uint8Array }
  | { readonly at: 'token'; readonly own: PaceKeyPair; readonly theirs: Uint8Array }

function paceRun(option: PaceOption, mechanism: Uint8Array, secret: Uint8Array, random: Random): ProtocolRun {
  const suite = cipherSuites[option.cipher]
  const group = paceGroupNamed(option.group)
  let stage: Stage = { at: 'nonce' }

  return {
    answer(objects, last) {
      if (last !== (stage.at === 'token'))
        return refuse(last ? status.conditions : status.lastCommandExpected)
      switch (stage.at) {
        case 'nonce':
          return giveNonce(objects)
        case 'mapping':
          return map(objects, stage.nonce)
        case 'agreement':
          return agree(objects, stage.generator)
        case 'token':
          return compareTokens(objects, stage.own, stage.theirs)
      }
    },
  }

  function giveNonce(objects: readonly DataObject[]): ProtocolStep {
    if (objects.length > 0) return refuse(status.wrongData)
    // Whole blocks, and no shorter than the key (4.4.4.2).
    const nonce = random(Math.ceil(suite.keyLength / suite.blockLength) * suite.blockLength)
    const key = deriveKey(suite, secret, keyUse.password)
    const encrypted = encryptCbc(suite, key, new Uint8Array(suite.blockLength), nonce)
    stage = { at: 'mapping', nonce }
    return more(dynamicData(0x80, encrypted))
  }

  function map(objects: readonly DataObject[], nonce: Uint8Array): ProtocolStep {
    const theirs = elementOf(group, objects, 0x81)
    if (!theirs) return refuse(status.wrongData)
    const own = group.draw(random)
    const shared = group.multiply(own.privateKey, theirs)
    const generator = shared && group.map(nonce, shared)
    if (!generator) return refuse(status.authenticationFailed)
    stage = { at: 'agreement', generator }
    return more(dynamicData(0x82, own.publicKey))
  }

  function agree(objects: readonly DataObject[], generator: Uint8Array): ProtocolStep {
    const theirs = elementOf(group, objects, 0x83)
    if (!theirs) return refuse(status.wrongData)
    const own = group.draw(random, generator)
    // Equal public keys would let a terminal reflect the chip's own token (4.4.1).
    if (equalBytes(own.publicKey, theirs)) return refuse(status.authenticationFailed)
    stage = { at: 'token', own, theirs }
    return more(dynamicData(0x84, own.publicKey))
  }

  function compareTokens(
    objects: readonly DataObject[],
    { privateKey, publicKey }: PaceKeyPair,
    theirs: Uint8Array,
  ): ProtocolStep {
    const [token, ...others] = objects
    const shared = group.multiply(privateKey, theirs)
    if (token?.tag !== 0x85 || others.length > 0) return refuse(status.wrongData)
    if (!shared) return refuse(status.authenticationFailed)
    const agreed = group.secretOf(shared)
    const key = deriveKey(suite, agreed, keyUse.authentication)
    const tokenOn = (element: Uint8Array) =>
      authenticationToken(suite, key, mechanism, dataObject(group.publicKeyTag, element))
    if (!equalBytes(tokenOn(publicKey), token.value)) return refuse(status.authenticationFailed)
    const answer = reply(status.ok, dynamicData(0x86, tokenOn(theirs)))
    return { reply: answer, session: openSession(suite, agreed), over: true }
  }
}

function more(data: Uint8Array): ProtocolStep {
  return { reply: reply(status.ok, data), session: null, over: false }
}

/** The point that a message carries as its only object; null when it is another, or no point of the curve. */
export function pointOf(curve: Curve, objects: readonly DataObject[], tag: number): Point | null {
  const [object, ...others] = objects
  return object?.tag === tag && others.length === 0 ? decodePoint(curve, object.value) : null
}

/** The element that a message carries as its only object; null when it is another, or no element of the group. */
function elementOf(group: PaceGroup, objects: readonly DataObject[], tag: number): Uint8Array | null {
  const [object, ...others] = objects
  return object?.tag === tag && others.length === 0 && group.isElement(object.value) ? object.value : null
}

/** A code over the other side's public key as a data object 7F49 (4.4.3.4). */
function authenticationToken(
  suite: CipherSuite,
  key: Uint8Array,
  mechanism: Uint8Array,
  publicKey: Uint8Array,
): Uint8Array {
  const input = dataObject(0x7f49, concatBytes(dataObject(0x06, mechanism), publicKey))
  return authenticationCode(suite, key, suite.name === '3DES' ? pad(input, 8) : input)
}

import type { CipherName } from './block-cipher.ts'
import { DocumentFault } from './fault.ts'
import { type HashName, hashOfPlainEcdsa } from './hash.ts'
import type { PaceAgreement } from './pace-group.ts'
import { readMembers, readObjectIdentifier, readOnly, type Tlv } from './tlv.ts'

/** What a chip says about itself that this reader can use (ICAO 9303-11, 9.2). */
export type SecurityInfo =
  | {
      readonly type: 'pace'
      /** Contents of the object identifier, as commands repeat it. */
      readonly protocol: Uint8Array
      readonly agreement: PaceAgreement
      readonly cipher: CipherName
      /** Number of the standardised domain parameters. */
      readonly parameters: number
    }
  | {
      readonly type: 'chip-authentication'
      readonly protocol: Uint8Array
      readonly cipher: CipherName
      /** Contents of the key's number, when there are several keys. */
      readonly keyId?: Uint8Array
    }
  | {
      readonly type: 'chip-authentication-key'
      readonly subjectPublicKeyInfo: Uint8Array
      readonly keyId?: Uint8Array
    }
  | { readonly type: 'active-authentication'; readonly hash: HashName }

/** PACE with generic mapping. */
const paceAgreements: Readonly<Record<string, PaceAgreement>> = {
  '0.4.0.127.0.7.2.2.4.1.': 'dh',
  '0.4.0.127.0.7.2.2.4.2.': 'ecdh',
}
const chipAuthenticationEcdh = '0.4.0.127.0.7.2.2.3.2.'
const chipAuthenticationEcdhKey = '0.4.0.127.0.7.2.2.1.2'
const activeAuthentication = '2.23.136.1.1.5'

const tag = { integer: 0x02, objectIdentifier: 0x06, sequence: 0x30, set: 0x31 } as const

/** The last arc of a protocol's object identifier names its cipher. */
const ciphers: Readonly<Record<string, CipherName>> = {
  1: '3des',
  2: 'aes-128',
  3: 'aes-192',
  4: 'aes-256',
}

const most = 64

/**
 * The members of a SET of SecurityInfo, in the chip's order; what this reader does not know (other mappings, chip
 * authentication over integers, terminal authentication) is left out. Throws `unreadable`.
 */
export function readSecurityInfos(set: Uint8Array): readonly SecurityInfo[] {
  return readMembers(readOnly(set, tag.set), most).flatMap((member) => {
    const info = readInfo(member)
    return info ? [info] : []
  })
}

function readInfo(member: Tlv): SecurityInfo | undefined {
  if (member.tag !== tag.sequence) throw new DocumentFault('unreadable')
  const [protocol, required, optional] = readMembers(member.value, 8)
  if (protocol?.tag !== tag.objectIdentifier || !required) throw new DocumentFault('unreadable')
  const oid = readObjectIdentifier(protocol.value)
  const lastArc = oid.lastIndexOf('.') + 1
  const agreement = paceAgreements[oid.slice(0, lastArc)]
  if (agreement) {
    const cipher = ciphers[oid.slice(lastArc)]
    const number =
      optional?.tag === tag.integer && optional.value.length === 1 ? optional.value[0] : undefined
    if (!cipher || number === undefined || !isVersion(required, 2)) return undefined
    return { type: 'pace', protocol: protocol.value, agreement, cipher, parameters: number }
  }
  if (oid.startsWith(chipAuthenticationEcdh)) {
    const cipher = ciphers[oid.slice(chipAuthenticationEcdh.length)]
    if (!cipher || !isVersion(required, 1)) return undefined
    return { type: 'chip-authentication', protocol: protocol.value, cipher, ...keyIdOf(optional) }
  }
  if (oid === chipAuthenticationEcdhKey) {
    return { type: 'chip-authentication-key', subjectPublicKeyInfo: required.raw, ...keyIdOf(optional) }
  }
  if (oid === activeAuthentication && optional?.tag === tag.objectIdentifier) {
    const hash = hashOfPlainEcdsa(readObjectIdentifier(optional.value))
    return hash && { type: 'active-authentication', hash }
  }
  return undefined
}

function isVersion(member: Tlv, version: number): boolean {
  return member.tag === tag.integer && member.value.length === 1 && member.value[0] === version
}

function keyIdOf(member: Tlv | undefined): { readonly keyId?: Uint8Array } {
  return member?.tag === tag.integer ? { keyId: member.value } : {}
}

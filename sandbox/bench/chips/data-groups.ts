import { createHash } from 'node:crypto'
import { mechanismOf, type PaceOption } from './pace.ts'
import { paceParameterIds } from './pace-groups.ts'
import type { CipherName } from './block-ciphers.ts'
import type { Random } from './curves.ts'
import { dataObject } from './data-objects.ts'
import { identifier, integer, octetString, printableString, sequence, setOf } from './der-values.ts'
import {
  chipAuthenticationIdentifier,
  hashId,
  type HashName,
  objectId,
  plainEcdsaId,
} from './object-identifiers.ts'
import type { IssuingAuthority } from './issuing-authority.ts'
import { signContent, type SignerIdentifier } from './signed-data.ts'
import { hashAlgorithm } from './signing.ts'

const ascii = (text: string) => new TextEncoder().encode(text)

/** The logical data structure's version, `0107`, and Unicode's. */
export interface StructureVersion {
  readonly structure: string
  readonly unicode: string
}

/** EF.COM (ICAO 9303-10, 4.6.1). @param tags of the data groups present */
export function commonFile({ structure, unicode }: StructureVersion, tags: readonly number[]): Uint8Array {
  return dataObject(
    0x60,
    dataObject(0x5f01, ascii(structure)),
    dataObject(0x5f36, ascii(unicode)),
    dataObject(0x5c, Uint8Array.from(tags)),
  )
}

/** DG1: the machine readable zone without line ends (4.7.1). */
export function zoneFile(lines: readonly string[]): Uint8Array {
  return dataObject(0x61, dataObject(0x5f1f, ascii(lines.join(''))))
}

/** DG2: one biometric template whose image is noise after the signature of JPEG 2000. It shows nobody (4.7.2). */
export function imageFile(length: number, random: Random): Uint8Array {
  const signature = [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a]
  const header = dataObject(0xa1, dataObject(0x81, Uint8Array.of(0x02)), dataObject(0x82, Uint8Array.of(0)))
  const image = dataObject(0x5f2e, Uint8Array.from(signature), random(length))
  const template = dataObject(0x7f60, header, image)
  return dataObject(0x75, dataObject(0x7f61, dataObject(0x02, Uint8Array.of(1)), template))
}

/** DG14's parts: how chip authentication is done and with which key, and how the chip signs if by ECDSA (4.7.14). */
export interface ChipSecurity {
  readonly chipAuthentication: {
    readonly cipher: CipherName
    readonly publicKey: Uint8Array
    readonly keyId: number | null
  } | null
  readonly activeAuthenticationHash: HashName | null
}

export function securityFile({ chipAuthentication, activeAuthenticationHash }: ChipSecurity): Uint8Array {
  const infos: Uint8Array[] = []
  if (chipAuthentication) {
    const { cipher, publicKey, keyId } = chipAuthentication
    const key = keyId === null ? [] : [integer(keyId)]
    infos.push(
      sequence(identifier(chipAuthenticationIdentifier(cipher)), integer(1), ...key),
      sequence(identifier(objectId.chipAuthenticationKey), publicKey, ...key),
    )
  }
  if (activeAuthenticationHash) {
    const algorithm = identifier(plainEcdsaId[activeAuthenticationHash])
    infos.push(sequence(identifier(objectId.activeAuthentication), integer(1), algorithm))
  }
  return dataObject(0x6e, setOf(...infos))
}

/** DG15: the public key of active authentication. @param publicKey SubjectPublicKeyInfo */
export function activeAuthenticationFile(publicKey: Uint8Array): Uint8Array {
  return dataObject(0x6f, publicKey)
}

/** EF.CardAccess: how PACE is done (3.11.3). */
export function cardAccessFile(options: readonly PaceOption[]): Uint8Array {
  return setOf(
    ...options.map((option) => {
      return sequence(identifier(mechanismOf(option)), integer(2), integer(paceParameterIds[option.group]))
    }),
  )
}

/** EF.ATR/INFO: how long extended commands and answers may be (3.11.1). */
export function informationFile(maximumCommand: number, maximumReply: number): Uint8Array {
  return dataObject(0x7f66, integer(maximumCommand), integer(maximumReply))
}

/** How a state writes its document security objects. */
export interface SecurityObjectProfile {
  readonly hash: HashName
  /** Real ones give the content as data at times, where the standard has a type of its own. */
  readonly contentType: 'security-object' | 'data'
  readonly signerIdentifier: SignerIdentifier
  /** LDS 1.8 repeats the versions under the signature. */
  readonly version: StructureVersion | null
}

/** EF.SOD (4.6.2). @param groups data group files by number */
export function securityObjectFile(
  { hash, contentType, signerIdentifier, version }: SecurityObjectProfile,
  groups: ReadonlyMap<number, Uint8Array>,
  { documentSigner }: IssuingAuthority,
  signingTime: Date,
): Uint8Array {
  const hashes = [...groups].toSorted(([left], [right]) => left - right)
  const versions = version
    ? [sequence(printableString(version.structure), printableString(version.unicode))]
    : []
  const content = sequence(
    integer(version ? 1 : 0),
    version ? sequence(identifier(hashId[hash])) : hashAlgorithm(hash),
    sequence(
      ...hashes.map(([number, file]) =>
        sequence(integer(number), octetString(createHash(hash).update(file).digest())),
      ),
    ),
    ...versions,
  )
  const type = contentType === 'data' ? objectId.data : objectId.securityObject
  const signed = {
    contentType: type,
    content,
    signer: documentSigner,
    signerIdentifier,
    certificates: [],
    signingTime,
  }
  return dataObject(0x77, signContent(signed))
}

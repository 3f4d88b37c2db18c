import type { Credential } from '../../sandbox/platform/authority-files.ts'
import { fromHex } from '../../src/shared/gm/bytes.ts'
import { derElement, derObjectIdentifier, derUnsigned, tag } from '../../src/shared/gm/der.ts'
import { oid } from '../../src/shared/gm/oids.ts'
import { sm2Sign } from '../../src/shared/gm/sm2.ts'

/** A signed message in the making: every part of it can be another than it should be. */
export interface MessageParts {
  readonly content: Uint8Array
  /** Whose key signs. */
  readonly signer: Credential
  /** Whom the message names as its signer; by default who signs. */
  readonly claimedSigner?: Credential
  /** DER of the certificates that are sent along, in the order that DER wants. */
  readonly certificates: readonly Uint8Array[]
  /** A text to put into an unsigned attribute. */
  readonly unsignedAttribute?: string
  /** Octets to put where certificate revocation lists stand. */
  readonly revocationList?: Uint8Array
  /** Changes the signature after it was made. */
  readonly spoil?: (signature: Uint8Array) => Uint8Array
}

const context0 = 0xa0
const context1 = 0xa1
const utf8String = 0x0c
/** An arc that nobody uses. */
const inventedAttribute = '1.3.6.1.4.1.99999.2.1'

function algorithm(dotted: string): Uint8Array {
  return derElement(tag.sequence, derObjectIdentifier(dotted))
}

function contentInfo(type: string, content: Uint8Array): Uint8Array {
  return derElement(tag.sequence, derObjectIdentifier(type), derElement(context0, content))
}

function ascending(encodings: readonly Uint8Array[]): Uint8Array[] {
  return encodings.map((bytes) => Buffer.from(bytes)).toSorted((one, other) => Buffer.compare(one, other))
}

/** SignedData of GB/T 35275 in an attached ContentInfo, made from these parts and no others. */
export function writeMessage(parts: MessageParts): Uint8Array {
  const { content, signer, claimedSigner = signer, unsignedAttribute, revocationList } = parts
  const signature = sm2Sign(content, signer.keyPair)
  const { issuerRaw, serialNumber } = claimedSigner.certificate
  const attributes =
    unsignedAttribute === undefined
      ? []
      : [
          derElement(
            context1,
            derElement(
              tag.sequence,
              derObjectIdentifier(inventedAttribute),
              derElement(tag.set, derElement(utf8String, Buffer.from(unsignedAttribute))),
            ),
          ),
        ]
  const signerInfo = derElement(
    tag.sequence,
    derUnsigned(1n),
    derElement(tag.sequence, issuerRaw, derElement(tag.integer, fromHex(serialNumber))),
    algorithm(oid.sm3),
    algorithm(oid.sm2Sign),
    derElement(tag.octetString, parts.spoil?.(signature) ?? signature),
    ...attributes,
  )
  const signedData = derElement(
    tag.sequence,
    derUnsigned(1n),
    derElement(tag.set, algorithm(oid.sm3)),
    contentInfo(oid.cmsData, derElement(tag.octetString, content)),
    derElement(context0, ...ascending(parts.certificates)),
    ...(revocationList ? [derElement(context1, revocationList)] : []),
    derElement(tag.set, signerInfo),
  )
  return contentInfo(oid.cmsSignedData, signedData)
}

import { concatBytes, zero } from './gm/bytes.ts'
import {
  derElement,
  derUnsigned,
  readChildren,
  readSequence,
  readSingle,
  readUnsigned,
  tag,
} from './gm/der.ts'

/** How the chip was opened. */
export const accessProtocols = ['bac', 'pace'] as const
/** How the chip proved that it is the one that was issued. `not-offered`: by no means that the reader knows. */
export const chipProofs = ['not-offered', 'active-authentication', 'chip-authentication'] as const

/**
 * What a travel document gave, as both ends agree on it:
 *
 *     TravelDocumentEvidence ::= SEQUENCE {
 *       version     INTEGER (1),
 *       access      ENUMERATED { bac (0), pace (1) },
 *       passive     ENUMERATED { trusted (0) },
 *       chipProof   ENUMERATED { notOffered (0), activeAuthentication (1), chipAuthentication (2) },
 *       dg1         OCTET STRING,     -- EF.DG1, whole
 *       sod         OCTET STRING,     -- EF.SOD, whole
 *       compared    SEQUENCE OF INTEGER,  -- data groups that were read and whose digest is the signed one, rising
 *       padding     OCTET STRING }    -- zeros
 *
 * DER, and of the same length for every document: that of EF.SOD tells who issued it, and the length of what is sealed
 * can be seen by everybody on its way. Only a document whose checks all held becomes evidence; the receiver can repeat passive
 * authentication and must take the terminal's word for the rest.
 */
export interface TravelDocumentEvidence {
  readonly access: (typeof accessProtocols)[number]
  readonly chipProof: (typeof chipProofs)[number]
  readonly dg1: Uint8Array
  readonly sod: Uint8Array
  readonly compared: readonly number[]
}

const enumerated = 0x0a

/** Octets of an evidence: the longest EF.DG1 and EF.SOD that are read leave some over for the padding. */
export const travelDocumentEvidenceLength = 13_312
/** Octets of the head of an element of 256 octets or more. */
const longHead = 4

/**
 * DER octets; the caller zeroes them.
 * @throws RangeError for files that leave no room for the padding
 */
export function writeTravelDocumentEvidence(evidence: TravelDocumentEvidence): Uint8Array {
  const { access, chipProof, dg1, sod, compared } = evidence
  const group = derElement(tag.octetString, dg1)
  const members = concatBytes(
    derUnsigned(1n),
    derElement(enumerated, Uint8Array.of(accessProtocols.indexOf(access))),
    derElement(enumerated, Uint8Array.of(0)),
    derElement(enumerated, Uint8Array.of(chipProofs.indexOf(chipProof))),
    group,
    derElement(tag.octetString, sod),
    derElement(tag.sequence, ...compared.map((number) => derUnsigned(BigInt(number)))),
  )
  const left = travelDocumentEvidenceLength - 2 * longHead - members.length
  if (left < 0x100) throw new RangeError('no room for the padding')
  const der = derElement(tag.sequence, members, derElement(tag.octetString, new Uint8Array(left)))
  zero(group)
  zero(members)
  return der
}

/**
 * Reads what `writeTravelDocumentEvidence` wrote and nothing else; undefined for any other octets. `dg1` and `sod` are
 * views. Throws a `GmError` (`der-…`) when it is not DER.
 */
export function readTravelDocumentEvidence(der: Uint8Array): TravelDocumentEvidence | undefined {
  const { integer, octetString, sequence } = tag
  const members = readSequence(
    der,
    integer,
    enumerated,
    enumerated,
    enumerated,
    octetString,
    octetString,
    sequence,
    octetString,
  )
  const [version, access, passive, chipProof, dg1, sod, compared, padding] = members
  if (!version || !access || !passive || !chipProof || !dg1 || !sod || !compared || !padding) return undefined
  if (der.length !== travelDocumentEvidenceLength || padding.value.some((octet) => octet !== 0))
    return undefined
  const accessProtocol = accessProtocols[valueOf(access.value)]
  const proof = chipProofs[valueOf(chipProof.value)]
  if (readUnsigned(version) !== 1n || valueOf(passive.value) !== 0 || !accessProtocol || !proof)
    return undefined
  const numbers = readChildren(compared).map((number) =>
    Number(readUnsigned(readSingle(number.raw, integer))),
  )
  const rising = numbers.every((number, index) => number <= 16 && number > (numbers[index - 1] ?? 0))
  if (!rising) return undefined
  return { access: accessProtocol, chipProof: proof, dg1: dg1.value, sod: sod.value, compared: numbers }
}

function valueOf(contents: Uint8Array): number {
  return contents.length === 1 ? (contents[0] ?? 0xff) : 0xff
}

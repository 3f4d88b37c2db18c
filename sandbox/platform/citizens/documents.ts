import type { Clock } from '../clock.ts'
import { chinaDate } from './age.ts'

/** The legal identity documents that a network number may be applied for with (article 2). The list is closed. */
export const documentKinds = [
  /** 居民身份证. */
  'resident-identity-card',
  /** 定居国外的中国公民的护照. */
  'overseas-citizen-passport',
  /** 港澳居民来往内地通行证. */
  'hong-kong-macao-travel-permit',
  /** 台湾居民来往大陆通行证. */
  'taiwan-travel-permit',
  /** 港澳居民居住证. */
  'hong-kong-macao-residence-permit',
  /** 台湾居民居住证. */
  'taiwan-residence-permit',
  /** 外国人永久居留身份证. */
  'permanent-residence-card',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Papers that other laws know and that no network number is given for. */
export const otherPapers = ['foreign-passport', 'domestic-passport', 'exit-entry-permit'] as const
export type OtherPaper = (typeof otherPapers)[number]

/** A document that somebody has, whether it serves here or not. */
export type PaperKind = DocumentKind | OtherPaper

/** What a phone reads of a virtual document. Every text is as it stands in the document; days are yyyyMMdd. */
export interface DocumentReading {
  readonly kind: PaperKind
  readonly number: string
  readonly name: string
  readonly birth: string
  readonly from: string
  readonly to: string
}

/** One line of the register that the issuing offices keep. */
export interface RegisteredDocument extends DocumentReading {
  /** Whose it is. One person may have several documents. */
  readonly person: string
  readonly reportedLost: boolean
}

export const noLastDay = '长期'

export type DocumentFault =
  | 'document-kind'
  | 'document-unknown'
  | 'document-lost'
  | 'document-not-yet-valid'
  | 'document-expired'

export type DocumentJudgement =
  | { readonly accepted: RegisteredDocument & { readonly kind: DocumentKind } }
  | { readonly fault: DocumentFault }

function isServed(
  document: RegisteredDocument,
): document is RegisteredDocument & { readonly kind: DocumentKind } {
  return documentKinds.some((kind) => kind === document.kind)
}

/**
 * What a document that was read is worth: it is of one of the seven kinds, stands in the register exactly as it was
 * read, was not reported lost, and today, by the calendar in China, is one of its days.
 */
export function judgeDocument(
  reading: DocumentReading,
  register: readonly RegisteredDocument[],
  clock: Clock,
): DocumentJudgement {
  if (!documentKinds.some((kind) => kind === reading.kind)) return { fault: 'document-kind' }
  const known = register.find(
    (one) =>
      one.kind === reading.kind &&
      one.number === reading.number &&
      one.name === reading.name &&
      one.birth === reading.birth &&
      one.from === reading.from &&
      one.to === reading.to,
  )
  if (!known || !isServed(known)) return { fault: 'document-unknown' }
  const today = chinaDate(clock.now())
  if (known.reportedLost) return { fault: 'document-lost' }
  if (today < known.from) return { fault: 'document-not-yet-valid' }
  if (known.to !== noLastDay && today > known.to) return { fault: 'document-expired' }
  return { accepted: known }
}

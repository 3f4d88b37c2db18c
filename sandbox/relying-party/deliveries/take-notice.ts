import { noticeSchema, sealedNoticeSchema } from '../../platform/parties/wire.ts'
import type { RetainedFields } from './retained-fields.ts'
import { unseal } from '../platform-link/party-requests.ts'
import type { ServerIdentity } from '../platform-link/server-identity.ts'
import { isFresh, readSigned } from '../platform-link/signed-answer.ts'
import type { LawfulKeeping, RelyingPartySite } from '../relying-party-sites.ts'
import type { RelyingPartyStore } from '../store/store.ts'

/**
 * `forged`: not signed by the platform, cut or changed · `other-party`: made out to, or sealed for, somebody else · `late`: too
 * old to be more than a replay · `conflict`: another person than was said of the same check before
 */
export type NoticeFault = 'forged' | 'other-party' | 'late' | 'conflict'

/** `known`: it had come before, and changed nothing. */
export type NoticeTaken = 'new' | 'known' | NoticeFault

export interface NoticeContext {
  readonly store: RelyingPartyStore
  readonly identity: ServerIdentity
  readonly site: Pick<RelyingPartySite, 'keeps' | 'ageMark'>
  readonly now: () => number
}

const day = 86_400_000

/**
 * Takes what the platform tells of one passed check, each serial number once: a notice that comes again changes nothing, so
 * that what was deleted since does not come back with it.
 * @param message CMS SignedData
 */
export function takeNotice({ store, identity, site, now }: NoticeContext, message: Uint8Array): NoticeTaken {
  const receivedAt = now()
  const notice = readSigned(message, noticeSchema, identity.trust, receivedAt)
  if (!notice) return 'forged'
  if (notice.customNumber !== identity.customNumber) return 'other-party'
  if (!isFresh(notice.timeStamp, receivedAt)) return 'late'
  const told = unseal(notice.sealed, sealedNoticeSchema, identity)
  if (told?.bizSeq !== notice.bizSeq) return 'other-party'
  const { bizSeq, pseudonym, retained } = told
  if (store.deliveries.isForgotten(bizSeq)) return 'known'
  const before = store.deliveries.find(bizSeq)
  if (before) return before.pseudonym === pseudonym ? 'known' : 'conflict'
  const fields = retained ? lawful(retained.fields, site.keeps) : {}
  const isKept = Object.keys(fields).length > 0
  store.transaction(() => {
    store.deliveries.add({
      bizSeq,
      pseudonym,
      ageMark: site.ageMark ? (told.ageMark ?? null) : null,
      consent: isKept && retained ? retained.consent : null,
      receivedAt,
    })
    if (isKept && retained) {
      store.retained.keep({
        consent: retained.consent,
        bizSeq,
        pseudonym,
        fields,
        endsAt: receivedAt + site.keeps.days * day,
      })
    }
  })
  return 'new'
}

/** Only what a law makes this relying party keep, whatever it was sent. */
function lawful(fields: RetainedFields, { fields: names }: LawfulKeeping): RetainedFields {
  const kept: RetainedFields = {}
  for (const name of names) if (fields[name] !== undefined) kept[name] = fields[name]
  return kept
}

import { z } from 'zod'
import { toHex } from '../../../src/shared/gm/bytes.ts'
import { signData } from '../../../src/shared/gm/cms.ts'
import { sm3 } from '../../../src/shared/gm/sm3.ts'
import type { CitizensContext } from './context.ts'
import type { DocumentKind } from './documents.ts'
import { auditBeginning, auditDigest, type AuditHead, isAuditWhole } from './export-audit.ts'

/** What an authority shows when it asks for lawful assistance. There is no place in it for a reason in words. */
const requestSchema = z.strictObject({
  /** Number of the authority. */
  authority: z.string().regex(/^[0-9]{6,18}$/),
  /** Number of its legal instrument. */
  instrument: z.string().regex(/^[0-9A-Za-z-]{4,40}$/),
  networkNumber: z.string().regex(/^[0-9A-Z]{20}$/),
})
export type ExportRequest = z.infer<typeof requestSchema>

/** The identity behind a network number and its log of checks: nothing more can be had. */
export interface LawfulExport {
  readonly name: string
  readonly documentKind: DocumentKind
  readonly documentNumber: string
  readonly checks: readonly {
    readonly at: number
    readonly relyingParty: string
    readonly verdict: string
    readonly cause: string | null
  }[]
}

export interface ExportContext extends Pick<CitizensContext, 'store' | 'authority' | 'clock'> {
  /** Off unless whoever runs the platform turned it on. */
  readonly enabled: boolean
  readonly readHead: () => AuditHead | null
  readonly writeHead: (head: AuditHead) => void
}

export type ExportFault = 'off' | 'malformed' | 'audit-broken' | 'unknown'

/**
 * One lawful export. The audit record is on disk, and its head in the file beside, before anything is given out; a
 * question about a number that nobody has leaves one as well. Where the audit is not whole nothing is given.
 */
export function exportLawfully(
  context: ExportContext,
  request: unknown,
): LawfulExport | { readonly refused: ExportFault } {
  if (!context.enabled) return { refused: 'off' }
  const parsed = requestSchema.safeParse(request)
  if (!parsed.success) return { refused: 'malformed' }
  const { store, authority, clock, readHead } = context
  const records = store.exportAudit.all()
  if (!isAuditWhole(records, readHead(), authority.root, clock.now())) return { refused: 'audit-broken' }
  recordUse(context, parsed.data, records.at(-1))
  const citizen = store.citizens.findByNetworkNumber(parsed.data.networkNumber)
  const who = citizen && store.citizens.identity(citizen.id)
  if (!citizen || !who) return { refused: 'unknown' }
  const { name, documentKind, documentNumber } = who
  return { name, documentKind, documentNumber, checks: store.exportAudit.checksOf(citizen.id) }
}

function recordUse(
  { store, authority, clock, writeHead }: ExportContext,
  { authority: asking, instrument, networkNumber }: ExportRequest,
  last: AuditHead | undefined,
): void {
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: clock.now(),
    authority: asking,
    instrument,
    subjectDigest: toHex(sm3(new TextEncoder().encode(networkNumber))),
    previous: last?.digest ?? auditBeginning,
  }
  const digest = auditDigest(entry)
  const signature = signData({
    content: new TextEncoder().encode(digest),
    certificate: authority.signing.certificate,
    keyPair: authority.signing.keyPair,
    includeCertificate: [authority.issuing.der],
  })
  store.exportAudit.add({ ...entry, digest, signature })
  writeHead({ sequence: entry.sequence, digest })
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { toHex } from '../../../src/shared/gm/bytes.ts'
import type { GmCertificate } from '../../../src/shared/gm/certificate.ts'
import { verifySignedData } from '../../../src/shared/gm/cms.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import { sm3 } from '../../../src/shared/gm/sm3.ts'
import type { ExportAuditRecord } from '../store/export-audit.ts'

/** What the first record names as the one before it. */
export const auditBeginning = '0'.repeat(64)

/** The last record as a file beside the database knows it: records cut off the end are missed by it. */
const headSchema = z.strictObject({ sequence: z.int(), digest: z.string().regex(/^[0-9a-f]{64}$/) })
export type AuditHead = z.infer<typeof headSchema>

export function auditDigest(record: Omit<ExportAuditRecord, 'digest' | 'signature'>): string {
  const { sequence, at, authority, instrument, subjectDigest, previous } = record
  const text = JSON.stringify([sequence, at, authority, instrument, subjectDigest, previous])
  return toHex(sm3(new TextEncoder().encode(text)))
}

/**
 * Whether the audit of exports is whole: counted without a gap, each record chained to the one before and signed by
 * the platform, and the record that the head names among them.
 * @param head null when no export was ever made
 */
export function isAuditWhole(
  records: readonly ExportAuditRecord[],
  head: AuditHead | null,
  root: GmCertificate,
  now: number,
): boolean {
  const chained = records.every((record, index) => {
    const before = index === 0 ? auditBeginning : records[index - 1]?.digest
    const fits =
      record.sequence === index + 1 && record.previous === before && record.digest === auditDigest(record)
    return fits && isSigned(record, root, now)
  })
  const named = head === null ? records.length === 0 : records[head.sequence - 1]?.digest === head.digest
  return chained && named
}

function isSigned({ digest, signature }: ExportAuditRecord, root: GmCertificate, now: number): boolean {
  try {
    const { content } = verifySignedData(signature, { root, at: new Date(now) })
    return new TextDecoder().decode(content) === digest
  } catch (error) {
    if (error instanceof GmError) return false
    throw error
  }
}

export function readAuditHead(file: string): AuditHead | null {
  try {
    return headSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

export function writeAuditHead(file: string, head: AuditHead): void {
  writeFileSync(`${file}.new`, JSON.stringify(head), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

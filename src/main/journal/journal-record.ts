import { concatBytes, equalBytes } from '../../shared/gm/bytes.ts'
import { sm3 } from '../../shared/gm/sm3.ts'

/** One record of the journal as it lies in the file. */
export interface JournalRecord {
  /** 1, 2, 3, … without a gap. */
  readonly seq: number
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number
  readonly event: string
  /** JSON with the members in the order of the table of events. */
  readonly fields: string
  /** Hash of the record before; 32 random bytes, the origin of this journal, in the first. */
  readonly previous: Uint8Array
  /** SM3(previous ‖ UTF-8 of `[seq,time,"event",fields]`), 32 bytes. */
  readonly hash: Uint8Array
}

/** The hash a record must have, whatever it says of itself. */
export function hashOfRecord({
  seq,
  time,
  event,
  fields,
  previous,
}: Omit<JournalRecord, 'hash'>): Uint8Array {
  const text = `[${seq},${time},${JSON.stringify(event)},${fields}]`
  return sm3(concatBytes(previous, new TextEncoder().encode(text)))
}

export type ChainFault =
  /** A record is missing or stands in another place. */
  | 'sequence'
  /** It does not follow from the record before it. */
  | 'previous'
  /** Its content is not the one that was hashed. */
  | 'hash'

/** What is wrong with `record` as the next after `last` (null before the first); null when nothing is. */
export function chainFault(record: JournalRecord, last: JournalRecord | null): ChainFault | null {
  if (record.seq !== (last?.seq ?? 0) + 1) return 'sequence'
  if (last !== null && !equalBytes(record.previous, last.hash)) return 'previous'
  return equalBytes(hashOfRecord(record), record.hash) ? null : 'hash'
}

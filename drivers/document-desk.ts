import type { RejectionReason } from '../src/shared/device-contract.ts'
import type { Clock } from './clock.ts'
import type { DocumentReaders, DocumentTaker } from './emrtd/document-readers.ts'
import { type MrzKey, mrzKeyOfFields, type MrzRefusal, type MrzResult, readMrz } from './emrtd/mrz.ts'
import { type MrzLines, mrzLines } from './emrtd/mrz-lines.ts'
import type { TravelDocumentRefusal } from './emrtd/reader.ts'
import type { TrustStore } from './emrtd/trust-store.ts'

/** Who waits for one travel document, whatever reader it is laid on. */
export interface DocumentDeskListener {
  /** The key was read or typed; the document is waited for. */
  onKey(): void
  onReading(): void
  onLifted(): void
  onRejected(reason: RejectionReason): void
  /** `evidence` is zeroed when the call returns. */
  onRead(evidence: Uint8Array): void
}

/** One check's waiting for a travel document: first for the key that opens it, then for the document. */
export interface DocumentDesk {
  /** What a scanner read: a zone, or a line of one. */
  scanned(read: Uint8Array): void
  /**
   * The three fields of a key, typed, in ASCII.
   * @returns the field that cannot be right, or null
   */
  typed(fields: readonly Uint8Array[]): number | null
  end(): void
}

const reasons: Readonly<Record<TravelDocumentRefusal, RejectionReason>> = {
  unreadable: 'read-interrupted',
  'too-slow': 'read-interrupted',
  'card-lifted': 'document-moved',
  'key-does-not-fit': 'document-key-wrong',
  'not-a-travel-document': 'document-unknown',
  'chip-not-genuine': 'chip-not-genuine',
  'issuer-unknown': 'document-not-trusted',
  'signature-not-trusted': 'document-not-trusted',
}

/** Which field of the form each refusal speaks of. */
const fieldAt: Readonly<Record<MrzRefusal, number>> = {
  length: 0,
  character: 0,
  'document-number': 0,
  birth: 1,
  expiry: 2,
}

const nothing = new Uint8Array(0)

export function openDocumentDesk(
  readers: readonly DocumentReaders[],
  trust: TrustStore,
  clock: Clock,
  listener: DocumentDeskListener,
): DocumentDesk {
  const taker: DocumentTaker = {
    onFound: () => {
      listener.onReading()
    },
    onLifted: () => {
      listener.onLifted()
    },
    onRefused: (reason) => {
      listener.onRejected(reasons[reason])
    },
    onRead: (evidence) => {
      listener.onRead(evidence)
    },
  }
  const takings = readers.map((one) => one.arm(taker, trust))

  const give = (key: MrzResult<MrzKey>): MrzRefusal | null => {
    if (key.type === 'refused') return key.reason
    listener.onKey()
    for (const taking of takings) taking.giveKey(key.information)
    key.information.fill(0)
    return null
  }

  const lines: MrzLines = mrzLines(clock, {
    onZone: (zone) => {
      if (give(readMrz(zone)) !== null) listener.onRejected('not-a-document-key')
    },
    onRefused: () => {
      listener.onRejected('not-a-document-key')
    },
  })

  return {
    scanned: (read) => {
      lines.add(read)
    },
    typed: ([number = nothing, birth = nothing, expiry = nothing]) => {
      const refusal = give(mrzKeyOfFields({ number, birth, expiry }))
      return refusal === null ? null : fieldAt[refusal]
    },
    end: () => {
      lines.forget()
      for (const taking of takings) taking.giveUp()
    },
  }
}

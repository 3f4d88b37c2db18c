import type { DocumentReadersListener } from '../device-host.ts'
import type { DocumentReaders, DocumentTaker } from './document-readers.ts'

/** A reader of travel documents on which the test lays some. */
export function fakeDocumentReaders() {
  let taker: DocumentTaker | null = null
  let listener: DocumentReadersListener | null = null
  const keys: string[] = []
  const readers: DocumentReaders = {
    arm: (next) => {
      taker = next
      return {
        giveKey: (information) => {
          keys.push(Buffer.from(information).toString('ascii'))
        },
        giveUp: () => {
          if (taker === next) taker = null
        },
      }
    },
    close: () => {
      taker = null
    },
  }
  return {
    open: (tell: DocumentReadersListener): DocumentReaders => {
      listener = tell
      tell.onService('running')
      tell.onReaders([{ name: 'reader', state: 'empty' }])
      return readers
    },
    /** The service has stopped, and its readers with it. */
    stop: () => {
      listener?.onReaders([])
      listener?.onService('not-running')
    },
    isAwaited: () => taker !== null,
    /** The keys that were given so far. */
    keys,
    find: () => taker?.onFound(),
    lift: () => taker?.onLifted(),
    refuse: (reason: Parameters<DocumentTaker['onRefused']>[0]) => taker?.onRefused(reason),
    /** A document that was read; as the real readers do, its evidence is zeroed when it was delivered. */
    read(evidence: Uint8Array) {
      const waiting = taker
      waiting?.onRead(evidence)
      evidence.fill(0)
      return evidence
    },
  }
}

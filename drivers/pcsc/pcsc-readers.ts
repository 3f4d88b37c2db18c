import { NFC } from 'nfc-pcsc'
import type { Clock } from '../clock.ts'
import type { CardFailure } from './pcsc-fault.ts'
import { codeOf } from './pcsc-fault.ts'
import { type OpenReader, openReader, type PcscReader } from './pcsc-reader.ts'
import { type PcscService, serviceFaultOf, serviceListens } from './pcsc-service.ts'

/** Milliseconds before the service is sought again: the first time, doubled from time to time, up to the last. */
const firstDelay = 100
const lastDelay = 2_000

/** A service that ran so long (ms) was not about to fail. */
const steady = 5_000

export interface PcscListener {
  /** Every reader there is, in the order in which they came; after each change of any of them. */
  onReaders(readers: readonly PcscReader[]): void
  /** After each change. */
  onService(service: PcscService): void
}

export interface PcscParts {
  readonly clock: Clock
  /** Gives a new context of nfc-pcsc. */
  readonly context?: () => NFC
  readonly listens?: () => Promise<boolean>
}

/**
 * The machine's PC/SC readers and the cards on them. Readers that are there at the start, and such as come and go;
 * a service that stops, and returns. Of nfc-pcsc only events are used. Up to four readers, as many as pcsc-mini
 * watches. Returns the way to close them all.
 */
export function openPcscReaders(parts: PcscParts, listener: PcscListener): () => void {
  const { clock, context = () => new NFC(), listens = serviceListens } = parts
  const readers = new Map<string, OpenReader>()
  let nfc: NFC | null = null
  let closed = false
  let delay = firstDelay
  let runningSince: number | null = null
  let told = ''
  let cancelNext: () => void = () => undefined

  const tell = () => {
    if (!closed) listener.onReaders([...readers.values()].map((reader) => reader.current))
  }

  const tellService = (service: PcscService) => {
    const now = JSON.stringify(service)
    if (closed || now === told) return
    told = now
    listener.onService(service)
  }

  const endReaders = (reason: CardFailure) => {
    const known = [...readers.values()]
    readers.clear()
    for (const reader of known) reader.end(reason)
    if (known.length > 0) tell()
  }

  const explain = async (code: string) => {
    const reason = await serviceFaultOf(code, listens)
    if (!nfc) tellService({ state: 'stopped', reason })
  }

  const fail = (broken: NFC, code: string) => {
    if (nfc !== broken) return
    nfc = null
    endReaders('service-gone')
    broken.close()
    if (runningSince !== null && clock.now() - runningSince >= steady) delay = firstDelay
    runningSince = null
    cancelNext = clock.after(delay, open)
    delay = Math.min(delay * 2, lastDelay)
    void explain(code)
  }

  const open = () => {
    const mine = context()
    nfc = mine
    mine.on('error', (fault) => {
      fail(mine, codeOf(fault))
    })
    mine.pcsc.on('running', () => {
      runningSince = clock.now()
      tellService({ state: 'running' })
    })
    mine.on('reader', (device) => {
      const { name } = device
      readers.get(name)?.end('reader-gone')
      const reader = openReader(device, clock, {
        onState: tell,
        onServiceFault: (code) => {
          fail(mine, code)
        },
      })
      readers.set(name, reader)
      device.on('end', () => {
        if (readers.get(name) !== reader) return
        readers.delete(name)
        tell()
      })
      tell()
    })
  }

  tellService({ state: 'starting' })
  open()
  return () => {
    if (closed) return
    closed = true
    cancelNext()
    const last = nfc
    nfc = null
    endReaders('reader-gone')
    last?.close()
  }
}

import type { Clock } from '../clock.ts'
import type { DeviceAlarm } from '../../src/shared/device-alarm.ts'
import { type EnrolledReader, enrolmentAlarm, type ReaderPlace } from './enrolment.ts'
import type { CardRefused, ReaderFault } from './outcome.ts'
import { pause } from './pause.ts'
import { type SamLimits, samLimits } from './sam-limits.ts'
import { type CardOutcome, type SamSession, samSession } from './sam-session.ts'
import type { SamSource, SamSources } from './sam-source.ts'
import type { SamTransport } from './sam-transport.ts'

/** One reader. Only a ready one can be asked for a card. */
export type SamReader =
  | { readonly state: 'opening'; readonly place: ReaderPlace }
  /** `samNumber` as it is printed. */
  | { readonly state: 'ready'; readonly place: ReaderPlace; readonly samNumber: string }
  /** Tried again when its source next speaks. */
  | { readonly state: 'faulty'; readonly place: ReaderPlace; readonly fault: ReaderFault }
  /** Not the one that was enrolled: closed, and looked at again when its source next speaks. */
  | { readonly state: 'strange'; readonly place: ReaderPlace; readonly alarm: DeviceAlarm }

/** Who waits for one card. */
export interface CardTaker {
  /** A card lies on a reader and is being read. */
  onFound(): void
  onTakeAwayFirst(): void
  /** A card was not read, and another is waited for. */
  onRefused(refusal: CardRefused): void
  /** A reader failed or went away; whatever it was reading is over. Others go on waiting. */
  onReaderFailed(): void
  /** A card was read, and none is waited for any longer. `content` is zeroed when the call returns. */
  onRead(content: Uint8Array): void
}

export interface SamReaders {
  /** Takes one card on any reader. Returns the way to give up; who waited before waits no longer. */
  arm(taker: CardTaker): () => void
  close(): Promise<void>
}

/** No more readers than this are used. */
const mostReaders = 8

interface Entry {
  source: SamSource
  session: SamSession | null
  reader: SamReader
  /** It is being opened: for the first time, or again. */
  opening: boolean
  gone: boolean
}

interface Arming {
  readonly taker: CardTaker
  readonly abort: AbortController
}

/**
 * Opens every reader that the sources have, as they come and go, tests it, and asks it for its number. One that was not
 * enrolled is not used: looked at when it is opened, and again before each check, as a serial port does not tell when
 * the reader on it is exchanged.
 * @param enrolled which readers may be used; none: each
 */
export function openSamReaders(
  sources: SamSources,
  clock: Clock,
  onReaders: (readers: readonly SamReader[]) => void,
  enrolled: readonly EnrolledReader[] = [],
  limits: SamLimits = samLimits,
): SamReaders {
  const entries = new Map<string, Entry>()
  let arming: Arming | null = null
  let closed = false

  const tell = () => {
    if (!closed) onReaders([...entries.values()].map(({ reader }) => reader))
  }

  const change = (entry: Entry, reader: SamReader) => {
    entry.reader = reader
    if (!entry.gone) tell()
  }

  const leave = async (entry: Entry) => {
    const { session } = entry
    entry.session = null
    await session?.close()
  }

  const fail = async (entry: Entry, fault: ReaderFault) => {
    await leave(entry)
    change(entry, { state: 'faulty', place: entry.source.place, fault })
  }

  const alarmOf = ({ source: { place } }: Entry, samNumber: string) =>
    enrolmentAlarm(enrolled, { samNumber, place })

  const refuse = async (entry: Entry, alarm: DeviceAlarm) => {
    await leave(entry)
    change(entry, { state: 'strange', place: entry.source.place, alarm })
  }

  /** @returns whether the reader is still the one that was enrolled */
  const isTheSame = async (entry: Entry, session: SamSession, signal: AbortSignal): Promise<boolean> => {
    if (enrolled.every(({ samNumber }) => samNumber === undefined)) return true
    const number = await session.number(signal)
    if (entry.gone || entry.session !== session || number.type === 'aborted') return false
    const alarm = number.type === 'number' ? alarmOf(entry, number.text) : null
    if (number.type === 'faulty') await fail(entry, number.fault)
    else if (alarm) await refuse(entry, alarm)
    return number.type === 'number' && alarm === null
  }

  /** @returns whether another card is waited for */
  const take = async (entry: Entry, { taker, abort }: Arming, outcome: CardOutcome): Promise<boolean> => {
    switch (outcome.type) {
      case 'read':
        arming = null
        abort.abort()
        try {
          taker.onRead(outcome.content)
        } finally {
          outcome.content.fill(0)
        }
        return false
      case 'refused':
        taker.onRefused(outcome)
        await pause(clock, limits.betweenFinds, abort.signal)
        return true
      case 'faulty':
        taker.onReaderFailed()
        await fail(entry, outcome.fault)
        return false
      case 'no-card':
        return true
      case 'aborted':
        return false
    }
  }

  /** Waits for cards on one reader until one was read, or nobody waits any longer. */
  const serve = async (entry: Entry, armed: Arming) => {
    const { taker, abort } = armed
    if (!entry.session || !(await isTheSame(entry, entry.session, abort.signal))) return
    for (;;) {
      const { session } = entry
      if (!session || entry.gone || abort.signal.aborted) return
      const listener = {
        onFound: () => {
          if (!abort.signal.aborted) taker.onFound()
        },
        onTakeAwayFirst: () => {
          if (!abort.signal.aborted) taker.onTakeAwayFirst()
        },
      }
      const outcome = await session.read(listener, abort.signal)
      if (abort.signal.aborted) {
        if (outcome.type === 'read') outcome.content.fill(0)
        return
      }
      if (!(await take(entry, armed, outcome))) return
    }
  }

  /** Opens a reader and tests it. A faulty one stays faulty until it has passed. */
  const connect = async (entry: Entry) => {
    const { source } = entry
    const { place } = source
    const transport = await source.open()
    if (!transport) {
      change(entry, { state: 'faulty', place, fault: 'silent' })
      return
    }
    const session = samSession(
      overheard(transport, () => {
        if (entry.session === session) void fail(entry, 'gone')
      }),
      clock,
      limits,
    )
    entry.session = session
    const number = await session.number()
    const test = number.type === 'number' ? await session.status() : number
    if (entry.gone || closed) await leave(entry)
    else if (test.type === 'faulty') await fail(entry, test.fault)
    else if (number.type === 'number') {
      const alarm = alarmOf(entry, number.text)
      if (alarm) {
        await refuse(entry, alarm)
        return
      }
      change(entry, { state: 'ready', place, samNumber: number.text })
      if (arming) void serve(entry, arming)
    }
  }

  const isToTryAgain = ({ reader, opening }: Entry) =>
    (reader.state === 'faulty' || reader.state === 'strange') && !opening

  const open = async (entry: Entry) => {
    entry.opening = true
    await connect(entry)
    entry.opening = false
  }

  const stop = sources.watch((found) => {
    const listed = new Map(found.slice(0, mostReaders).map((source) => [source.key, source]))
    for (const [key, entry] of entries) {
      if (listed.has(key)) continue
      entries.delete(key)
      entry.gone = true
      void leave(entry)
    }
    for (const [key, source] of listed) {
      const before = entries.get(key)
      if (!before) {
        const reader: SamReader = { state: 'opening', place: source.place }
        const entry: Entry = { source, session: null, reader, opening: false, gone: false }
        entries.set(key, entry)
        void open(entry)
      } else if (isToTryAgain(before)) {
        before.source = source
        void open(before)
      }
    }
    tell()
  })

  return {
    arm: (taker) => {
      arming?.abort.abort()
      const armed: Arming = { taker, abort: new AbortController() }
      arming = armed
      for (const entry of entries.values()) {
        if (entry.reader.state === 'ready') void serve(entry, armed)
      }
      return () => {
        armed.abort.abort()
        if (arming === armed) arming = null
      }
    },
    close: async () => {
      closed = true
      stop()
      arming?.abort.abort()
      arming = null
      await Promise.all([...entries.values()].map(leave))
      entries.clear()
    },
  }
}

/** The same transport, whose end is heard here too: also while nobody asks the SAM for anything. */
function overheard(transport: SamTransport, onGone: () => void): SamTransport {
  return {
    ...transport,
    listen: (listener) => {
      transport.listen({
        get awaits() {
          return listener.awaits
        },
        onBytes: (bytes) => {
          listener.onBytes(bytes)
        },
        onGone: () => {
          listener.onGone()
          onGone()
        },
      })
    },
  }
}

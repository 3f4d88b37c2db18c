import type { DeliveryPort } from '../citizens/delivery.ts'

/** Tells relying parties' servers of passed checks, by itself, for as long as the platform is open. */
export interface DeliverySender {
  /** Something waits that did not before. */
  wake(): void
  close(): Promise<void>
}

export interface DeliveryPace {
  /** So long (ms) after it did not take a notice a server is left alone; twice as long each further time. */
  readonly firstPause: number
  readonly longestPause: number
}

export const deliveryPace: DeliveryPace = { firstPause: 500, longestPause: 60_000 }

/** Looking through all that waits takes time: not at each check, but so often (ms). */
const tidyEvery = 60_000

interface Sending {
  /** Relying parties that have a server. */
  readonly parties: () => readonly string[]
  /** Sends what waits for these. @returns those whose server did not take something */
  readonly deliver: (port: DeliveryPort, parties: readonly string[]) => Promise<ReadonlySet<string>>
  readonly port: DeliveryPort
  /** Gives up what has waited for too long. */
  readonly tidy: () => void
  readonly pace?: DeliveryPace
  /** A clock that is never set (ms). */
  readonly monotonic?: () => number
}

/** @param ended to be called at the end: cuts off what is under way */
export function deliverySender(
  { parties, deliver, port, tidy, pace = deliveryPace, monotonic = () => performance.now() }: Sending,
  ended: () => void,
): DeliverySender {
  const pauses = new Map<string, { readonly length: number; readonly until: number }>()
  let running: Promise<void> | null = null
  let again = false
  let closed = false
  // The first time at once: a day may have gone by since the platform ended.
  let tidyAt = -Infinity
  let timer: NodeJS.Timeout | undefined

  async function round(): Promise<void> {
    const now = monotonic()
    if (now >= tidyAt) {
      tidyAt = now + tidyEvery
      tidy()
    }
    const asked = parties().filter((party) => (pauses.get(party)?.until ?? 0) <= now)
    const failed = await deliver(port, asked)
    for (const party of asked) {
      const before = pauses.get(party)?.length ?? pace.firstPause / 2
      const length = Math.min(pace.longestPause, before * 2)
      if (failed.has(party)) pauses.set(party, { length, until: monotonic() + length })
      else pauses.delete(party)
    }
  }

  function schedule(): void {
    clearTimeout(timer)
    const next = Math.min(...[...pauses.values()].map(({ until }) => until))
    if (closed || !Number.isFinite(next)) return
    timer = setTimeout(start, Math.max(1, next - monotonic()))
    timer.unref()
  }

  function start(): void {
    if (closed) return
    if (running) {
      again = true
      return
    }
    again = false
    running = round().finally(() => {
      running = null
      if (again) start()
      else schedule()
    })
  }

  return {
    wake: start,
    close: async () => {
      closed = true
      clearTimeout(timer)
      ended()
      await running
    },
  }
}

import type { EventId, RecordEvent } from '../../shared/events.ts'

/** So many events of one kind may come at once, and so many more in each second after that. */
const burst = 200
const perSecond = 2

/** What was left out is told no more often (ms). */
const tellInterval = 1_000

/** What is never left out: the terminal's own life, and the verdicts, which a platform answers only so fast. */
function isEssential(id: EventId): boolean {
  return id.startsWith('terminal.') || id === 'check.complete' || id === 'check.unavailable'
}

interface Bucket {
  tokens: number
  filledAt: number
}

/**
 * Keeps whoever can cause events as often as they like (a screen that was taken over, a device that is plugged in and out
 * by a machine) from filling the disk: a token bucket for each kind of event. What is left out is counted, and told.
 * A hall's busiest counter stays far below it.
 * @param now milliseconds, of a clock that does not jump
 */
export function boundedRecord(record: RecordEvent, now: () => number): RecordEvent {
  const buckets = new Map<EventId, Bucket>()
  let leftOut = 0
  let toldAt = -tellInterval

  const takeToken = (id: EventId, time: number): boolean => {
    const bucket = buckets.get(id) ?? { tokens: burst, filledAt: time }
    buckets.set(id, bucket)
    bucket.tokens = Math.min(burst, bucket.tokens + ((time - bucket.filledAt) / 1_000) * perSecond)
    bucket.filledAt = time
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }

  return (id, fields) => {
    const time = now()
    const isKept = isEssential(id) || takeToken(id, time)
    if (!isKept) leftOut += 1
    if (leftOut > 0 && time - toldAt >= tellInterval) {
      toldAt = time
      record('journal.left-out', { count: leftOut })
      leftOut = 0
    }
    if (isKept) record(id, fields)
  }
}

import type { After } from '../after.ts'
import type { Chip } from './chip.ts'

/** A place on which a chip can lie. Taking it away takes its power, and with it all but what is burnt in. */
export interface CardSlot {
  readonly chip: Chip | null
  /** Lays a chip down; one that lay there is lifted first. */
  lay(chip: Chip): void
  lift(): void
  /**
   * The chip leaves while it is at its `count`-th command from now: the command arrives, no answer does. Null: it stays
   * after all.
   */
  liftDuring(count: number | null): void
  /** Every answer takes so many milliseconds more than the chip's own. */
  slowDown(milliseconds: number): void
  /** Disturbs the field: this share of the answers, 0 to 1, does not reach the reader. */
  disturb(share: number): void
  /** The reader has lost its power: what it waits for does not come, and the chip forgets. */
  cutOff(): void
  /**
   * Sends a command to the chip. Null when nothing will come any more: the chip has left, or the reader its power. No
   * octets when the reader did not make out an answer.
   */
  transmit(command: Uint8Array): Promise<Uint8Array | null>
  /** Calls back on every laying and lifting. Returns the way to call it off. */
  onChange(callback: () => void): () => void
}

/** @param random 0 to 1, for what disturbs the field */
export function openCardSlot(after: After, random: () => number = Math.random): CardSlot {
  const listeners = new Set<() => void>()
  let chip: Chip | null = null
  let untilLift: number | null = null
  let slowness = 0
  let lost = 0
  const interruptions = new Set<() => void>()

  const interruptAll = () => {
    for (const interrupt of interruptions) interrupt()
    interruptions.clear()
  }

  const change = (next: Chip | null) => {
    if (chip === next) return
    chip?.powerOff()
    chip = next
    untilLift = null
    interruptAll()
    for (const listener of listeners) listener()
  }

  return {
    get chip() {
      return chip
    },
    lay(next) {
      change(null)
      next.powerOff()
      change(next)
    },
    lift() {
      change(null)
    },
    liftDuring(count) {
      untilLift = count
    },
    slowDown(milliseconds) {
      slowness = milliseconds
    },
    disturb(share) {
      lost = share
    },
    cutOff() {
      chip?.powerOff()
      interruptAll()
    },
    async transmit(command) {
      const present = chip
      if (!present) return null
      const given = present.transmit(command)
      const answer = random() < lost ? new Uint8Array(0) : given
      if (untilLift !== null && --untilLift <= 0) {
        change(null)
        return null
      }
      const delay = present.behaviour.replyMilliseconds + slowness
      if (delay === 0) return answer
      return new Promise((resolve) => {
        const interrupt = () => {
          callOff()
          resolve(null)
        }
        const callOff = after(delay, () => {
          interruptions.delete(interrupt)
          resolve(answer)
        })
        interruptions.add(interrupt)
      })
    },
    onChange(callback) {
      listeners.add(callback)
      return () => {
        listeners.delete(callback)
      }
    },
  }
}

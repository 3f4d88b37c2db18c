import type { Chip } from './chip.ts'

/** Calls back once after so many milliseconds; returns the way to call it off. */
export type After = (milliseconds: number, callback: () => void) => () => void

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
  /** Sends a command to the chip. Null when it has left before it could answer. */
  transmit(command: Uint8Array): Promise<Uint8Array | null>
  /** Calls back on every laying and lifting. Returns the way to call it off. */
  onChange(callback: () => void): () => void
}

export function openCardSlot(after: After): CardSlot {
  const listeners = new Set<() => void>()
  let chip: Chip | null = null
  let untilLift: number | null = null
  let slowness = 0
  const interruptions = new Set<() => void>()

  const change = (next: Chip | null) => {
    if (chip === next) return
    chip?.powerOff()
    chip = next
    untilLift = null
    for (const interrupt of interruptions) interrupt()
    interruptions.clear()
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
    async transmit(command) {
      const present = chip
      if (!present) return null
      const answer = present.transmit(command)
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

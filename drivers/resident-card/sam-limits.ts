/** Every time limit of a session with a SAM (ms), and what else is counted. */
export interface SamLimits {
  /** Reset, status, number: no card is needed. */
  readonly command: number
  /** Takes 200 to 300 ms. */
  readonly find: number
  /** Takes 200 to 300 ms. */
  readonly select: number
  /** Takes 1.1 to 2 s; at 9,600 baud its 1,295 octets need another 1.4 s. */
  readonly read: number
  /** To finish what was given up, at most a read, and to give its number. */
  readonly resynchronisation: number
  /** From one finding to the next. */
  readonly betweenFinds: number
  /** From the first finding until nobody is waited for any longer. */
  readonly wait: number
  /** After a card was read: so long nothing is found before the person is told to take it away first. */
  readonly untilTakeAway: number
  /** Findings that fail one after another before the reader is given up. */
  readonly failedFinds: number
  /** Selections of a card that moves before the person is asked to lay it again. */
  readonly selections: number
}

export const samLimits: SamLimits = {
  command: 1_000,
  find: 1_000,
  select: 1_000,
  read: 4_000,
  resynchronisation: 4_000,
  betweenFinds: 200,
  wait: 180_000,
  untilTakeAway: 1_500,
  failedFinds: 3,
  selections: 3,
}

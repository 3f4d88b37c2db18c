import { inTurn } from '../../shared/in-turn.ts'

export interface WhatPagesLeft {
  /**
   * Removes what a page left, once it has ended and what the pages before it left is removed.
   * @param remove of all pages at once; where it failed, the next page's is tried all the same
   */
  removeAfter(ended: Promise<void>, remove: () => Promise<void>): void
  /** Resolves when nothing of any page is left; rejects where the last removal failed. */
  removed(): Promise<void>
}

/** What the hall's pages left in the session that they share, one after another. */
export function whatPagesLeft(): WhatPagesLeft {
  const oneByOne = inTurn()
  let last: Promise<void> = Promise.resolve()
  return {
    removeAfter: (ended, remove) => {
      last = oneByOne(async () => {
        await ended
        await remove()
      })
    },
    removed: () => last,
  }
}

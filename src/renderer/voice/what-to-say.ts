import type { Piece, Reading } from './reading.ts'

/** Where the voice is: what stands on the screen, and what of it is still to be said, beginning with what is being said. */
export interface Place {
  readonly reading: Reading
  readonly rest: readonly Piece[]
  /** Where it was when a question came to stand over the screen. */
  readonly beneath: Place | null
}

/** Nothing stands there. */
export const nowhere: Place = {
  reading: { pieces: [], isDialog: false },
  rest: [],
  beneath: null,
}

const isSame = (one: Piece, other: Piece): boolean =>
  one.words === other.words && one.language === other.language

const stands = (piece: Piece, { pieces }: Reading): boolean => pieces.some((other) => isSame(piece, other))

const isSameScreen = (one: Reading, other: Reading): boolean => {
  const [title] = one.pieces
  const [otherTitle] = other.pieces
  return title !== undefined && otherTitle !== undefined && isSame(title, otherTitle)
}

/**
 * What is said once the screen has changed. A new screen is read from its title. Where the title stays, it is said to its
 * end, then comes what is new, and then what had not been said and still stands. A screen goes on where it was when the
 * question over it is gone.
 */
export function placeAfter(before: Place, reading: Reading): Place {
  if (reading.isDialog && !before.reading.isDialog) {
    return { reading, rest: reading.pieces, beneath: before }
  }
  const same = !reading.isDialog && before.beneath ? before.beneath : before
  const { beneath } = reading.isDialog ? before : nowhere
  if (!isSameScreen(same.reading, reading)) return { reading, rest: reading.pieces, beneath }
  const news = reading.pieces.filter((piece) => !stands(piece, same.reading) && !isCount(piece))
  const rest = same.rest.filter((piece) => stands(piece, reading))
  const [first, ...later] = rest
  const isAtTitle = first !== undefined && first === same.reading.pieces[0]
  return { reading, rest: isAtTitle ? [first, ...news, ...later] : [...news, ...rest], beneath }
}

/** A count that runs down is not read out at each step. */
function isCount({ words }: Piece): boolean {
  return /^[0-9]+$/.test(words)
}

import { clipPath } from './clip.ts'
import { spokenParts, unrecorded, type SpokenPart } from './phrase-book.ts'
import type { Piece, Reading } from './reading.ts'
import { nowhere, placeAfter, type Place } from './what-to-say.ts'

/** The one thing that sounds: an audio element, or what stands in for it in a test. */
export interface Loudspeaker extends Pick<EventTarget, 'addEventListener'> {
  src: string
  play(): Promise<void>
  pause(): void
}

export interface Voice {
  /**
   * Reads what stands on the screen now; of what it was saying, that which still stands goes on.
   * @param filledIn every word that the view brings
   * @param after milliseconds for which something else sounds
   */
  read(reading: Reading, filledIn: ReadonlySet<string>, after?: number): void
  /** Says what somebody has moved to, and nothing after it. */
  name(pieces: readonly Piece[]): void
  /** Falls silent, and forgets what it was saying. */
  stop(): void
}

/**
 * A voice that speaks by clips, one after the other and never two at once.
 * @param now monotonic milliseconds
 */
export function createVoice(loudspeaker: Loudspeaker, now: () => number): Voice {
  let place: Place = nowhere
  let filledIn: ReadonlySet<string> = new Set()
  /** What is left of the piece that is being said; the first of it sounds. */
  let parts: readonly SpokenPart[] = []
  let isSpeaking = false
  let quietUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** That words are on the screen alone is said once for several in a row. */
  let saidUnrecorded = false

  const hush = (): void => {
    clearTimeout(timer)
    isSpeaking = false
    saidUnrecorded = false
    parts = []
    loudspeaker.pause()
  }
  const say = (part: SpokenPart): void => {
    isSpeaking = true
    loudspeaker.src = `/voice/${clipPath(part)}`
    loudspeaker.play().catch(expectBreaks)
  }
  const beginPiece = (): void => {
    const [piece] = place.rest
    isSpeaking = piece !== undefined
    if (!piece) return
    parts = spokenParts(piece.words, piece.language, filledIn)
    sayPart()
  }
  const sayPart = (): void => {
    const [part] = parts
    if (part) {
      say(part)
      return
    }
    place = { ...place, rest: place.rest.slice(1) }
    beginPiece()
  }
  const finishPart = (): void => {
    parts = parts.slice(1)
    sayPart()
  }

  loudspeaker.addEventListener('ended', () => {
    const [part] = parts
    if (!part) return
    if (part.text !== unrecorded(part.language).text) saidUnrecorded = false
    finishPart()
  })
  loudspeaker.addEventListener('error', () => {
    const [part] = parts
    if (!part) return
    if (!part.isHalls || saidUnrecorded) {
      finishPart()
      return
    }
    saidUnrecorded = true
    parts = [{ ...unrecorded(part.language), isHalls: false }, ...parts.slice(1)]
    sayPart()
  })

  return {
    read(reading, words, after = 0) {
      const [saying] = place.rest
      place = placeAfter(place, reading)
      filledIn = words
      quietUntil = Math.max(quietUntil, now() + after)
      if (isSpeaking && saying === place.rest[0] && after === 0) return
      hush()
      timer = setTimeout(beginPiece, Math.max(0, quietUntil - now()))
    },
    name(pieces) {
      hush()
      place = { ...place, rest: pieces }
      beginPiece()
    },
    stop() {
      hush()
      place = nowhere
    },
  }
}

/** A clip that was broken off or is not there rejects its playing; the element's events have said so. */
function expectBreaks(error: unknown): void {
  if (!(error instanceof DOMException)) throw error
}

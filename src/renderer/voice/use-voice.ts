import { useEffect, useRef, type RefObject } from 'react'
import type { JourneyView } from '../../shared/journey-view.ts'
import { piecesIn, readingOf } from './reading.ts'
import { plainWords } from './sentences.ts'
import { createVoice, type Voice } from './voice.ts'
import { wordsOfView } from './words-of-view.ts'

const monotonic = (): number => performance.now()

/**
 * Reads the screen aloud for somebody who asked for it.
 * @param quiet milliseconds for which another sound belongs to the view; set by an effect before this one's
 */
export function useVoice(view: JourneyView | null, quiet: RefObject<number>): void {
  const voice = useRef<Voice | null>(null)
  const isOn = view?.access.voice ?? false
  useEffect(() => {
    const screen = document.querySelector('.citizen')
    if (!view || !isOn || !screen) {
      voice.current?.stop()
      return
    }
    voice.current ??= createVoice(new Audio(), monotonic)
    voice.current.read(readingOf(screen), new Set(wordsOfView(view).map(plainWords)), quiet.current)
  }, [view, isOn, quiet])
  useEffect(() => {
    if (!isOn) return undefined
    const say = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLButtonElement && target.matches(':focus-visible')) {
        voice.current?.name(piecesIn(target))
      }
    }
    document.addEventListener('focusin', say)
    return () => document.removeEventListener('focusin', say)
  }, [isOn])
}

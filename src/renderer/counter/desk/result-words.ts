import type { CounterResult } from '../../../shared/counter/counter-view.ts'
import type { CounterKind } from '../../../shared/counter/counter-config.ts'
import type { Language } from '../../../shared/journey-view.ts'
import type { CounterTexts } from '../../locales/counter.ts'
import { clockText, momentText } from '../time-text.ts'

export type Tone = 'pass' | 'fail' | 'unavailable'

/** What staff see from afar: let in, not this person, or: look, and read. */
export function toneOf({ kind }: CounterResult): Tone {
  switch (kind) {
    case 'admitted':
    case 'checked':
      return 'pass'
    case 'failed':
    case 'admitted-before':
    case 'unknown-ticket':
    case 'wrong-session':
    case 'wrong-room':
    case 'too-early':
    case 'too-late':
      return 'fail'
    case 'unavailable':
      return 'unavailable'
  }
}

export interface ResultWords {
  readonly title: string
  readonly note: string
}

/** A result in words. */
export function resultWords(
  { result: words }: CounterTexts,
  result: CounterResult,
  kind: CounterKind,
  language: Language,
): ResultWords {
  switch (result.kind) {
    case 'admitted':
      return { title: result.isLate ? words.late : words.admitted, note: '' }
    case 'checked':
      return { title: words.checked, note: result.delivery === 'asked' ? words.asked : words.notAsked }
    case 'failed':
      return { title: words.failed, note: kind === 'exam' ? words.failedExam : words.failedHotel }
    case 'unavailable':
      return { title: words.unavailable, note: words.causes[result.cause] }
    case 'unknown-ticket':
      return { title: words.refused[result.kind], note: words.unknown(result.ticket) }
    case 'wrong-session':
      return { title: words.refused[result.kind], note: words.session(result.session) }
    case 'wrong-room':
      return { title: words.refused[result.kind], note: words.room(result.room) }
    case 'too-early':
      return { title: words.refused[result.kind], note: words.opens(momentText(language, result.at)) }
    case 'too-late':
      return { title: words.refused[result.kind], note: words.closed(momentText(language, result.at)) }
    case 'admitted-before':
      return { title: words.refused[result.kind], note: words.before(clockText(result.at), result.gate) }
  }
}

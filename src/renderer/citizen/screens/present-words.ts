import type { PresentedMethod, PresentHint, ReaderState } from '../../../shared/journey-view.ts'
import type { Texts } from '../../locales/texts.ts'

/** What the present screen says for one method, whatever its reader does. */
export interface PresentWords {
  readonly title: string
  readonly steps: readonly string[]
  readonly reader: Readonly<Record<ReaderState, string>>
  readonly promise: string
  /** For somebody who has nothing to present; the parameter is the window. */
  readonly without: (window: string) => string
}

export function presentWords(texts: Texts, method: PresentedMethod): PresentWords {
  const { present, presentCard } = texts
  switch (method) {
    case 'network-identity':
      return {
        title: present.title,
        steps: [present.steps.open, present.steps.show],
        reader: present.scanner,
        promise: texts.promise,
        without: present.noCode,
      }
    case 'identity-card':
      return {
        title: presentCard.title,
        steps: [presentCard.steps.lay, presentCard.steps.wait],
        reader: presentCard.reader,
        promise: texts.cardPromise,
        without: presentCard.noCard,
      }
  }
}

/** What became of the last presentation, and what to do. */
export function hintWords(
  { present, presentCard }: Texts,
  method: PresentedMethod,
  hint: Exclude<PresentHint, 'none'>,
): { readonly title: string; readonly text: string } {
  switch (hint) {
    case 'reading':
    case 'read-again':
      return method === 'identity-card' ? presentCard.hints[hint] : present.hints[hint]
    case 'not-a-code':
      return present.hints[hint]
    case 'take-away-first':
    case 'card-unusable':
      return presentCard.hints[hint]
  }
}

import type { EntryForm } from '../../../shared/entry-form.ts'
import type { JourneyScreen, PresentHint, ReaderState, Turn } from '../../../shared/journey-view.ts'
import type { Texts } from '../../locales/texts.ts'

export type PresentScreen = Extract<JourneyScreen, { readonly name: 'present' }>

/** What the present screen asks for now: a travel document is asked for twice, first for its key. */
export type Asked = 'code' | 'card' | 'document-key' | 'document'

export function askedFor({ method, documentKey }: Pick<PresentScreen, 'method' | 'documentKey'>): Asked {
  switch (method) {
    case 'network-identity':
      return 'code'
    case 'identity-card':
      return 'card'
    case 'travel-document':
      return documentKey ? 'document' : 'document-key'
  }
}

/** What is typed instead of presented, or after it was approved. */
export function typedForm({ method, approval }: Pick<PresentScreen, 'method' | 'approval'>): EntryForm {
  if (method !== 'network-identity') return 'document-key'
  return approval?.state === 'approved' ? 'phone-approval' : 'dynamic-code'
}

/** What the present screen says while it asks for one thing, whatever its reader does. */
export interface PresentWords {
  readonly title: string
  readonly help?: string
  readonly steps: readonly string[]
  /** Where in the steps the citizen is; null where all of them are one act. */
  readonly step: number | null
  /** What helps with this act, beneath its picture. */
  readonly note: string | null
  readonly reader: Readonly<Record<ReaderState, string>>
  readonly promise: string
  /** For somebody who has nothing to present; the parameter is the window. */
  readonly without: (window: string) => string
}

export function presentWords(texts: Texts, asked: Asked, turn: Turn = 'own'): PresentWords {
  const words = wordsFor(texts, asked)
  if (turn === 'own') return words
  const { [turn]: ofTurn, guardianWait } = texts.presentForChild
  const isFirstCard = asked === 'card' && turn === 'guardian'
  const steps = isFirstCard ? [...words.steps.slice(0, -1), guardianWait] : words.steps
  return { ...words, steps, ...ofTurn[asked] }
}

function wordsFor(texts: Texts, asked: Asked): PresentWords {
  const { present, presentCard, presentDocument } = texts
  switch (asked) {
    case 'code':
      return {
        title: present.title,
        steps: [present.steps.open, present.steps.show],
        step: null,
        note: null,
        reader: present.scanner,
        promise: texts.promise,
        without: present.noCode,
      }
    case 'card':
      return {
        title: presentCard.title,
        steps: [presentCard.steps.lay, presentCard.steps.wait],
        step: null,
        note: null,
        reader: presentCard.reader,
        promise: texts.cardPromise,
        without: presentCard.noCard,
      }
    case 'document-key':
    case 'document':
      return {
        ...(asked === 'document' ? presentDocument.document : presentDocument.key),
        steps: [presentDocument.steps.scan, presentDocument.steps.lay],
        step: asked === 'document' ? 1 : 0,
        promise: texts.cardPromise,
        without: texts.dock.goToWindow,
      }
  }
}

interface Hint {
  readonly title: string
  readonly text: string
}

/** What is said of anything that is read, in the words of what it is. */
const hintsOf: Readonly<Record<Asked, (texts: Texts) => Readonly<Record<'reading' | 'read-again', Hint>>>> = {
  code: ({ present }) => present.hints,
  card: ({ presentCard }) => presentCard.hints,
  'document-key': ({ presentDocument }) => presentDocument.keyHints,
  document: ({ presentDocument }) => presentDocument.hints,
}

/** What became of the last presentation, and what to do. */
export function hintWords(
  texts: Texts,
  asked: Asked,
  hint: Exclude<PresentHint, 'none'>,
  turn: Turn = 'own',
): Hint {
  const { present, presentCard, presentDocument, presentForChild } = texts
  switch (hint) {
    case 'reading':
    case 'read-again':
      return hintsOf[asked](texts)[hint]
    case 'not-a-code':
      return present.hints[hint]
    case 'shown-before':
      return presentForChild.shownBefore
    case 'take-away-first':
      return turn === 'child' ? presentForChild.takeAwayFirst : presentCard.hints[hint]
    case 'card-unusable':
      return presentCard.hints[hint]
    case 'not-a-document-key':
    case 'document-key-wrong':
    case 'lay-back':
    case 'document-unusable':
      return presentDocument.hints[hint]
  }
}

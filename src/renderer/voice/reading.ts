import { languages, type Language } from '../../shared/journey-view.ts'
import { plainWords } from './sentences.ts'

/** Words that stand in one piece on the screen. */
export interface Piece {
  readonly words: string
  readonly language: Language
}

/** What a screen has to read, in the order in which it is read. */
export interface Reading {
  readonly pieces: readonly Piece[]
  /** A question that stands over the screen for a while. */
  readonly isDialog: boolean
}

const inline = new Set(['STRONG', 'B', 'EM', 'I', 'WBR'])

/**
 * What stands on the screen, as a screen reader would read it: a question that stands over it, alone; else its words and
 * then what can be done, and the long text of a notice last, so that nobody has to hear it out to learn what to touch.
 * The bands above and below, which are the same everywhere, are not read.
 */
export function readingOf(screen: Element): Reading {
  const dialog = screen.querySelector('[role="alertdialog"]')
  if (dialog) return { pieces: piecesIn(dialog), isDialog: true }
  const whole = screen.querySelector('main .full-notice')
  const parts = [...screen.querySelectorAll('main, .dock .acts')].flatMap((part) => piecesIn(part, whole))
  return { pieces: whole ? [...parts, ...piecesIn(whole)] : parts, isDialog: false }
}

/** The pieces inside an element, but for one part of it. */
export function piecesIn(element: Element, without: Element | null = null): readonly Piece[] {
  const pieces: Piece[] = []
  let words = ''
  const finish = (language: Language): void => {
    const plain = plainWords(words)
    words = ''
    if (/[\p{L}\p{N}]/u.test(plain)) pieces.push({ words: plain, language })
  }
  const walk = (node: Element, language: Language): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) words += child.nodeValue ?? ''
      if (!(child instanceof Element) || child === without || isSilent(child)) continue
      const isInline = inline.has(child.tagName)
      if (!isInline) finish(language)
      const own = languageOf(child.getAttribute('lang')) ?? language
      walk(child, own)
      if (!isInline) finish(own)
    }
  }
  const language = languageOf(element.closest('[lang]')?.getAttribute('lang') ?? null) ?? 'zh-CN'
  walk(element, language)
  finish(language)
  return pieces
}

function isSilent(element: Element): boolean {
  return (
    element instanceof SVGElement ||
    element.getAttribute('aria-hidden') === 'true' ||
    element.hasAttribute('inert')
  )
}

function languageOf(name: string | null): Language | undefined {
  return languages.find((language) => language === name)
}

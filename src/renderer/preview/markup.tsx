import { renderToStaticMarkup } from 'react-dom/server'
import type { JourneyView } from '../../shared/journey-view.ts'
import { CitizenApp } from '../citizen/citizen-app.tsx'

/** A Sunday morning in an invented hall. */
export const someMorning = new Date('2026-11-22T09:41:00')

/** A view as markup, at a fixed time. */
export function markupOf(view: JourneyView): string {
  return renderToStaticMarkup(<CitizenApp view={view} now={someMorning} act={() => undefined} />)
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
}

/** A markup without what marks where lines end, or may end, inside a text. */
export function withPlainLineEnds(markup: string): string {
  return markup.replaceAll(/<i class="line-end">(\n)<\/i>|<wbr\/>/g, '$1')
}

/** The words of a markup, piece by piece, as they stand between tags. */
export function wordsOf(markup: string): readonly string[] {
  return withPlainLineEnds(markup)
    .split(/<[^>]*>/)
    .map((words) => words.replaceAll(/&(?:amp|quot|#x27|lt|gt);/g, (entity) => entities[entity] ?? entity))
    .filter((words) => words.trim() !== '')
}

import type { BenchState } from '../api.ts'

/**
 * Does one thing at the bench and writes it down on the page.
 * @param what what the person did, in the page's language
 */
export type Act = (what: string, path: string, body: unknown) => void

/** One part of the page: built once for a language, then told each new state. */
export interface Panel {
  readonly root: HTMLElement
  show(state: BenchState): void
}

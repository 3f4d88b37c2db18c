import type { CodeReception } from './code-assembler.ts'

export interface Received {
  readonly begin: () => CodeReception
  /** Codes as text, and the reasons of those that were refused, in order. */
  readonly outcomes: readonly string[]
  /** The views that were handed over, to see that they were zeroed. */
  readonly views: readonly Uint8Array[]
  /** How many codes have begun. */
  readonly begun: number
}

/** Somebody who takes every code. */
export function receive(keeps = true): Received {
  const outcomes: string[] = []
  const views: Uint8Array[] = []
  let begun = 0
  return {
    begin: () => {
      begun += 1
      return {
        keeps,
        end: (outcome) => {
          if (outcome.type === 'code') views.push(outcome.bytes)
          const text = outcome.type === 'code' ? Buffer.from(outcome.bytes).toString('latin1') : outcome.type
          outcomes.push(outcome.type === 'rejected' ? outcome.reason : text)
        },
      }
    },
    outcomes,
    views,
    get begun() {
      return begun
    },
  }
}
